"""Owners of compute instances: their roles on the workspace's account come before the instance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringfence.plan.model.package import Module, Plan
from ringfence.plan.model.services import Grant
from ringfence.rules.instances import ROLES, check
from tests.rules.edits import edited, put


def of_person(grant: Grant) -> bool:
    return grant.principal_type == "User"


@pytest.mark.parametrize("role", ROLES)
def test_an_owner_without_a_role_is_refused(plan: Plan, role: str) -> None:
    spoiled = edited(plan, Grant, put(role="Reader"), lambda one: of_person(one) and one.role == role)
    assert [(found.code, found.value) for found in check(spoiled)] == [("DSG63", role)]


@pytest.mark.parametrize(
    "change", [{"principal_type": "Group"}, {"scope_id": "/subscriptions/x"}], ids=["as a group", "elsewhere"]
)
def test_a_role_of_another_or_elsewhere_does_not_count(plan: Plan, change: dict[str, str]) -> None:
    assert [found.code for found in check(edited(plan, Grant, put(**change), of_person))] == ["DSG63"]


def test_an_instance_waits_for_the_roles_of_its_owner(plan: Plan) -> None:
    def hasty(module: Module) -> Module:
        return replace(module, after=tuple(name for name in module.after if name != "owner-access"))

    spoiled = edited(plan, Module, hasty, lambda one: bool(one.instances))
    assert {found.code for found in check(spoiled)} == {"DSG63"}
    assert len(list(check(spoiled))) == len(ROLES) * 2


def test_a_good_plan_passes(plan: Plan) -> None:
    assert list(check(plan)) == []
