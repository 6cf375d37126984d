"""Alerts of a package are complete and heard: a metric without an alert, and an alert without a mailbox, are found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan
from ringfence.plan.model.telemetry.receivers import ActionGroup
from ringfence.rules.telemetry.alerts import check
from tests.banks import bank, planned
from tests.rules.edits import edited, put
from tests.variants import HEARD


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), bank(monitoring={"alerts": HEARD})).plan


def test_every_metric_is_watched_and_heard(plan: Plan) -> None:
    assert list(check(plan)) == []


def test_an_alert_that_is_left_out_is_found(plan: Plan) -> None:
    def shorter(module: Module) -> Module:
        return replace(module, alerts=module.alerts[1:])

    (found,) = check(edited(plan, Module, shorter, lambda module: bool(module.alerts)))
    assert found.code == "MON03"


def test_alerts_without_a_mailbox_are_found(plan: Plan) -> None:
    found = list(check(edited(plan, ActionGroup, put(receivers=()))))
    assert {each.code for each in found} == {"MON04"}
