"""The review's table of readers: every way to each container, by role assignments, identities and catalogs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ringfence.pack.review.lakes.readers import one_way, readers
from ringfence.plan.model.package import Plan
from ringfence.plan.model.services import Grant
from tests.banks import PERSON, bank, connection, planned, zone
from tests.pack.test_catalogs import governed
from tests.rules.edits import edited


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("readers"), governed()).plan


def ways(plan: Plan, who: str, container: str) -> set[tuple[str, str]]:
    return {(one.way.split(",")[0], one.may) for one in readers(plan) if (one.who, one.container) == (who, container)}


def test_a_group_reads_a_layer_by_its_role_and_by_the_catalog(plan: Plan) -> None:
    assert ways(plan, "scientists", "silver") == {("role Storage Blob Data Reader", "read"), ("Unity Catalog", "read")}
    assert ways(plan, "scientists", "bronze") == set()


def test_a_catalog_lets_a_group_write_only_what_databricks_may_write(plan: Plan) -> None:
    assert ("Unity Catalog", "read") in ways(plan, "stewards", "bronze")
    assert ("Unity Catalog", "read and write") in ways(plan, "stewards", "silver")


def test_managed_tables_have_one_role_that_of_the_connector(plan: Plan) -> None:
    held = [one for one in readers(plan) if one.container == "catalog-payments-prod" and one.way.startswith("role")]
    assert [(one.may, "connector" in one.principal) for one in held] == [("read and write", True)]


def test_who_acts_as_the_identity_of_jobs_reads_what_these_read(tmp_path: Path) -> None:
    people = {"group": "people", "objectId": PERSON, "personas": ["data-scientist"]}
    ways_in = [connection("fraud", "lake", "lake", "gold")]
    plan = planned(tmp_path, bank(zone("fraud"), zone("lake", "dataLake"), connections=ways_in, access=[people])).plan
    assert [(one.way.split("id-")[0], one.may) for one in readers(plan) if one.who == "people"] == [
        ("acts as ", "read")
    ]
    (found,) = one_way(plan).rows
    assert (found[0], *found[2:]) == ("gold", "people", "acting as an identity")


def test_a_role_on_the_account_reads_every_container_of_it(plan: Plan) -> None:
    def wider(grant: Grant) -> Grant:
        return replace(grant, scope_id=grant.scope_id.split("/blobServices/")[0])

    spoiled = edited(plan, Grant, wider, lambda grant: grant.principal_name == "scientists")
    assert ("role Storage Blob Data Reader on the account", "read") in ways(
        spoiled, "scientists", "catalog-payments-prod"
    )
