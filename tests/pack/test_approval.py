"""The approval digest: what is deployed, run and decided changes it, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ringfence.pack.approval import approval
from ringfence.pack.manifest import approved
from ringfence.pipeline import decide, files
from ringfence.plan.model.package import Plan
from tests.banks import bank, flow, planned, write, zone

BANK = bank(zone("fraud"), egress=[flow("feed", "fraud")])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, dict[str, str]]:
    """The plan and the folder of a small bank."""
    decision = planned(tmp_path_factory.mktemp("bank"), BANK)
    return decision.plan, dict(files(decision))


def test_the_digest_stands_in_the_manifest_and_in_both_documents(written: tuple[Plan, dict[str, str]]) -> None:
    plan, tree = written
    digest = approval(plan, tree)
    assert approved(tree["manifest.json"]) == digest
    assert f"`{digest}`" in tree["REVIEW.md"]
    assert f"`{digest}`" in tree["DEPLOY.md"]


def test_a_comment_in_the_blueprint_or_the_ledger_voids_no_approval(tmp_path: Path) -> None:
    before = approved(files(planned(tmp_path, BANK))["manifest.json"])
    for name in ("bank.yaml", "bank.ledger.yaml"):
        path = tmp_path / name
        path.write_text(f"# Reviewed.\n{path.read_text('utf-8')}", "utf-8")
    assert approved(files(decide(tmp_path / "bank.yaml"))["manifest.json"]) == before


@pytest.mark.parametrize(
    "path",
    [
        *("REVIEW.md", "review/network.md", "DEPLOY.md", "TOPOLOGY.svg", "DAY-TWO.md", "REMOVAL.md"),
        *("release.json", "manifest.json"),
    ],
)
def test_no_document_is_in_it(path: str, written: tuple[Plan, dict[str, str]]) -> None:
    plan, tree = written
    assert approval(plan, tree | {path: "edited"}) == approval(plan, tree)


def test_proofs_are_not_in_it(written: tuple[Plan, dict[str, str]]) -> None:
    plan, tree = written
    proofs = {f"packages/fraud/{name}": "{}" for name in ("main.json", "snapshot.json")}
    assert approval(plan, tree | proofs) == approval(plan, tree)


@pytest.mark.parametrize(
    "path",
    [
        "packages/fraud/main.bicep",
        "packages/fraud/modules/main.json",
        "packages/fraud/x.sh",
        "packages/x/y.json",
        "modules/peering.bicep",
        "modules/bicepconfig.json",
    ],
)
def test_what_is_deployed_or_run_is_in_it(path: str, written: tuple[Plan, dict[str, str]]) -> None:
    plan, tree = written
    assert approval(plan, tree | {path: "edited"}) != approval(plan, tree)


@pytest.mark.parametrize(
    "edit",
    [
        lambda plan: replace(plan, flows=()),
        lambda plan: replace(plan, flows=(replace(plan.flows[0], owner="stranger@bank.example"),)),
        lambda plan: replace(plan, risks=plan.risks[1:]),
        lambda plan: replace(plan, packages=plan.packages[::-1]),
    ],
)
def test_what_is_decided_is_in_it(edit: Callable[[Plan], Plan], written: tuple[Plan, dict[str, str]]) -> None:
    plan, tree = written
    assert approval(edit(plan), tree) != approval(plan, tree)


def test_reasons_are_not_in_it(written: tuple[Plan, dict[str, str]]) -> None:
    plan, tree = written
    other = tuple(replace(package, because=()) for package in plan.packages)
    assert any(package.because for package in plan.packages)
    assert approval(replace(plan, packages=other), tree) == approval(plan, tree)


def test_two_runs_give_one_digest_whatever_the_blueprint_is_called(tmp_path: Path) -> None:
    first = approved(files(planned(tmp_path, BANK))["manifest.json"])
    other = write(tmp_path, BANK).rename(tmp_path / "other.yaml")
    (tmp_path / "bank.ledger.yaml").rename(tmp_path / "other.ledger.yaml")
    assert approved(files(decide(other))["manifest.json"]) == first
