"""Alerts on the activity log and on logs: what they watch, in which package they stand, and what they ask."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ringfence.catalog.known.alerts import QuerySpec
from ringfence.catalog.read import kinds
from ringfence.pack.review.review import tables
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.telemetry.activity_alerts import ActivityAlert
from ringfence.plan.model.telemetry.log_alerts import LogAlert
from tests.banks import Tree, bank, planned, zone
from tests.variants import HEARD, VARIANTS

WHOLE = {"rights-granted", "policies-weakened", "azure-incidents"}
QUERIES = [(kind.kind, query) for kind in kinds().values() for query in kind.queries]


def events(package: Package) -> dict[str, ActivityAlert]:
    return {each.word: each for module in package.modules for each in module.activity_alerts}


def logs(package: Package) -> dict[str, LogAlert]:
    return {each.word: each for module in package.modules for each in module.log_alerts}


def teams(**heard: object) -> Tree:
    return bank(zone("fraud"), zone("pricing"), monitoring={"alerts": {**HEARD, **heard}})


def by_name(plan: Plan) -> dict[str, Package]:
    return {package.name: package for package in plan.packages}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), teams(thresholds={"firewall-denies": 7})).plan


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), VARIANTS["everything"]).plan


def test_each_subscription_is_watched_once(plan: Plan) -> None:
    held = Counter(
        (scope, word)
        for package in plan.packages
        for word, alert in events(package).items()
        for scope in alert.scopes
        if "/resourceGroups/" not in scope
    )
    subscriptions = {f"/subscriptions/{package.subscription}" for package in plan.packages}
    assert held == {(each, word): 1 for each in subscriptions for word in WHOLE}
    assert events(by_name(plan)["fraud"]).keys() >= WHOLE
    assert not WHOLE & events(by_name(plan)["pricing"]).keys()


def test_a_package_without_receivers_leaves_its_subscription_to_the_next(tmp_path: Path) -> None:
    only = [{"name": "pricing-team", "email": "pricing@bank.example", "landingZones": ["pricing"]}]
    found = by_name(planned(tmp_path, teams(receivers=only)).plan)
    assert events(found["pricing"]).keys() >= WHOLE
    assert events(found["fraud"]) == events(found["connectivity"]) == {}


def test_events_are_watched_where_their_resources_stand(plan: Plan) -> None:
    hub = events(by_name(plan)["connectivity"])
    assert {"firewall-deleted", "firewall-rules-changed", "lock-deleted", "guards-changed"} <= hub.keys()
    fraud = events(by_name(plan)["fraud"])
    assert {"routes-changed", "guards-changed", "lock-deleted", "logs-switched-off"} <= fraud.keys()
    assert "firewall-deleted" not in fraud
    (network,) = fraud["routes-changed"].scopes
    assert network.endswith("/resourceGroups/rg-tb-fraud-network")
    assert fraud["routes-changed"].statuses == ("Succeeded",)


def test_incidents_of_azure_are_told_by_kind_and_in_any_status(plan: Plan) -> None:
    alert = events(by_name(plan)["connectivity"])["azure-incidents"]
    assert (alert.field, alert.statuses) == ("properties.incidentType", ())
    assert "Incident" in alert.values


def test_logs_are_asked_in_the_package_of_their_workspace_alone(plan: Plan) -> None:
    found = by_name(plan)
    assert {"firewall-denies", "firewall-threats", "job-failures"} <= logs(found["connectivity"]).keys()
    assert logs(found["fraud"]) == logs(found["pricing"]) == {}


def test_a_query_is_asked_only_where_something_sends_its_logs(plan: Plan, everything: Plan) -> None:
    assert "lake-outside" not in logs(by_name(plan)["connectivity"])
    more = logs(by_name(everything)["connectivity"])
    assert {"lake-outside", "endpoint-failures", "endpoint-refusals"} <= more.keys()
    assert more["job-failures"].kinds == ("inference-workspace", "machine-learning")


def test_a_threshold_of_the_blueprint_is_that_of_the_query(plan: Plan) -> None:
    alert = logs(by_name(plan)["connectivity"])["firewall-denies"]
    assert alert.threshold == 7
    assert alert.resource.because[0].at == "monitoring.alerts.thresholds.firewall-denies"


def test_alerts_wait_for_each_resource_group_that_they_name(everything: Plan) -> None:
    for package in everything.packages:
        groups = {group.resource.id: group.resource.symbol for group in package.groups}
        scopes = {module.name: module.scope for module in package.modules}
        for module in package.modules:
            named = {groups[scope] for alert in module.activity_alerts for scope in alert.scopes if scope in groups}
            assert named <= {module.scope, *(scopes[name] for name in module.after)}, package.name


@pytest.mark.parametrize(("kind", "query"), QUERIES, ids=[f"{kind}-{query.name}" for kind, query in QUERIES])
def test_a_query_is_constant_and_reads_what_its_kind_sends(kind: str, query: QuerySpec) -> None:
    """No brace that a format would fill, one line of text, and columns of the split are words."""
    assert not re.search(r"[{}\n]", query.query)
    assert all(re.fullmatch(r"[A-Za-z]+", column) for column in query.split)
    sender = kinds()[kind]
    children = [one for one in kinds().values() if one.type.startswith(f"{sender.type}/")]
    assert any(one.diagnostics for one in (sender, *children)), "nothing of the kind sends logs"


def test_names_of_alerts_are_those_of_one_kind() -> None:
    """A threshold is given by name, so that a query has no name of a metric, nor an event one of either."""
    metrics = {alert.name for kind in kinds().values() for alert in kind.alerts}
    queries = {query.name for _, query in QUERIES}
    named = {event.name for kind in kinds().values() for event in kind.events}
    assert not metrics & queries
    assert not (metrics | queries) & named


def test_queries_of_one_name_are_one_query() -> None:
    first: dict[str, QuerySpec] = {}
    for _, query in QUERIES:
        assert first.setdefault(query.name, query) == query


def test_the_review_tells_the_kind_of_each_alert(plan: Plan) -> None:
    (table,) = [table for table in tables(plan) if table.title == "Alerts"]
    rows = {(row[0], row[1]): row for row in table.rows}
    assert rows["connectivity", "firewall-denies"][2] == "logs"
    assert rows["connectivity", "firewall-denies"][5] == "above 7 refused connections of one address, by SourceIp"
    assert rows["fraud", "rights-granted"][2:4] == ("activity log", "its subscription")
    assert rows["fraud", "failed-runs"][2] == "metric"
