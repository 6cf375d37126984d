"""Managed networks: each rule refuses what it is for, and says nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ringfence.plan.model.inference.endpoints import OnlineEndpoint, OutboundRule
from ringfence.plan.model.package import Plan
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Given
from ringfence.rules import managed_networks, names
from ringfence.rules.managed_networks import approvers
from tests.banks import planned
from tests.rules.edits import edited, put
from tests.variants import VARIANTS

Spoil = Callable[[Plan], Plan]


def approver(scope: str) -> Spoil:
    """Take the right to approve from where it is, whose last part is `scope`."""
    return lambda plan: edited(
        plan, Grant, put(role="Reader"), lambda one: one.role in approvers() and one.scope_id.endswith(scope)
    )


def elsewhere(plan: Plan) -> Plan:
    target = Given("x", "y", "/subscriptions/z/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/evil", "")
    return edited(plan, OutboundRule, put(target=target), lambda one: one.part == "queue")


CASES: dict[str, tuple[Spoil, list[str]]] = {
    "as planned": (lambda plan: plan, []),
    "no approver at the registry": (approver("/mlr-tb-fraud"), ["INF08"]),
    "no approver at home": (approver("-scoring-workload"), ["INF08", "INF08"]),
    "an account of somebody else": (elsewhere, ["INF08"]),
    "no way to the tables": (
        lambda plan: edited(plan, OutboundRule, put(part="blob"), lambda one: one.part == "table"),
        ["INF09"],
    ),
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), VARIANTS["everything"]).plan


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_spoilt_network_is_refused(plan: Plan, case: tuple[Spoil, list[str]]) -> None:
    spoil, codes = case
    found = list(managed_networks.check(spoil(plan)))
    assert [finding.code for finding in found] == codes
    assert all("scoring" in finding.path for finding in found)


def test_two_endpoints_of_one_name_are_refused(plan: Plan) -> None:
    (first, *_) = [e for one in plan.packages for m in one.modules for e in m.online_endpoints]
    other = {"resource": first.resource}
    spoilt = edited(plan, OnlineEndpoint, put(**other), lambda one: one.resource.name != first.resource.name)
    assert [finding.code for finding in names.check(spoilt)] == ["NAM04"]
    assert list(names.check(plan)) == []
