"""The ten steps of the reference architecture, walked through the universal bank: each in the plan, in Bicep's own
prediction, and in docs/concepts.md.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.read import kinds
from ringfence.catalog.tables import reference_architecture
from ringfence.check.manifest import plan_of
from ringfence.check.paths import leaves
from ringfence.pack.review.components import reference
from ringfence.pack.review.steps import Step, steps
from ringfence.pack.tree import scripts
from tests.marked import between
from tests.reference_tables import PARTS_MARK, PARTS_PAGE, STEPS_MARK, STEPS_PAGE, parts, table

ROOT = Path(__file__).parents[2]
OUT = ROOT / "out" / "universal-bank"
STEPS = steps(plan_of(OUT))
MUST = {
    1: {"vpn-gateway", "vpn-connection", "expressroute-gateway", "circuit-connection", "bastion", "jump-host"},
    2: {"compute-instance"},
    3: {"machine-learning", "compute-cluster"},
    4: {"language-model", "model-deployment", "content-filter", "model-connection"},
    5: {"model-registry", "inference-workspace", "online-endpoint", "online-deployment", "autoscale"}
    | {"batch-endpoint", "batch-deployment"},
    6: {"private-endpoint", "private-dns-zone"},
    7: {"firewall", "peering"},
    8: {"firewall-policy", "rule-group", "service-endpoint-policy"},
    9: {"lake-storage", "lake-container", "lake-retention"},
    10: {"databricks", "access-connector", "mlflow-connector"},
}
FLOWS = {
    1: "VPN users, on premises -> fraud endpoints: 443",
    2: "fraud compute -> AzureMachineLearning: 5831",
    3: "fraud compute -> BatchNodeManagement.swedencentral: 443",
    4: "fraud compute -> fraud endpoints: 443, 445",
    5: "managed network -> mlr-lub-fraud (amlregistry)",
    6: "connectivity firewall -> scoring endpoints: 443",
    7: "everything else by the firewall",
    8: "fraud compute, pricing compute -> packages.lakesidebank.example: 443",
    9: "managed network -> stlakelublakegoldfgkfj (dfs)",
    10: "spark host, spark container -> spark host, spark container: 0-65535",
}


@pytest.fixture(scope="module")
def predicted() -> dict[str, dict[str, Any]]:
    """Every resource that Bicep predicts, by id in lower case."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(OUT.glob("packages/*/snapshot.json")):
        rows = json.loads(file.read_text("utf-8"))["predictedResources"]
        found |= {row["id"].lower(): row for row in rows}
    return found


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.number}")
def test_every_resource_of_a_step_is_predicted(step: Step, predicted: dict[str, dict[str, Any]]) -> None:
    assert {resource.kind for _, resource in step.resources} >= MUST[step.number]
    for _, resource in step.resources:
        assert predicted[resource.id.lower()]["type"].lower() == resource.type.lower(), resource.id


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.number}")
def test_every_rule_of_a_step_is_in_the_predicted_resource(step: Step, predicted: dict[str, dict[str, Any]]) -> None:
    assert step.rules
    for rule in step.rules:
        body = predicted[rule.owner.id.lower()]
        named = {value for path, value in leaves(body) if path.endswith(".name")}
        named |= set(body["properties"].get("managedNetwork", {}).get("outboundRules", {}))
        assert rule.name in named, (rule.owner.id, rule.name)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.number}")
def test_every_step_lets_through_what_it_is_for(step: Step) -> None:
    assert FLOWS[step.number] in [rule.flow for rule in step.rules]


def test_there_are_ten() -> None:
    assert [step.number for step in STEPS] == list(range(1, 11))


def test_a_plan_without_a_step_says_so() -> None:
    missing = [step.number for step in steps(plan_of(ROOT / "out" / "quickstart")) if not step.resources]
    assert missing == [1, 4, 5, 9, 10]


def test_the_page_has_the_steps_of_this_example_and_its_picture() -> None:
    assert between(STEPS_PAGE, STEPS_MARK) == table(), "run `python -m tests.reference_tables`"
    assert "](../out/universal-bank/TOPOLOGY.svg)" in (ROOT / STEPS_PAGE).read_text("utf-8")
    assert (OUT / "TOPOLOGY.svg").is_file()


def test_the_page_on_the_reference_architecture_is_that_of_the_bank() -> None:
    assert between(PARTS_PAGE, PARTS_MARK) == parts(), "run `python -m tests.reference_tables`"


def test_each_part_names_kinds_of_the_catalogue_or_says_what_there_is_instead() -> None:
    for part in reference_architecture():
        assert set(part.kinds) <= kinds().keys()
        assert bool(part.kinds or part.scripts) != bool(part.instead), part.name


def test_every_part_that_is_generated_is_in_the_universal_bank() -> None:
    plan = plan_of(OUT)
    rows = {row[0]: row for row in reference(plan, scripts(plan)).rows}
    assert [name for name, row in rows.items() if "not in this plan" in row[1]] == []
    assert {script.name for script in scripts(plan)} == {
        name for part in reference_architecture() for name in part.scripts
    }
