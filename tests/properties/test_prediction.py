"""Whatever the bank: what Bicep predicts for its packages is what is planned."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from ringfence.check import Bicep, certify
from ringfence.diagnostics import Severity
from ringfence.output import MANIFEST, write_tree
from ringfence.render.tree import render
from tests.banks import Tree, bank, connection, zone
from tests.properties.examples import EXAMPLES, UNSHRUNK
from tests.properties.strategies import banks
from tests.properties.test_plan import plan_of
from tests.properties.words import ALIKE, guid
from tests.variants import KEY, VARIANTS, inference


def said(bicep: Bicep, tree: Tree) -> list[str]:
    """What the witnesses find wrong with the packages of a bank."""
    plan, _ = plan_of(tree)
    with TemporaryDirectory(prefix="ringfence-") as folder:
        write_tree(Path(folder), {**render(plan), MANIFEST: ""})
        report, proofs = certify(bicep, Path(folder), plan)
    assert len(proofs) == 2 * len(plan.packages)
    return [f"{one.code} {one.path}: {one.message}" for one in report.findings if one.severity is Severity.ERROR]


@pytest.mark.bicep
@settings(
    max_examples=max(1, EXAMPLES // 80),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    phases=UNSHRUNK,
)
@given(banks(most=3))
def test_every_witness_agrees_with_the_plan(bicep: Bicep, tree: Tree) -> None:
    assert said(bicep, tree) == []


@pytest.mark.bicep
def test_a_bank_with_nothing_but_a_sealed_workspace_is_predicted_too(bicep: Bicep) -> None:
    """Nobody has a way out through the firewall, the managed network has no rule, and a key is somebody else's."""
    assert said(bicep, bank(inference("scoring", customerManagedKey=KEY))) == []


@pytest.mark.bicep
@pytest.mark.parametrize("variant", ["filters", "watchers-elsewhere", "jump-host"])
def test_options_of_the_hub_are_predicted_as_they_are_planned(bicep: Bicep, variant: str) -> None:
    assert said(bicep, VARIANTS[variant]) == []


@pytest.mark.bicep
def test_names_alike_are_told_apart(bicep: Bicep) -> None:
    """Groups with a role and with a layer of a lake, and landing zones whose jobs read it."""
    row = {"lake": "lake", "layers": ["gold"], "reason": "Reads curated data."}
    groups = [
        {"group": name, "objectId": guid(number), "personas": ["data-scientist"], "layers": [row]}
        for number, name in enumerate(ALIKE)
    ]
    reads = [connection(name, "lake", "lake", "gold") for name in ALIKE]
    lakes = ["lake", "lake-1", "lake1"]
    reads += [connection("scoring", "lake", name, "gold") for name in lakes]
    zones = [*map(zone, ALIKE), *(zone(name, "dataLake") for name in lakes), inference("scoring")]
    tree = bank(*zones, access=groups, connections=reads)
    assert said(bicep, tree) == []
