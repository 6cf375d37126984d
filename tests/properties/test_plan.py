"""What holds for every plan, whatever the bank."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.validate import validate
from ringfence.catalog.read import kinds
from ringfence.load.compose import compose
from ringfence.load.document import Document
from ringfence.plan.build import build
from ringfence.plan.context.ledger import Ledger, growth, read, spell
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.plan.model.written.inventory import resources
from ringfence.plan.model.written.plan_json import plan_json, read_plan
from ringfence.render.tree import render
from ringfence.rules import check as design_rules
from tests.banks import Tree
from tests.properties.examples import EXAMPLES, UNSHRUNK
from tests.properties.strategies import banks, growths

few = settings(max_examples=max(1, EXAMPLES // 20), phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
ORDERED = {"regions", "clusters", "sizes", "deployments", "servers", "addresses", "prefixes"} | {
    *("online", "batch", "rules", "rootCertificates", "revokedCertificates", "schedules"),
    *("fqdns", "domains", "from", "updatesFrom", "instances", "outbound", "circuits", "siteToSite"),
}
"""Lists whose order means something (a default is the first, models are deployed one by one, servers asked in turn), or
that Bicep spells in the order of the blueprint.
"""
JOBS = {"machine-learning": ["compute"], "databricks": ["host", "container"]}
"""Subnets in which jobs run, by purpose: where flows start that name none."""
many = settings(max_examples=EXAMPLES, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])


def plan_of(tree: Tree, ledger: Ledger | None = None) -> tuple[Plan, Ledger]:
    """The plan of a blueprint given as data."""
    text = json.dumps(tree)
    return build(Blueprint.model_validate_json(text), compose("bank.yaml", text), ledger or Ledger())


def the_blueprint_is_valid(tree: Tree, plan: Plan, ledger: Ledger) -> None:
    text = json.dumps(tree)
    places = compose("bank.yaml", text)
    assert validate(Document("bank.yaml", text, places.tree, places)) == Blueprint.model_validate_json(text)


def no_design_rule_has_anything_to_say(tree: Tree, plan: Plan, ledger: Ledger) -> None:
    assert list(design_rules(plan)) == []


def networks_and_subnets_are_disjoint_and_inside(tree: Tree, plan: Plan, ledger: Ledger) -> None:
    networks = [network for _, module in modules(plan) for network in module.networks]
    pools = [space.prefix for space in plan.spaces if space.use == "address pool"]
    foreign = [space.prefix for space in plan.spaces if space.use == "on premises"]
    taken = [plain(network.prefix) for network in networks] + foreign
    assert not any(one.overlaps(other) for one, other in combinations(taken, 2))
    assert all(any(plain(network.prefix).subnet_of(pool) for pool in pools) for network in networks)
    for network in networks:
        cut = [plain(subnet.prefix) for subnet in network.subnets]
        assert all(prefix.subnet_of(plain(network.prefix)) for prefix in cut)
        assert not any(one.overlaps(other) for one, other in combinations(cut, 2))
        assert all(plain(s.prefix).num_addresses >= s.needed for s in network.subnets)


EMPTY = re.compile(r"^( *)(.*)(\{\}|\[\])$", re.MULTILINE)
SHORT = re.compile(r"^( *)(.*)\[(\{[^{}]*\})\]$", re.MULTILINE)


def opened(text: str) -> list[str]:
    """The lines of a Bicep file, what is empty or has one short element with its brackets on lines of their own."""
    wide = SHORT.sub(lambda m: f"{m[1]}{m[2]}[\n{m[1]}  {m[3]}\n{m[1]}]", text)
    return EMPTY.sub(lambda m: f"{m[1]}{m[2]}{m[3][0]}\n{m[1]}{m[3][1]}", wide).splitlines()


def only_adds(old: str, new: str) -> bool:
    """Whether every line of the one text stands in the other too, in the same order."""
    lines = iter(opened(new))
    return all(line in lines for line in opened(old))


@pytest.mark.slow
@few
@given(growths())
def test_adding_a_landing_zone_moves_nobody(trees: tuple[Tree, Tree]) -> None:
    before, ledger = plan_of(trees[0])
    after, grown = plan_of(trees[1], ledger)
    newcomer = trees[1]["landingZones"][-1]["name"]
    assert {owner: grown.addresses[owner] for owner in ledger.addresses} == ledger.addresses
    assert {owner: grown.numbers[owner] for owner in ledger.numbers} == ledger.numbers
    joined = [row for row in trees[1]["connections"] if newcomer in (row["from"], row["to"])]
    named = {row[end] for row in joined for end in ("from", "to")}
    old, new = render(before), render(after)
    for path in old:
        package = path.split("/")[1]
        if package in named:
            assert only_adds(old[path], new[path])
        elif package != "connectivity":
            assert new[path] == old[path]
    flows = {flow["name"] for flow in trees[1]["egress"]} - {flow["name"] for flow in trees[0]["egress"]}
    own = {newcomer, *flows}
    assert all(own & set(owner.split("/")) for owner in growth(ledger, grown))


def unordered(value: Any, key: str = "") -> Iterator[list[Any]]:
    """Every list of a blueprint in which the order means nothing."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from unordered(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from unordered(inner)
        if key not in ORDERED:
            yield value


