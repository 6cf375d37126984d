"""Storage accounts beside the workspace's own that compute may reach by service endpoint, past the firewall."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ringfence.pack.review.tables import accounts
from ringfence.pipeline import noted
from ringfence.plan.model.package import Package, Plan
from ringfence.render.package import render_package
from tests.banks import Tree, bank, planned, zone

OTHER = "/subscriptions/1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a09/resourceGroups/rg-data/providers/Microsoft.Storage"
ENTRY: Tree = {
    "name": "market-data",
    "id": f"{OTHER}/storageAccounts/stmarket",
    "owner": "markets@bank.example",
    "reason": "Market data of the day.",
    "reviewBy": "2027-05-31",
}


def tree(*entries: Tree) -> Tree:
    return bank(zone("fraud", storageAccounts=list(entries)), zone("pricing"))


def package(plan: Plan, name: str) -> Package:
    return next(one for one in plan.packages if one.name == name)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, tree(ENTRY)).plan


def test_the_policy_admits_the_account_after_the_workspaces_own_and_in_that_zone_alone(plan: Plan) -> None:
    held = {
        name: [policy for module in package(plan, name).modules for policy in module.endpoint_policies]
        for name in ("fraud", "pricing")
    }
    assert [[one.id for one in policy.further] for policy in held["fraud"]] == [[ENTRY["id"]]]
    assert [policy.further for policy in held["pricing"]] == [()]


def test_one_more_account_changes_values_only(tmp_path: Path, plan: Plan) -> None:
    before = render_package(package(planned(tmp_path, tree()).plan, "fraud"))
    after = render_package(package(plan, "fraud"))
    assert {path for path in after if after[path] != before[path]} == {"main.bicepparam"}


def test_the_review_has_it_with_its_owner_and_as_a_risk(plan: Plan) -> None:
    (row,) = accounts(plan).rows
    assert row[:5] == ("fraud", ENTRY["name"], ENTRY["id"], ENTRY["owner"], ENTRY["reviewBy"])
    assert row[5:7] == (ENTRY["reason"], "landingZones[name=fraud].machineLearning.storageAccounts[name=market-data]")
    assert [risk.package for risk in plan.risks if "stmarket" in risk.name] == ["fraud"]


def test_it_must_be_justified_again(tmp_path: Path) -> None:
    decision = planned(tmp_path, tree(ENTRY))
    late = [found for found in noted(decision, date(2027, 6, 1)).findings if found.code == "NTE05"]
    assert [found.path for found in late] == [
        "landingZones[name=fraud].machineLearning.storageAccounts[name=market-data].reviewBy"
    ]
