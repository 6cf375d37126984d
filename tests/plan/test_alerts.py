"""Alerts: for what a package has and who receives them, at thresholds of the folders or of the blueprint."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from ringfence.catalog.read import kinds
from ringfence.pack.review.review import tables
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.telemetry.alerts import MetricAlert
from ringfence.plan.model.values import plain
from ringfence.render.package import render_package
from tests.banks import Tree, bank, planned, zone
from tests.variants import HEARD, PREMISES, VARIANTS


def alerting(module_of: Package) -> list[Module]:
    return [module for module in module_of.modules if module.alerts]


def alerts(plan: Plan, package: str) -> list[MetricAlert]:
    return [each for one in plan.packages if one.name == package for module in one.modules for each in module.alerts]


def words(plan: Plan, package: str) -> set[str]:
    return {each.word for each in alerts(plan, package)}


def risks(plan: Plan) -> list[str]:
    return [risk.package for risk in plan.risks if risk.name.startswith("failures reach no mailbox")]


def two_teams(**heard: object) -> Tree:
    return bank(zone("fraud"), zone("pricing"), monitoring={"alerts": {**HEARD, **heard}})


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), VARIANTS["everything"]).plan


def test_without_a_receiver_there_is_no_alert_and_a_risk_says_so(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(zone("fraud"), zone("pricing"))).plan
    assert [each for package in plan.packages for each in alerting(package)] == []
    assert risks(plan) == ["connectivity"]


def test_each_package_has_its_alerts_and_its_receivers(tmp_path: Path) -> None:
    plan = planned(tmp_path, two_teams()).plan
    hears = {
        package.name: [one.name for module in package.modules for g in module.action_groups for one in g.receivers]
        for package in plan.packages
    }
    assert hears == {
        "connectivity": ["platform"],
        "fraud": ["platform", "fraud-team"],
        "pricing": ["platform"],
    }
    assert risks(plan) == []


def test_a_package_that_no_receiver_hears_of_is_a_risk(tmp_path: Path) -> None:
    plan = planned(tmp_path, two_teams(receivers=HEARD["receivers"][1:])).plan
    assert risks(plan) == ["connectivity", "pricing"]
    assert alerts(plan, "connectivity") == []


def test_a_package_without_a_metric_is_a_risk_of_another_kind(everything: Plan) -> None:
    named = {risk.package for risk in everything.risks if risk.name.endswith("no metric is watched")}
    assert named == {package.name for package in everything.packages if not alerting(package)}
    assert named


def test_endpoints_jobs_models_storage_and_the_firewall_are_watched(everything: Plan) -> None:
    assert {"endpoint-latency", "endpoint-errors", "failed-deployments"} <= words(everything, "scoring")
    assert {"failed-runs", "model-success", "storage-availability", "vault-availability"} <= words(everything, "fraud")
    assert {"firewall-health", "firewall-ports", "bastion-communication"} <= words(everything, "connectivity")


def test_a_threshold_of_the_blueprint_is_traced_to_its_line(everything: Plan) -> None:
    (mine, *_) = [each for each in alerts(everything, "scoring") if each.word == "endpoint-latency"]
    assert (mine.threshold, mine.unit) == (500, "milliseconds")
    assert mine.resource.because[0].at == "monitoring.alerts.thresholds.endpoint-latency"
    (other, *_) = [each for each in alerts(everything, "scoring") if each.word == "endpoint-errors"]
    assert other.resource.because[0].at == "monitoring.alerts.thresholds"


def test_a_gateway_is_watched_for_what_comes_through_it(tmp_path: Path) -> None:
    tunnels = VARIANTS["users-in"] | {"monitoring": {"alerts": HEARD}}
    assert {"tunnel-bandwidth", "circuit-traffic"} <= words(planned(tmp_path, tunnels).plan, "connectivity")
    (tmp_path / "bank.ledger.yaml").unlink()
    users = {"vpn": {"pointToSite": {"addressPool": "172.20.0.0/22"}}}
    single = bank(hub={"gateway": users, "resolver": {}}, premises=PREMISES, monitoring={"alerts": HEARD})
    assert "tunnel-bandwidth" not in words(planned(tmp_path, single).plan, "connectivity")


def test_alerts_come_after_what_they_watch(everything: Plan) -> None:
    for package in everything.packages:
        for module in alerting(package):
            assert {each.watched.module for each in module.alerts} <= set(module.after)


def test_teams_of_one_structure_have_one_module(tmp_path: Path) -> None:
    plan = planned(tmp_path, two_teams()).plan
    texts = [render_package(package)["modules/alerts.bicep"] for package in plan.packages]
    assert texts[1] == texts[2]
    assert "scheduledQueryRules" in texts[0]
    assert "scheduledQueryRules" not in texts[1]


def test_names_differ_within_a_package(everything: Plan) -> None:
    for package in everything.packages:
        names = [plain(each.resource.name) for module in alerting(package) for each in module.alerts]
        assert len(set(names)) == len(names)


def test_alerts_of_one_name_are_one_alert() -> None:
    """A threshold of the blueprint holds for each of them, in one unit."""
    found = [alert for kind in kinds().values() for alert in kind.alerts]
    for one, other in combinations(found, 2):
        if one.name == other.name:
            assert (one.metric, one.unit, one.most, one.operator) == (
                other.metric,
                other.unit,
                other.most,
                other.operator,
            )


def test_the_review_shows_thresholds_and_mailboxes(everything: Plan) -> None:
    held = {table.title: table for table in tables(everything)}
    rows = {row[1]: row for row in held["Alerts"].rows if row[0] == "scoring"}
    assert rows["endpoint-latency"][5:8] == ("above 500 milliseconds", "Average of 5 minutes", "2")
    assert rows["endpoint-errors"][4] == "RequestsPerMinute, statusCodeClass 5xx"
    assert ("fraud", "fraud-team", "fraud@bank.example") in {
        (row[0], row[2], row[3]) for row in held["Receivers of alerts"].rows
    }
