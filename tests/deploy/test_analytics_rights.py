"""The right to switch on traffic analytics is asked for before anything is deployed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.catalog.tables import traffic_analytics
from ringfence.plan.model.package import Plan
from tests.banks import PLATFORM
from tests.cli.ringfence import ringfence
from tests.deploy.fake import Fake

GROUP = f"rest --method get --url /subscriptions/{PLATFORM}/resourceGroups/rg-tb-hub-monitoring"
ACTIONS = list(traffic_analytics().actions)
ANY = [{"actions": ["*"], "notActions": ["Microsoft.Authorization/*/write"]}]
NARROW = [{"actions": ["Microsoft.Insights/*/read"]}, {"actions": ACTIONS[1:3]}]
ROLE = [{"actions": ["*"], "notActions": ["Microsoft.Insights/*"]}, {"actions": ACTIONS}]
NONE = [{"actions": ["*"], "notActions": ["Microsoft.Insights/dataCollection*"]}]


def said(out: Path) -> list[dict[str, str]]:
    """Every finding of a deployment."""
    result = ringfence("deploy", out, "--yes", "--json")
    text = result.stdout or result.stderr
    found: list[dict[str, str]] = json.loads(text[text.index("{") :])["findings"]
    return found


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        (ANY, ""),
        (ROLE, ""),
        (NARROW, "write, delete dataCollectionEndpoints"),
        (
            NONE,
            "read, write, delete dataCollectionRules and read, write, delete dataCollectionEndpoints",
        ),
        ([], "read, write, delete dataCollectionRules and read, write, delete dataCollectionEndpoints"),
    ],
    ids=["contributor", "the role", "half", "taken away", "nothing"],
)
def test_what_azure_says_to_be_lacking_stops_the_deployment(
    out: Path, az: Fake, plan: Plan, rows: list[dict[str, list[str]]], missing: str
) -> None:
    az.answers(GROUP, {"value": rows})
    found = [row for row in said(out) if row["code"] == "AZU41"]
    scope = f"/subscriptions/{plan.packages[0].subscription}"
    assert [row["message"] for row in found] == [
        f"{package.name}: the account that is signed in may not {missing} on {scope}"
        for package in plan.packages
        if missing
    ]
    assert bool(az.calls("deployment sub create")) is not bool(missing)


@pytest.mark.parametrize("answer", [{"value": "?"}, {"value": [1]}, [], None])
def test_an_answer_that_says_nothing_stops_nothing(out: Path, az: Fake, answer: object) -> None:
    az.answers(GROUP, answer)
    assert [row["code"] for row in said(out) if row["code"] == "AZU41"] == []
    assert az.calls("deployment sub create")


def test_a_group_that_is_not_there_yet_says_nothing(out: Path, az: Fake) -> None:
    az.answers(GROUP, err="ERROR: Not Found({'code': 'ResourceGroupNotFound'})", code=3)
    assert [row["code"] for row in said(out) if row["code"] == "AZU41"] == []


def test_azure_is_asked_once_for_all_packages_of_one_workspace(out: Path, az: Fake, plan: Plan) -> None:
    az.answers(GROUP, {"value": ANY})
    said(out)
    (call,) = az.calls("rest --method get", "rg-tb-hub-monitoring")
    assert "/providers/Microsoft.Authorization/permissions?api-version=" in call
    assert len(plan.packages) > 1
