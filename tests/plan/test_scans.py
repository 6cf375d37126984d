"""What the institution's Purview account may read of a lake, and what is left to people."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.review.lake import rights
from ringfence.pack.runbook.acls import acls
from ringfence.pack.runbook.deploy import deploy
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.render.package import render_package
from tests.banks import planned
from tests.variants import PURVIEW, VARIANTS


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, VARIANTS["evidence"]).plan


def keeper(plan: Plan) -> Package:
    return next(one for one in plan.packages if one.name == "keeper")


def test_the_account_reads_the_layers_of_the_scan_and_nothing_else(plan: Plan) -> None:
    found = [right for right in rights(keeper(plan)) if right.grant.principal.value == PURVIEW["objectId"]]
    assert [(right.layer, right.writes) for right in found] == [("evidence", False), ("gold", False)]
    assert {right.grant.principal_type for right in found} == {"ServicePrincipal"}
    others = [grant for _, module in modules(plan) for grant in module.grants if grant.principal_name == "purview"]
    assert len(others) == len(found)


def test_its_object_id_is_one_parameter_of_the_package(plan: Plan) -> None:
    assert f"param purview = '{PURVIEW['objectId']}'" in render_package(keeper(plan))["main.bicepparam"]


def test_an_access_control_list_has_it_as_a_principal_and_no_group(plan: Plan) -> None:
    (script,) = (one for one in acls(plan) if one.package == "keeper")
    assert script.text.count(f"user:{PURVIEW['objectId']}:r-x") == 2
    assert "group:" + PURVIEW["objectId"] not in script.text


def test_no_package_has_a_private_endpoint_of_purview(plan: Plan) -> None:
    targets = [str(endpoint) for _, module in modules(plan) for endpoint in module.endpoints]
    assert targets
    assert not [one for one in targets if "Microsoft.Purview" in one]


def test_what_purview_and_the_owners_of_the_lake_do_is_handed_over(plan: Plan) -> None:
    text = " ".join(deploy(plan).split())
    for said in (
        "register each account of the lake",
        "never approve all that is pending",
        "Data Curator",
        "whose days",
    ):
        assert said in text
