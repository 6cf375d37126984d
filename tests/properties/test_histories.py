"""Over the years of a bank nothing moves: landing zones and flows come, go, grow and get other names."""

from __future__ import annotations

import json
from dataclasses import dataclass
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
from tests.banks import Tree, bank, connection, flow, zone
from tests.properties.examples import EXAMPLES

WORKLOADS = ("machineLearning", "dataLake", "databricks", "inference")
STARTS = {"machineLearning": "compute", "databricks": "host"}
"""A subnet from which flows start, by workload."""
STEP = st.tuples(
    st.sampled_from(["add", "add", "retire", "rename", "more nodes", "open", "close"]),
    st.integers(0, 9),
    st.integers(1, 8),
)


@dataclass
class Bank:
    """What a bank has in a year: landing zones, connections between them, flows out of them."""

    zones: list[Tree]
    ways: list[Tree]
    flows: list[Tree]


def planned(now: Bank, ledger: Ledger) -> tuple[Plan, Ledger]:
    """The plan of a bank, and the ledger afterwards; what names a landing zone that is gone is left out."""
    names = {each["name"] for each in now.zones}
    kept = [each | {"landingZones": [name for name in each["landingZones"] if name in names]} for each in now.flows]
    tree = bank(
        *now.zones,
        connections=[way for way in now.ways if {way["from"], way["to"]} <= names],
        egress=[each for each in kept if each["landingZones"]],
        addressPools=["10.40.0.0/14"],
    )
    text = json.dumps(tree)
    return build(Blueprint.model_validate_json(text), compose("bank.yaml", text), ledger)


def workload(one: Tree) -> str:
    """The key of a landing zone's workload block."""
    return next(key for key in WORKLOADS if key in one)


def newcomer(name: str, key: str, zones: list[Tree]) -> Tree:
    """A landing zone with any workload."""
    block: Tree = {}
    if key == "databricks":
        block = {"nodes": 8, "webAuthentication": not any(key in each for each in zones)}
    elif key == "inference":
        block = {"clusters": [{"name": "cpu", "maxNodes": 2}]}
    return zone(name, key, **block)


def stepped(now: Bank, step: tuple[str, int, int], year: int) -> None:
    """One change of a bank; one that makes no sense at the time changes nothing.

    A new lake is read by every landing zone that runs jobs by then.
    """
    change, which, much = step
    zones, flows = now.zones, now.flows
    at = which % len(zones)
    own = workload(zones[at])
    if change == "add":
        new = newcomer(f"zone{year}", WORKLOADS[much % len(WORKLOADS)], zones)
        if "dataLake" in new:
            jobs = [each["name"] for each in zones if "dataLake" not in each]
            now.ways += [connection(name, "lake", new["name"], "gold") for name in jobs]
        zones.insert(at, new)
    elif change == "retire" and len(zones) > 1:
        del zones[at]
    elif change == "rename":
        zones[at] = zones[at] | {"name": f"other{year}"}
    elif change == "more nodes" and own == "machineLearning":
        clusters = [{"name": "cpu", "maxNodes": 4}, {"name": "gpu", "maxNodes": min(much, 2)}]
        zones[at] = zones[at] | {own: {"clusters": clusters}}
    elif change == "open" and own in STARTS:
        flows.insert(0, flow(f"flow{year}", zones[at]["name"], subnets=[STARTS[own]]))
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
    now = Bank([zone("fraud"), zone("pricing")], [], [flow("feed", "fraud", "pricing")])
    plan, ledger = planned(now, Ledger())
    for year, step in enumerate(steps):
        stepped(now, step, year)
        later, grown = planned(now, ledger)
        assert list(design_rules(later)) == []
        for before, after in ((places(plan), places(later)), (priorities(plan), priorities(later))):
            stay = before.keys() & after.keys()
            assert {name: after[name] for name in stay} == {name: before[name] for name in stay}
        assert {owner: grown.addresses[owner] for owner in ledger.addresses} == ledger.addresses
        assert {owner: grown.numbers[owner] for owner in ledger.numbers} == ledger.numbers
        plan, ledger = later, grown
