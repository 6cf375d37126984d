"""Who may act as an identity: the walk over every holder of a role assignment finds each way that is not listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ringfence.catalog.tables import role_id
from ringfence.plan.identity.conditions import on_containers
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import Grant
from ringfence.rules.acting import check
from tests.banks import connection, planned
from tests.plan.test_mlflow import asking
from tests.rules.edits import edited, put

SCIENTIST, BLOBS, PUSH = "AzureML Data Scientist", "Storage Blob Data Contributor", "AcrPush"
POWERFUL = {"workspace": SCIENTIST, "storage": BLOBS, "registry": PUSH}
"""What a holder gets in the walk, by what it has a role on."""


def found(plan: Plan) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in check(plan)]


def grants(plan: Plan) -> Iterator[Grant]:
    yield from (grant for _, module in modules(plan) for grant in module.grants)


def given(plan: Plan, holder: str, scope: str, role: str) -> Plan:
    """The plan in which a holder has another role of Azure on the same, without a condition."""
    change = put(role=role, role_id=role_id(role), custom=None, condition="", containers=())
    return edited(plan, Grant, change, lambda g: g.principal_name == holder and g.scope_kind == scope)


def test_what_databricks_had_is_found_again(plan: Plan) -> None:
    """The roles of earlier releases: a job, or code in the account, has the rights of clusters, past Unity Catalog."""
    jobs = found(given(plan, "sparkMlflowIdentity", "workspace", SCIENTIST))
    assert [code for code, _ in jobs] == ["DSG50"]
    assert "sparkMlflowIdentity could run code on the clusters of mlw-tb-fraud" in jobs[0][1]
    files = found(given(plan, "sparkMlflowIdentity", "storage", BLOBS))
    assert [code for code, _ in files] == ["DSG50"]
    assert "change code in the account of mlw-tb-fraud" in files[0][1]


def test_what_callers_had_is_found_again(plan: Plan) -> None:
    text = dict(found(given(plan, "scientists", "endpoints", SCIENTIST)))["DSG50"]
    assert "scientists could replace what answers at endpoints of mlw-tb-scoring" in text


@pytest.mark.parametrize(
    "containers", [(), ("*",), ("azureml", "azureml-blobstore-*"), ("*-azureml-blobstore",), ("azureml*",)]
)
def test_a_wider_condition_is_found(plan: Plan, containers: tuple[str, ...]) -> None:
    (mine,) = (grant for grant in grants(plan) if grant.containers)
    made = mine.condition.partition(" OR (@Resource")[0].removeprefix("((").removesuffix(")")
    wider = on_containers([part.split("'")[1] for part in made.split(" AND ")], containers) if containers else ""
    spoiled = edited(plan, Grant, put(condition=wider), lambda g: bool(g.containers))
    assert [code for code, _ in found(spoiled)] == ["DSG50"]


def test_a_condition_of_another_form_counts_for_nothing(plan: Plan) -> None:
    spoiled = edited(
        plan, Grant, lambda g: replace(g, condition=f"({g.condition} OR true)"), lambda g: bool(g.condition)
    )
    assert [code for code, _ in found(spoiled)] == ["DSG50"]


def test_every_holder_who_is_not_listed_is_found_with_a_powerful_role(plan: Plan) -> None:
    """People, callers, connectors, identities of every package: each, on each thing that leads to an identity."""
    listed = {(row.package, row.principal) for row in plan.acting}
    walked = 0
    for package, module in modules(plan):
        for grant in module.grants:
            role = POWERFUL.get(grant.scope_kind, SCIENTIST if grant.scope_kind == "endpoints" else "")
            if not role or (package.name, grant.principal.value) in listed or grant.principal_name == "clusterIdentity":
                continue  # a cluster acts as itself
            walked += 1
            change = put(role=role, role_id=role_id(role), custom=None, condition="", containers=())
            spoiled = edited(plan, Grant, change, lambda g, one=grant: g.resource.id == one.resource.id)  # type: ignore[misc]
            assert {code for code, _ in found(spoiled)} == {"DSG50"}, (package.name, grant.principal_name, role)
    assert walked >= 5


def test_nothing_leads_from_databricks_to_more_of_a_lake_than_its_connection(tmp_path: Path) -> None:
    """Jobs read gold, which no connection of Databricks has; role assignments and listed ways do not lead there."""
    tree = asking()
    tree["connections"].append(connection("fraud", "lake", "lake", "gold"))
    plan = planned(tmp_path, tree).plan
    layers: dict[str, set[str]] = {}
    for grant in grants(plan):
        if "/containers/" in grant.scope_id:
            layers.setdefault(grant.principal.value.lower(), set()).add(grant.scope_id.rsplit("/", 1)[-1])
    acts: dict[str, set[str]] = {}
    for row in plan.acting:
        acts.setdefault(row.principal.lower(), set()).add(row.identity.lower())
    held = {grant.principal_name: grant.principal.value.lower() for grant in grants(plan)}
    reached = {
        name: {layer for one in (own, *acts.get(own, ())) for layer in layers.get(one, ())}
        for name, own in held.items()
    }
    assert reached["fraudClusterIdentity"] == {"gold"}
    assert reached["sparkConnectorIdentity"] == {"silver"}
    assert reached["sparkMlflowIdentity"] == set()


def test_a_role_of_which_nothing_is_known_is_found(plan: Plan) -> None:
    spoiled = edited(plan, Grant, put(role="Grafana Viewer", role_id="60921a7e-fef1-4a43-9b16-a26c52ad4769"))
    assert [code for code, _ in found(spoiled)] == ["DSG52"]


def test_a_role_that_no_package_defines_there_is_found(plan: Plan) -> None:
    def elsewhere(module: Module) -> Module:
        moved = tuple(replace(one, scopes=("/subscriptions/other",)) for one in module.role_definitions)
        return replace(module, role_definitions=moved)

    spoiled = edited(plan, Module, elsewhere, lambda m: bool(m.role_definitions))
    assert {code for code, _ in found(spoiled)} == {"DSG51"}
