"""Catalogs: a group reads a layer by its role and in the catalog, or by neither; managed tables have one reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ringfence.plan.model.lake import Catalog
from ringfence.plan.model.package import Plan
from ringfence.plan.model.services import Grant
from ringfence.rules.lakes.catalogs import check
from tests.banks import planned
from tests.pack.test_catalogs import governed
from tests.rules.edits import edited, put


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("catalogs"), governed()).plan


def of(who: str, container: str) -> Callable[[Grant], bool]:
    return lambda grant: grant.principal_name == who and grant.scope_id.endswith(container)


def keeps(grant: Grant) -> bool:
    return grant.scope_id.endswith("catalog-payments-prod")


CASES: dict[str, tuple[Callable[[Plan], Plan], list[str]]] = {
    "a group without its role": (
        lambda plan: edited(plan, Grant, put(role_id="none"), of("scientists", "silver")),
        ["DSG95"],
    ),
    "a group that the catalog forgot": (
        lambda plan: edited(plan, Catalog, lambda one: replace(one, readers=one.readers[:-1])),
        ["DSG95"],
    ),
    "an owner that reads by no role": (
        lambda plan: edited(plan, Catalog, put(owner_id="00000000-0000-4000-8000-0000000000aa")),
        ["DSG95", "DSG95"],
    ),
    "a group on managed tables": (
        lambda plan: edited(
            plan,
            Grant,
            lambda one: replace(one, scope_id=one.scope_id.replace("/silver", "/catalog-payments-prod")),
            of("scientists", "silver"),
        ),
        ["DSG95", "DSG96"],
    ),
    "a group on the whole account": (
        lambda plan: edited(
            plan, Grant, lambda one: replace(one, scope_id=one.scope_id.split("/blob")[0]), of("scientists", "silver")
        ),
        ["DSG95", "DSG96"],
    ),
    "a connector without its role": (lambda plan: edited(plan, Grant, put(role_id="none"), keeps), ["DSG96"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_spoiled_catalog_is_refused(name: str, plan: Plan) -> None:
    spoil, codes = CASES[name]
    assert sorted(found.code for found in check(spoil(plan))) == codes


def test_a_good_plan_passes(plan: Plan) -> None:
    assert list(check(plan)) == []
