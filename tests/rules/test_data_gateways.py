"""Subnets of data gateways and rules of lakes for Fabric workspaces: one thing changed in a good plan is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from ipaddress import IPv4Network
from typing import Any

import pytest

from ringfence.plan.model.lake import Layers, LetIn
from ringfence.plan.model.network import SecurityRule, Subnet
from ringfence.plan.model.package import Plan
from ringfence.plan.model.registers import AdmittedInstance
from ringfence.plan.model.values import Given, Reason
from ringfence.rules import check
from tests.banks import bank, connection, planned, zone
from tests.rules.edits import edited, put
from tests.variants import REPORTING

OTHER = (
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/Fabric/providers/Microsoft.Fabric/workspaces/x"
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    tree = bank(zone("lake", "dataLake"), REPORTING, connections=[connection("reporting", "lake", "lake", "gold")])
    return planned(tmp_path_factory.mktemp("gateways"), tree).plan


def gateway(**values: Any) -> Callable[[Plan], Plan]:
    return lambda plan: edited(plan, Subnet, put(**values), lambda one: one.role == "powerbi")


def prefixed(text: str) -> Callable[[Plan], Plan]:
    """The subnet has another prefix."""
    return gateway(prefix=Given("network", "powerbiPrefix", IPv4Network(text), ""))


def member_rule(**values: Any) -> Callable[[Plan], Plan]:
    return lambda plan: edited(plan, SecurityRule, put(**values), lambda one: one.name.startswith("allow-gateway-mem"))


def let_in(plan: Plan) -> Plan:
    """The lake lets in a workspace that the plan does not list."""
    added = LetIn(id=OTHER, name="other", because=Reason(text=""))
    return edited(plan, Layers, lambda one: replace(one, instances=(*one.instances, added)))


def unlisted(plan: Plan) -> Plan:
    """The workspace is in the rule and no longer in the list."""
    return edited(plan, AdmittedInstance, put(landing_zone="other"))


CASES: dict[str, tuple[Callable[[Plan], Plan], str]] = {
    "a reserved name": (gateway(name="GatewaySubnet"), "DSG90"),
    "another reserved name": (gateway(name="AzureBastionSubnet"), "DSG90"),
    "a reserved range": (prefixed("10.0.1.16/28"), "DSG90"),
    "too small": (prefixed("10.40.5.0/29"), "DSG90"),
    "members cut off": (member_rule(protocol="Tcp"), "DSG91"),
    "members cut off one way": (member_rule(access="Deny"), "DSG91"),
    "let in from elsewhere": (member_rule(sources=("VirtualNetwork",)), "DSG91"),
    "a workspace of somebody else": (let_in, "DSG61"),
    "a workspace without an entry": (unlisted, "DSG61"),
}


def test_the_good_plan_has_no_finding(plan: Plan) -> None:
    assert list(check(plan)) == []


@pytest.mark.parametrize("name", CASES)
def test_a_spoiled_plan_is_refused(name: str, plan: Plan) -> None:
    spoil, code = CASES[name]
    assert code in {found.code for found in check(spoil(plan))}
