"""Over the years of a bank nothing moves: landing zones and flows come, go, grow and get other names."""

from __future__ import annotations

import json
from ipaddress import IPv4Network

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringfence.blueprint.language.model import Blueprint
from ringfence.load.compose import compose
from ringfence.plan.build import build
from ringfence.plan.context.ledger import Ledger
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.rules import check as design_rules
from tests.banks import Tree, bank, flow, zone
from tests.properties.examples import EXAMPLES

PURPOSES = ("machine-learning", "data-lake", "databricks", "inference")
WITH_JOBS = frozenset({"machine-learning", "databricks", "inference"})
STEP = st.tuples(
    st.sampled_from(["add", "add", "retire", "rename", "more nodes", "open", "close"]),
    st.integers(0, 9),
    st.integers(1, 8),
)


def planned(zones: list[Tree], flows: list[Tree], ledger: Ledger) -> tuple[Plan, Ledger]:
    """The plan of a bank with these landing zones and flows, and the ledger afterwards."""
    names = {each["name"] for each in zones}
    kept = [each | {"landingZones": [name for name in each["landingZones"] if name in names]} for each in flows]
    tree = bank(
        *(read_by(names, each) for each in zones),
        egress=[each for each in kept if each["landingZones"]],
        addressPools=["10.40.0.0/14"],
    )
    text = json.dumps(tree)
    return build(Blueprint.model_validate_json(text), compose("bank.yaml", text), ledger)


def read_by(names: set[str], one: Tree) -> Tree:
    """A landing zone; of a lake's readers those that are there."""
    if "lake" not in one:
        return one
    return one | {"lake": {"access": [row for row in one["lake"]["access"] if row["landingZone"] in names]}}


def newcomer(name: str, purpose: str, zones: list[Tree]) -> Tree:
    """A landing zone of any purpose; a lake is read by whoever runs jobs by then."""
    own = {**zone(name), "purpose": purpose}
    if purpose == "data-lake":
        jobs = [each["name"] for each in zones if each["purpose"] in WITH_JOBS]
        own["lake"] = {"access": [{"landingZone": each, "layers": ["gold"], "reason": "Jobs read."} for each in jobs]}
    elif purpose == "databricks":
        own["databricks"] = {"nodes": 8, "webAuthentication": not any("databricks" in each for each in zones)}
    elif purpose == "inference":
        own |= {"inference": {}, "clusters": [{"name": "cpu", "maxNodes": 2}]}
    return own


def stepped(zones: list[Tree], flows: list[Tree], step: tuple[str, int, int], year: int) -> None:
    """One change of a bank; one that makes no sense at the time changes nothing."""
    change, which, much = step
    at = which % len(zones)
    if change == "add":
        zones.insert(at, newcomer(f"zone{year}", PURPOSES[much % len(PURPOSES)], zones))
    elif change == "retire" and len(zones) > 1:
        del zones[at]
    elif change == "rename":
        zones[at] = zones[at] | {"name": f"other{year}"}
    elif change == "more nodes" and zones[at]["purpose"] == "machine-learning":
        zones[at] = zones[at] | {
            "clusters": [{"name": "cpu", "maxNodes": 4}, {"name": "gpu", "maxNodes": min(much, 2)}]
        }
    elif change == "open" and zones[at]["purpose"] in {"machine-learning", "databricks"}:
        subnets = ["compute"] if zones[at]["purpose"] == "machine-learning" else ["host"]
        flows.insert(0, flow(f"flow{year}", zones[at]["name"], subnets=subnets))
    elif change == "close" and flows:
        del flows[which % len(flows)]


def places(plan: Plan) -> dict[str, IPv4Network]:
    """The prefix of every network, by package."""
    return {package.name: plain(network.prefix) for package, module in modules(plan) for network in module.networks}


def priorities(plan: Plan) -> dict[str, int]:
    """The priority of every flow's rule, by security group and rule."""
    return {
        f"{package.name}/{group.subnet}/{rule.name}": rule.priority
        for package, module in modules(plan)
        for group in module.security_groups
        for rule in group.rules
    }


@pytest.mark.slow
@settings(max_examples=max(1, EXAMPLES // 5), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEP, min_size=1, max_size=8))
def test_whatever_happens_to_a_bank_nobody_else_moves(steps: list[tuple[str, int, int]]) -> None:
    zones, flows = [zone("fraud"), zone("pricing")], [flow("feed", "fraud", "pricing")]
    plan, ledger = planned(zones, flows, Ledger())
    for year, step in enumerate(steps):
        stepped(zones, flows, step, year)
        later, grown = planned(zones, flows, ledger)
        assert list(design_rules(later)) == []
        for before, after in ((places(plan), places(later)), (priorities(plan), priorities(later))):
            stay = before.keys() & after.keys()
            assert {name: after[name] for name in stay} == {name: before[name] for name in stay}
        assert {owner: grown.addresses[owner] for owner in ledger.addresses} == ledger.addresses
        assert {owner: grown.numbers[owner] for owner in ledger.numbers} == ledger.numbers
        plan, ledger = later, grown
