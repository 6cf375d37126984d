"""Databricks workspaces: each rule refuses what it is for, and says nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from ipaddress import IPv4Network

import pytest

from ringfence.plan.model.network import Subnet
from ringfence.plan.model.package import Plan
from ringfence.plan.model.private_endpoint import Endpoint
from ringfence.plan.model.services import Property, Service
from ringfence.plan.model.values import Given
from ringfence.rules.databricks import check
from tests.rules.edits import edited, put

Spoil = Callable[[Plan], Plan]
GROUP = "properties.managedResourceGroupId"


def managed(group: str) -> Spoil:
    """Give a workspace another managed resource group."""

    def change(service: Service) -> Service:
        return replace(service, values={**service.values, GROUP: Given("x", "y", group, "A group.")})

    return lambda plan: edited(plan, Service, change, lambda one: GROUP in one.values)


def private(one: Property) -> bool:
    """The rules that a workspace with back-end private link asks for."""
    return one.value == "NoAzureDatabricksRules"


def groups_of_plan(plan: Plan) -> str:
    """A group that the same package makes itself."""
    package = next(one for one in plan.packages if one.purpose == "databricks")
    return package.groups[0].resource.id


def sign_in(plan: Plan) -> Plan:
    return edited(plan, Endpoint, put(group="blob"), lambda one: one.group == "browser_authentication")


def sign_in_twice(plan: Plan) -> Plan:
    return edited(
        plan, Endpoint, put(group="browser_authentication"), lambda one: one.group == "dfs" and "etl" in one.resource.id
    )


CASES: dict[str, tuple[Spoil, str]] = {
    "nobody answers sign-in": (sign_in, "DSG15"),
    "two answer sign-in": (sign_in_twice, "DSG15"),
    "managed group is no id": (managed("rg-databricks"), "DSG16"),
    "managed group of another subscription": (
        managed("/subscriptions/00000000-0000-4000-8000-00000000000f/resourceGroups/rg-x"),
        "DSG16",
    ),
    "managed group of the package": (lambda plan: managed(groups_of_plan(plan))(plan), "DSG16"),
    "public access off, rules for public": (
        lambda plan: edited(plan, Property, put(value="AllRules"), private),
        "DSG17",
    ),
    "node subnets of two sizes": (
        lambda plan: edited(
            plan, Subnet, put(prefix=Given("n", "p", IPv4Network("10.40.250.0/25"), "")), lambda one: one.role == "host"
        ),
        "DSG18",
    ),
    "node subnet not delegated": (
        lambda plan: edited(plan, Subnet, put(delegation=""), lambda one: one.role == "container"),
        "DSG18",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_spoiled_workspace_is_refused(name: str, plan: Plan) -> None:
    spoil, code = CASES[name]
    assert {found.code for found in check(spoil(plan))} == {code}


def test_a_good_plan_passes(plan: Plan) -> None:
    assert list(check(plan)) == []
