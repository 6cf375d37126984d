"""Events and logs are watched: an alert that is left out, doubled, narrowed or one too many is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan
from ringfence.rules.telemetry import alerts
from ringfence.rules.telemetry.events import check
from tests.banks import bank, planned, zone
from tests.rules.edits import edited
from tests.variants import HEARD


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    tree = bank(zone("fraud"), zone("pricing"), monitoring={"alerts": HEARD})
    return planned(tmp_path_factory.mktemp("plan"), tree).plan


def without(plan: Plan, word: str) -> Plan:
    def has(module: Module) -> bool:
        events = {each.word for each in module.activity_alerts}
        return word in events | {each.word for each in module.log_alerts}

    def shorter(module: Module) -> Module:
        events = tuple(each for each in module.activity_alerts if each.word != word)
        logs = tuple(each for each in module.log_alerts if each.word != word)
        return replace(module, activity_alerts=events, log_alerts=logs)

    return edited(plan, Module, shorter, has)


def alerting(module: Module) -> bool:
    return bool(module.action_groups)


def found(plan: Plan) -> set[tuple[str, str]]:
    return {(each.code, each.value) for each in check(plan)}


def test_every_event_and_log_is_watched(plan: Plan) -> None:
    assert list(check(plan)) == []


@pytest.mark.parametrize("word", ["lock-deleted", "firewall-deleted", "logs-switched-off", "rights-granted"])
def test_an_event_that_is_left_out_is_found(plan: Plan, word: str) -> None:
    assert found(without(plan, word)) == {("MON06", word)}


def test_an_alert_whose_scope_leaves_a_group_out_is_found(plan: Plan) -> None:
    def narrower(module: Module) -> Module:
        changed = tuple(replace(each, scopes=each.scopes[:1]) for each in module.activity_alerts)
        return replace(module, activity_alerts=changed)

    assert ("MON06", "logs-switched-off") in found(edited(plan, Module, narrower, alerting))


def test_two_alerts_on_one_subscription_are_found(plan: Plan) -> None:
    def doubled(module: Module) -> Module:
        return replace(module, activity_alerts=(*module.activity_alerts, *module.activity_alerts[-1:]))

    assert {word for code, word in found(edited(plan, Module, doubled, alerting))} == {"azure-incidents"}


def test_a_query_that_is_left_out_is_found(plan: Plan) -> None:
    assert found(without(plan, "job-failures")) == {("MON07", "job-failures")}


def test_more_alerts_than_a_subscription_takes_are_found(plan: Plan) -> None:
    def many(module: Module) -> Module:
        return replace(module, activity_alerts=module.activity_alerts[:1] * 99 + module.activity_alerts[1:])

    assert {each.code for each in check(edited(plan, Module, many, alerting))} == {"MON08"}


def test_events_and_logs_without_a_mailbox_are_found(plan: Plan) -> None:
    def silent(module: Module) -> Module:
        return replace(module, action_groups=())

    paths = {each.message for each in alerts.check(edited(plan, Module, silent, alerting)) if each.code == "MON04"}
    assert any("connectivity/firewall-deleted" in path for path in paths)
    assert any("connectivity/firewall-denies" in path for path in paths)
