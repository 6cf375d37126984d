"""Lakes that Databricks reads: its connectors may sign tokens and pass the firewall of each account, and no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ringfence.plan.model.lake import Datastore, Layers, LetIn
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Reason
from ringfence.rules.storage import check
from tests.banks import bank, connection, planned, zone
from tests.rules.edits import edited, put
from tests.variants import SPARK, databricks

FOREIGN = (
    "/subscriptions/00000000-0000-4000-8000-00000000000f/resourceGroups/rg-x/providers"
    "/Microsoft.Databricks/accessConnectors/dbac-x"
)


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Two Databricks workspaces and jobs of Azure ML read a lake of three accounts."""
    rows = [
        connection("spark", "lake", "lake", "bronze", "silver", access="write"),
        connection("etl", "lake", "lake", "silver"),
        connection("fraud", "lake", "lake", "gold"),
    ]
    etl = databricks("etl", webAuthentication=False)
    tree = bank(zone("fraud"), SPARK, etl, zone("lake", "dataLake", accounts="one-a-layer"), connections=rows)
    return planned(tmp_path_factory.mktemp("lakes"), tree).plan


def delegates(grant: Grant) -> bool:
    return grant.role == "Storage Blob Delegator"


CASES: dict[str, tuple[Callable[[Plan], Plan], str]] = {
    "a connector that cannot sign": (lambda plan: edited(plan, Grant, put(role="Reader"), delegates), "DSG60"),
    "a connector that signs elsewhere": (
        lambda plan: edited(plan, Grant, lambda one: replace(one, scope_id=f"{one.scope_id}x"), delegates),
        "DSG60",
    ),
    "a layer without a datastore": (
        lambda plan: edited(plan, Module, put(datastores=()), lambda one: bool(one.datastores)),
        "DSG65",
    ),
    "a connector shut out": (
        lambda plan: edited(plan, Layers, put(instances=()), lambda one: bool(one.instances)),
        "DSG61",
    ),
    "a connector of somebody else let in": (
        lambda plan: edited(
            plan,
            Layers,
            put(instances=(LetIn(id=FOREIGN, name="other", because=Reason(text="")),)),
            lambda one: not one.instances,
        ),
        "DSG61",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_spoiled_lake_is_refused(name: str, plan: Plan) -> None:
    spoil, code = CASES[name]
    assert [found.code for found in check(spoil(plan))] == [code]


def test_a_datastore_for_a_layer_that_jobs_may_not_use_is_refused(plan: Plan) -> None:
    spoiled = edited(plan, Datastore, put(layer="bronze"))
    assert {found.code for found in check(spoiled)} == {"DSG65"}
    assert {found.value for found in check(spoiled)} == {"bronze", "gold"}


def test_a_good_plan_passes(plan: Plan) -> None:
    assert list(check(plan)) == []
