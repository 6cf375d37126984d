"""The storage account of a workspace: owners have roles before their instances, the studio's pages may call it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan
from ringfence.plan.model.services import Grant, Service
from ringfence.rules.storage import ORIGINS, ROLES, SERVED, check
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


@pytest.mark.parametrize("kind", SERVED)
@pytest.mark.parametrize(
    "origins", [(), ("*",), ("http://ml.azure.com",), ("https://ml.azure.com", "https://*")], ids=str
)
def test_an_account_that_shuts_the_studio_out_or_lets_any_page_in_is_refused(
    plan: Plan, kind: str, origins: tuple[str, ...]
) -> None:
    def change(service: Service) -> Service:
        kept = tuple(replace(one, value=origins) if one.path == ORIGINS else one for one in service.properties)
        return replace(service, properties=kept)

    spoiled = edited(plan, Service, change, lambda one: one.resource.kind == kind)
    assert [(found.code, found.value) for found in check(spoiled)] == [("DSG64", kind)]


def test_a_good_plan_passes(plan: Plan) -> None:
    assert list(check(plan)) == []
