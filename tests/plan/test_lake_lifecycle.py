"""Evidence and lifecycles of lakes: which container is kept, who may write it, and what a lake without them is like."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.review.lake import ageing, kept, rights
from ringfence.plan.model.package import Package, Plan
from ringfence.render.package import render_package
from tests.banks import bank, planned, zone
from tests.variants import EVIDENCE, LIFECYCLE, VARIANTS


def package(plan: Plan, name: str) -> Package:
    return next(one for one in plan.packages if one.name == name)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, VARIANTS["evidence"]).plan


def test_evidence_has_an_account_for_itself_and_is_the_only_container_that_is_kept(plan: Plan) -> None:
    (row,) = kept(plan).rows
    assert (row[1], row[3]) == ("evidence", "2555")
    accounts = {layers.layers[0].name: layers for module in package(plan, "keeper").modules for layers in module.layers}
    assert list(accounts) == ["bronze", "silver", "gold", "evidence"]
    assert [one.days for layers in accounts.values() for one in layers.layers] == [None, None, None, 2555]


def test_who_may_write_evidence_is_who_a_connection_names(plan: Plan) -> None:
    found = {
        (right.grant.principal_name, right.writes)
        for right in rights(package(plan, "keeper"))
        if right.layer == "evidence"
    }
    assert found == {("fraudClusterIdentity", True), ("purview", False)}


def test_a_layer_that_the_lifecycle_leaves_out_gets_cool_as_without_it(plan: Plan) -> None:
    rows = {row[1]: row[3:6] for row in ageing(plan).rows}
    assert rows == {
        "bronze": ("30", "60", "400"),
        "silver": ("90", "never", "never"),
        "gold": ("90", "never", "never"),
        "evidence": ("never", "30", "never"),
    }


def test_a_lake_without_them_is_what_it_was(tmp_path: Path) -> None:
    """Its module has the one fixed rule, and no word of evidence reaches the types that its rows have."""
    plan = planned(tmp_path, bank(zone("lake", "dataLake"))).plan
    texts = render_package(package(plan, "lake"))
    assert "name: 'cool-down'" in texts["modules/lake-storage.bicep"]
    assert not [path for path, text in texts.items() if "evidence" in text or "ageing" in text]
    assert ageing(plan).rows == ()


def test_lakes_of_equal_structure_have_equal_modules_whatever_their_days(tmp_path: Path) -> None:
    other = {"silver": {"delete": 7, "reason": "Scratch."}}
    lakes = [
        zone(name, "dataLake", evidence=EVIDENCE, lifecycle=cycle)
        for name, cycle in (("one", LIFECYCLE), ("two", other))
    ]
    plan = planned(tmp_path, bank(*lakes)).plan
    first, second = (render_package(package(plan, name))["modules/lake-storage.bicep"] for name in ("one", "two"))
    assert first == second


def test_a_lifecycle_that_the_firewall_may_hold_up_is_an_accepted_risk(plan: Plan) -> None:
    (risk,) = (risk for risk in plan.risks if risk.name.startswith("the firewall may hold up the lifecycle"))
    assert (risk.package, risk.because.confirmed, risk.because.check) == ("keeper", False, "HND40")


def test_evidence_can_be_ended_until_people_lock_its_policy(plan: Plan) -> None:
    (risk,) = (risk for risk in plan.risks if risk.name.startswith("retention of"))
    assert risk.name == "retention of evidence can be ended by who may write policies"
    assert risk.because.at == "landingZones[name=keeper].dataLake.evidence"