@pytest.mark.slow
@few
@given(banks(), st.randoms(use_true_random=False))
def test_the_order_of_the_blueprint_decides_nothing_but_lines(tree: Tree, chance: random.Random) -> None:
    _, ledger = plan_of(tree)
    shuffled = json.loads(json.dumps(tree))
    for rows in unordered(shuffled):
        chance.shuffle(rows)
    assert render(plan_of(shuffled, ledger)[0]) == render(plan_of(tree, ledger)[0])


@few
@given(banks())
def test_the_plan_survives_as_json(tree: Tree) -> None:
    plan, ledger = plan_of(tree)
    assert read_plan(plan_json(plan)) == plan
    assert plan_of(tree, ledger)[0] == plan


def the_ledger_survives_its_file(tree: Tree, plan: Plan, ledger: Ledger) -> None:
    places = compose("bank.ledger.yaml", spell(ledger))
    assert read(Document("bank.ledger.yaml", spell(ledger), places.tree, places)) == ledger


def names_are_legal_and_ids_are_unique(tree: Tree, plan: Plan, ledger: Ledger) -> None:
    for package in plan.packages:
        ids = [resource.id.lower() for resource in resources(package)]
        assert len(ids) == len(set(ids))
        for resource in resources(package):
            rule, name = kinds()[resource.kind].name, plain(resource.name)
            assert rule is None or rule.min <= len(name) <= rule.max


def every_flow_has_a_rule_in_the_firewall_and_in_its_subnets(tree: Tree, plan: Plan, ledger: Ledger) -> None:
    allowed = {
        rule.name: {plain(source) for source in rule.sources}
        for _, module in modules(plan)
        for group in module.rule_groups
        for collection in group.collections
        if collection.name.endswith("-egress")
        for rule in collection.rules
    }
    assert set(allowed) == {flow["name"] for flow in tree["egress"]}
    for package, module in modules(plan):
        for group in module.security_groups if package.name != "connectivity" else ():
            opened = {r.name.removeprefix("allow-egress-") for r in group.rules if r.use == "egress"}
            assert {r.use for r in group.rules if r.priority >= 1000} <= {"egress", "deny"}
            starting = (flow for flow in tree["egress"] if package.name in flow["landingZones"])
            jobs = JOBS.get(package.purpose, [])
            assert opened == {flow["name"] for flow in starting if group.subnet in flow.get("subnets", jobs)}


@few
@given(banks())
def test_every_decision_says_why(tree: Tree) -> None:
    plan, _ = plan_of(tree)
    for package in plan.packages:
        for resource in resources(package):
            assert resource.because
            assert all(reason.text for reason in resource.because)


@pytest.mark.parametrize("count", [1, 7, 8, 9, 17])
def test_eight_landing_zones_share_a_rule_group(count: int) -> None:
    from tests.banks import bank, zone  # noqa: PLC0415

    plan, _ = plan_of(bank(*(zone(f"zone{n:02}") for n in range(count)), addressPools=["10.40.0.0/14"]))
    groups = [group for _, module in modules(plan) for group in module.rule_groups]
    assert len(groups) == -(-count // 8)


CLAIMS = (
    the_blueprint_is_valid,
    no_design_rule_has_anything_to_say,
    networks_and_subnets_are_disjoint_and_inside,
    names_are_legal_and_ids_are_unique,
    every_flow_has_a_rule_in_the_firewall_and_in_its_subnets,
    the_ledger_survives_its_file,
)
"""What holds for every plan; looked at together, because the plan is what costs."""


@pytest.mark.slow
@many
@given(banks())
def test_what_holds_for_every_plan(tree: Tree) -> None:
    plan, ledger = plan_of(tree)
    assert {package.name for package in plan.packages} == {z["name"] for z in tree["landingZones"]} | {"connectivity"}
    for claim in CLAIMS:
        claim(tree, plan, ledger)
