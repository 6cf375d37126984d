"""Names of a blueprint's own flows say nothing of what they are for: neither steps nor pictures believe them."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import pytest

from ringfence.pack.picture.topology import drawings
from ringfence.pack.review.steps import Step, steps
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from tests.banks import Tree, flow, planned
from tests.variants import VARIANTS

NAMES = ("users-to-crm", "jump-host-to-fraud", "lake-backup", "lake-lake", "mlflow-fraud", "default-to-firewall")
OUTBOUND = "lake-lists"


def misleading() -> Tree:
    """The bank with everything, and flows under names that the platform's own rules have or could have."""
    tree = copy.deepcopy(VARIANTS["everything"])
    tree["egress"] = [*tree["egress"], *(flow(name, "fraud") for name in NAMES)]
    (scoring,) = (zone for zone in tree["landingZones"] if zone["name"] == "scoring")
    (first, *_) = scoring["inference"]["outbound"]
    first["name"] = OUTBOUND
    return tree


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), misleading()).plan


@pytest.fixture(scope="module")
def found(plan: Plan) -> Mapping[int, Step]:
    return {step.number: step for step in steps(plan)}


@pytest.mark.parametrize("name", NAMES)
def test_a_flow_is_in_the_step_of_ways_out_and_in_no_other(found: Mapping[int, Step], name: str) -> None:
    host = f"{name}.bank.example"
    assert [number for number, step in found.items() if any(host in rule.targets for rule in step.rules)] == [8]
    (rule,) = (rule for rule in found[8].rules if rule.name == name)
    assert (rule.use, rule.flow) == ("egress", f"fraud compute -> {host}: 443")


def test_a_host_of_the_managed_network_is_no_lake(found: Mapping[int, Step]) -> None:
    assert OUTBOUND in [rule.name for rule in found[5].rules]
    assert OUTBOUND not in [rule.name for rule in found[9].rules]
    assert {rule.use for rule in found[9].rules} == {"lake"}


def test_the_card_outside_names_every_end_that_the_firewall_lets_out_to(plan: Plan) -> None:
    (outside,) = (one for one in next(drawings(plan)).boxes if one.id == "outside")
    said = outside.words.replace("\n", " ").partition(": internet")[2].partition("to: ")[2]
    inside = {"people", "lake", "mlflow", "databricksJobs", "endpoint", "images"}
    rules = [rule for _, m in modules(plan) for g in m.rule_groups for c in g.collections for rule in c.rules]
    named = [rule for rule in rules if rule.use not in inside and len(rule.hosts) <= 4]
    assert {rule.use for rule in named} >= {"platform", "instances", "nodes", "egress", "jump-host"}
    assert [h for rule in named for h in map(plain, rule.hosts) if h not in said.split(", ")] == []


def test_lines_by_the_firewall_are_drawn_between_landing_zones_and_for_rules_without_a_connection(plan: Plan) -> None:
    drawn = [edge for edge in next(drawings(plan)).edges if edge.id.startswith("traffic:") and not edge.dashed]
    assert {edge.id: edge.says for edge in drawn} == {
        "traffic:fraud:lake": "fraud to lake: read gold; write silver",
        "traffic:fraud:scoring": "fraud to scoring: firewall rule images-scoring",
        "traffic:fraud:spark": "fraud to spark: databricks jobs",
        "traffic:fraud:vault": "fraud to vault: read gold; write silver",
        "traffic:spark:fraud": "spark to fraud: mlflow",
    }


def test_a_step_says_from_where_to_where_on_which_ports(found: Mapping[int, Step]) -> None:
    flows = {rule.name: rule.flow for step in found.values() for rule in step.rules}
    assert flows["allow-https"] == "198.51.100.0/24, 203.0.113.7/32 -> connectivity bastion: 443"
    assert flows["allow-bastion"] == "connectivity bastion -> connectivity jump-host: 22"
    assert [rule.flow for rule in found[7].rules if rule.package == "fraud"] == ["everything else by the firewall"]


def test_steps_of_compute_have_the_rules_of_compute(found: Mapping[int, Step]) -> None:
    named = {number: {rule.name for rule in found[number].rules if rule.package == "fraud"} for number in (2, 3, 4)}
    assert named == {
        2: {"allow-private-endpoints", "allow-azure-ml", "allow-azure-ml-management"},
        3: {"allow-cluster-nodes-inbound", "allow-cluster-nodes-outbound", "allow-batch-nodes"},
        4: {"allow-compute"},
    }


def test_rules_of_ways_are_in_the_step_of_what_they_reach(found: Mapping[int, Step]) -> None:
    reached = {(rule.package, rule.name) for rule in found[9].rules}
    assert {("fraud", "allow-lake-lake"), ("lake", "allow-firewall"), ("connectivity", "lake-lake")} <= reached
    assert ("fraud", "allow-firewall") in {(rule.package, rule.name) for rule in found[10].rules}
