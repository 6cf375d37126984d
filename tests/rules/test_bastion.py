"""Plans with a bastion: the good one passes every rule, each spoiled one is refused by the rule that is for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from ipaddress import IPv4Network

import pytest

from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.network import Route, RouteTable, SecurityGroup, SecurityRule, Subnet
from ringfence.plan.model.package import Plan, modules
from ringfence.rules import check
from ringfence.rules.bastion import REQUIRED
from tests.banks import planned
from tests.rules.edits import edited, put
from tests.rules.test_rules import Case, Spoil, prefix, word
from tests.variants import VARIANTS


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("bastion"), VARIANTS["everything"]).plan


def group(role: str, change: Callable[[tuple[SecurityRule, ...]], tuple[SecurityRule, ...]]) -> Spoil:
    """Change the rules of the security group of one subnet of the hub."""
    return lambda plan: edited(
        plan, SecurityGroup, lambda g: replace(g, rules=change(g.rules)), lambda g: g.subnet == role
    )


def rule(role: str, name: str, **values: object) -> Spoil:
    """Change one rule of one subnet of the hub."""
    return group(role, lambda rules: tuple(put(**values)(each) if each.name == name else each for each in rules))


def more(role: str, name: str, **values: object) -> Spoil:
    """Add a rule to a group, like the one of this name but for these values."""

    def grown(rules: tuple[SecurityRule, ...]) -> tuple[SecurityRule, ...]:
        model = next(each for each in rules if each.name == name)
        return (*rules, replace(model, name="more", priority=1000, **values))  # type: ignore[arg-type]

    return group(role, grown)


def around(role: str, **values: object) -> Spoil:
    return lambda plan: edited(plan, Subnet, put(**values), lambda s: s.role == role)


def table_of_the_hub(plan: Plan) -> object:
    return next(s.route_table for _, m in modules(plan) for n in m.networks for s in n.subnets if s.role == "jump-host")


def passes(name: str, **values: object) -> Spoil:
    return lambda plan: edited(plan, FirewallRule, put(**values), lambda r: r.name == name)


def route(name: str, **values: object) -> Spoil:
    return lambda plan: edited(
        plan,
        RouteTable,
        lambda t: replace(t, routes=tuple(put(**values)(r) if r.name == name else r for r in t.routes)),
        lambda t: any(r.name == name for r in t.routes),
    )


OTHERS = "lets others than the bastion reach the jump host"
CASES = (
    Case(
        "bastion with routes",
        lambda p: edited(p, Subnet, put(route_table=table_of_the_hub(p)), lambda s: s.role == "bastion"),
        "BST02",
        "has a route table",
    ),
    Case("bastion without a group", around("bastion", security_group=None), "BST02", "lacks a rule"),
    Case("people from everywhere", rule("bastion", "allow-https", sources=("*",)), "BST02", "is none that Azure"),
    Case(
        "people from the internet", rule("bastion", "allow-https", sources=("Internet",)), "BST02", "people come from"
    ),
    Case("people from half the world", rule("bastion", "allow-https", sources=(prefix("0.0.0.0/1"),)), "BST02"),
    Case("people on another port", rule("bastion", "allow-https", ports=("443", "22")), "BST02", "is none that"),
    Case("people twice", more("bastion", "allow-https"), "BST02", "one rule for the prefixes"),
    Case("a required rule twice", more("bastion", "allow-certificates"), "BST02", "rule more of"),
    Case("one rule more", more("bastion", "allow-certificates", ports=("25",)), "BST02", "rule more of"),
    Case("only one of the bastion's ports", rule("bastion", "allow-bastion-hosts-inbound", ports=("8080",)), "BST02"),
    Case("sessions to the internet", rule("bastion", "allow-ssh-and-rdp", destinations=("Internet",)), "BST02"),
    Case("ssh from the hub", rule("jump-host", "allow-bastion", sources=(prefix("10.40.0.0/22"),)), "BST05", OTHERS),
    Case("ssh from a tag", rule("jump-host", "allow-bastion", sources=("VirtualNetwork",)), "BST05", OTHERS),
    Case("rdp from the bastion", rule("jump-host", "allow-bastion", ports=("22", "3389")), "BST05", OTHERS),
    Case("a second way in", more("jump-host", "allow-bastion", ports=("443",)), "BST05", "rule more lets others"),
    Case(
        "jump host to compute", passes("jump-host-to-fraud", destinations=(prefix("10.40.4.0/26"),)), "BST05", "named"
    ),
    Case("jump host on ssh", passes("jump-host-to-fraud", ports=("22",)), "BST05", "jump-host-to-fraud"),
    Case(
        "jump host to a wildcard",
        passes("jump-host-updates", hosts=(word("*.mirror.bank.example"),)),
        "BST05",
        "named hosts",
    ),
    Case(
        "endpoints past the firewall",
        route("fraud-to-firewall", prefix=IPv4Network("10.99.0.0/24")),
        "BST05",
        "endpoints of fraud past the firewall",
    ),
    Case(
        "a route that is too short to count",
        route("fraud-to-firewall", prefix=IPv4Network("10.40.0.0/16")),
        "BST05",
        "endpoints of fraud past the firewall",
    ),
    Case(
        "jump host without a default", route("default-to-firewall", prefix=prefix("10.98.0.0/16")), "DSG06", "jump-host"
    ),
)


def test_the_good_plan_has_no_finding(plan: Plan) -> None:
    assert list(check(plan)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_spoiled_plan_is_refused_by_its_rule_alone(case: Case, plan: Plan) -> None:
    found = list(check(case.spoil(plan)))
    assert {finding.code for finding in found} - {"DSG01"} == {case.code}
    assert any(case.says in finding.message for finding in found), [finding.message for finding in found]


@pytest.mark.parametrize("missing", sorted(REQUIRED), ids=" ".join)
def test_a_group_that_lacks_one_of_the_required_rules_is_refused(missing: tuple[str, ...], plan: Plan) -> None:
    def ports(each: SecurityRule) -> tuple[str, ...]:
        ends = (
            " ".join(str(getattr(one, "value", one)) for one in places) for places in (each.sources, each.destinations)
        )
        return (each.direction, each.access, each.protocol, *ends, " ".join(each.ports))

    spoiled = group("bastion", lambda rules: tuple(each for each in rules if ports(each) != missing))(plan)
    found = [finding for finding in check(spoiled) if finding.code == "BST02"]
    assert [finding.value for finding in found] == [" ".join(missing)]


def test_the_jump_host_needs_its_routes(plan: Plan) -> None:
    found = list(check(around("jump-host", route_table=None)(plan)))
    assert {finding.code for finding in found} == {"BST05", "DSG06"}


def test_routes_of_the_hub_lead_to_the_firewall(plan: Plan) -> None:
    spoiled = edited(plan, Route, put(prefix=prefix("10.97.0.0/16")), lambda r: r.name == "default-to-firewall")
    assert {finding.code for finding in check(spoiled)} == {"DSG06"}
