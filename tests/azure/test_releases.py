"""A bank with endpoints, release by release: each previews what it adds, and none can be left out."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.azure.cli import Done
from tests.azure.example import Example
from tests.azure.rollout import Changes, Rollout, Step, named
from tests.azure.runbook import commands
from tests.azure.stages import assets
from tests.azure.target import EXAMPLES, standin_only
from tests.azure.variant import ROOT

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

BANK, ZONE = "universal-bank", "scoring"
_WORKSPACES = "microsoft.machinelearningservices/workspaces"
DEPLOYMENTS = (f"{_WORKSPACES}/onlineendpoints/deployments", f"{_WORKSPACES}/batchendpoints/deployments")
WITH_THEM = (
    "microsoft.insights/autoscalesettings",
    f"{_WORKSPACES}/codes",
    f"{_WORKSPACES}/codes/versions",
)
"""What deployments bring with them: their scaling, and the code that they answer with."""


@pytest.fixture(scope="module")
def bank(examples: Mapping[str, Example]) -> Example:
    assert BANK in {path.name for path in EXAMPLES}
    return examples[BANK]


@pytest.fixture(scope="module")
def steps(rollouts: Mapping[str, Rollout]) -> tuple[Step, ...]:
    return rollouts[BANK].steps


@contextmanager
def after(bank: Example, step: Step, known: frozenset[str] | None = None) -> Iterator[None]:
    """Azure as a release left it, with these assets, or with all; afterwards as it was."""
    manager = bank.server.manager
    kept = manager.state, manager.assets
    manager.state = dict(step.state)
    manager.assets = manager.assets if known is None else known
    try:
        yield
    finally:
        manager.state, manager.assets = kept


def kinds(rows: Changes) -> dict[str, set[str]]:
    """The types that change, by kind of change."""
    found: dict[str, set[str]] = {}
    for row in named(rows):
        found.setdefault(row["changeType"], set()).add(row["after"]["type"].lower())
    return found


def create(bank: Example, folder: Path) -> Done:
    """The command of DEPLOY.md that deploys the landing zone, run."""
    command = next(
        c for c in commands(folder) if c.starts("az deployment sub create") and c.option("name").endswith(ZONE)
    )
    return bank.azure.run(command.text, folder)


def ringfence(bank: Example, verb: str, folder: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """A command over the landing zone, in a copy of the folder's own: exit code and what it says as JSON."""
    words = [sys.executable, "-m", "ringfence", verb, str(folder), "--only", ZONE, "--json", *options]
    done = bank.azure.run(f"PYTHONPATH={shlex.quote(str(ROOT / 'generator'))} {shlex.join(words)}", ROOT)
    return done.code, json.loads(done.out or done.err)


@pytest.fixture
def whole(bank: Example, tmp_path: Path) -> Path:
    """A copy of the last release, beside which a record may be kept."""
    return Path(shutil.copytree(bank.folder, tmp_path / "out"))


def test_only_the_landing_zone_changes_from_release_to_release(bank: Example, steps: tuple[Step, ...]) -> None:
    assert [list(step.release.packages) for step in steps] == [bank.packages(), [ZONE], [ZONE]]


def test_the_first_release_has_endpoints_and_no_deployments(steps: tuple[Step, ...]) -> None:
    made = {row["type"].lower() for row in steps[0].state.values()}
    assert made.isdisjoint(DEPLOYMENTS)
    assert {kind.rpartition("/")[0] for kind in DEPLOYMENTS} <= made


def test_the_second_release_adds_deployments_and_touches_nothing(steps: tuple[Step, ...]) -> None:
    found = kinds(steps[1].before[ZONE])
    assert found.keys() == {"Create", "NoChange"}
    assert set(DEPLOYMENTS) <= found["Create"] <= {*DEPLOYMENTS, *WITH_THEM}


def test_the_third_release_changes_only_who_gets_requests(steps: tuple[Step, ...]) -> None:
    rows = named(steps[2].before[ZONE])
    assert {row["changeType"] for row in rows} == {"Modify", "NoChange"}
    paths = Counter(change["path"] for row in rows if row["changeType"] == "Modify" for change in row["delta"])
    assert paths == {"properties.traffic": 1, "properties.mirrorTraffic": 1, "properties.defaults": 1}


def test_traffic_before_the_deployments_is_refused_by_azure(bank: Example, steps: tuple[Step, ...]) -> None:
    with after(bank, steps[0]):
        done = create(bank, bank.folder)
        assert not any(row["type"].lower() in DEPLOYMENTS for row in bank.server.manager.state.values())
    assert done.code == 1
    for name in ("blue", "green", "nightly"):
        assert f"The specified deployment '{name}' could not be found." in done.err


def test_deployments_before_their_assets_are_refused_by_azure(bank: Example, steps: tuple[Step, ...]) -> None:
    with after(bank, steps[0], frozenset()):
        done = create(bank, steps[1].release.folder)
    assert done.code == 1
    assert {address for address in assets(bank.plan) if address in done.err} == assets(bank.plan)


def test_ringfence_stops_before_a_release_that_is_too_early(
    bank: Example, steps: tuple[Step, ...], whole: Path
) -> None:
    log = bank.server.log
    with after(bank, steps[0], frozenset()):
        start = len(log)
        code, said = ringfence(bank, "deploy", whole, "--yes", "--done", "*")
    assert code == 1
    assert {row["code"] for row in said["findings"]} == {"AZU20", "AZU21"}
    told = json.dumps(said)
    for name in ("blue", "green", "nightly", *assets(bank.plan)):
        assert name in told
    assert [entry for entry in log[start:] if entry.method != "GET" and "/deployments/" in entry.path] == []


def test_ringfence_deploys_the_last_release_and_then_finds_nothing_to_do(
    bank: Example, steps: tuple[Step, ...], whole: Path
) -> None:
    with after(bank, steps[1]):
        assert ringfence(bank, "deploy", whole, "--yes", "--done", "*") == (
            0,
            {"ok": True, "findings": [], "packages": [{"package": ZONE, "state": "done"}]},
        )
        assert bank.server.manager.state == steps[2].state
        code, look = ringfence(bank, "what-if", whole, "--exit-code")
    assert (code, look["findings"]) == (0, [])
    assert look["packages"][0]["counts"].keys() == {"NoChange"}
