"""`ringfence what-if` and `ringfence deploy` with the real azure-cli: a first rollout, a second look, one change."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.azure.cli import Azure, Done
from tests.azure.standin.server import Server
from tests.azure.target import ROOT, standin_only

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]


@pytest.fixture
def nothing(standin: Server) -> Iterator[None]:
    """Subscriptions in which nothing is deployed."""
    with standin.manager.emptied():
        yield


def ringfence(azure: Azure, *words: str) -> Done:
    command = [sys.executable, "-m", "generator.cli", *words]
    return azure.run(f"PYTHONPATH={shlex.quote(str(ROOT))} {shlex.join(command)}", ROOT)


def states(done: Done) -> list[str]:
    return [row["state"] for row in json.loads(done.out)["packages"]]


@pytest.mark.usefixtures("nothing")
def test_a_rollout_from_nothing_with_one_command(
    azure: Azure, work: Path, standin: Server, plan: dict[str, Any]
) -> None:
    out = str(work)
    for package in plan["packages"]:
        for provider in package["providers"]:
            standin.manager.register(package["subscription"], provider)
    first = ringfence(azure, "what-if", out)
    assert first.code == 1
    assert "AZU11" in first.err
    assert "InvalidResourceReference: Resource /subscriptions/" in first.err
    assert "connectivity package is not deployed yet" in first.err
    assert "Traceback" not in first.err

    done = ringfence(azure, "deploy", out, "--yes", "--json")
    assert done.ok().err.count("deploying") == len(plan["packages"])
    assert set(states(done)) == {"done"}
    assert states(ringfence(azure, "deploy", out, "--yes", "--json").ok()) == ["done before"] * len(plan["packages"])

    look = ringfence(azure, "what-if", out, "--exit-code", "--json").ok()
    for package in json.loads(look.out)["packages"]:
        assert package["counts"].keys() == {"NoChange"}
        assert package["coverage"]["percent"] == 100

    gone = next(each for each in standin.manager.state if "/rulecollectiongroups/" in each)
    del standin.manager.state[gone]
    changed = ringfence(azure, "what-if", out, "--exit-code", "--json", "--only", "connectivity")
    assert changed.code == 4
    (package,) = json.loads(changed.out)["packages"]
    assert [(row["change"], row["resource"].lower()) for row in package["changes"]] == [("Create", gone)]
