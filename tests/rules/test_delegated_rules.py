"""Rules that Databricks adds by itself: all of them where it does, as it writes them, and none anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ringfence.plan.model.network import SecurityGroup, SecurityRule
from ringfence.plan.model.package import Plan
from ringfence.plan.model.services import Property
from ringfence.rules.delegated_rules import check, demanded
from ringfence.rules.security_groups import check as security_groups
from tests.rules.edits import edited, put

Spoil = Callable[[Plan], Plan]


def dropped(plan: Plan) -> Plan:
    """One of the six is missing."""

    def less(group: SecurityGroup) -> SecurityGroup:
        first = next(rule for rule in group.rules if demanded(rule))
        return replace(group, rules=tuple(rule for rule in group.rules if rule is not first))

    return edited(plan, SecurityGroup, less, lambda group: any(map(demanded, group.rules)))


def moved(plan: Plan) -> Plan:
    """A group whose service adds none has one of the six."""
    six = [rule for p in plan.packages for m in p.modules for g in m.security_groups for rule in g.rules]
    one = next(filter(demanded, six))
    return edited(
        plan,
        SecurityGroup,
        lambda group: replace(group, rules=(*group.rules, replace(one, priority=4000))),
        lambda group: not any(map(demanded, group.rules)),
    )


def wider(**values: object) -> Spoil:
    return lambda plan: edited(plan, SecurityRule, put(**values), demanded)


def silent(plan: Plan) -> Plan:
    """The workspace adds none, and its groups have them."""
    return edited(plan, Property, put(value="NoAzureDatabricksRules"), lambda one: one.value == "AllRules")


def test_the_good_plan_has_no_finding(plan: Plan) -> None:
    assert list(check(plan)) == []


@pytest.mark.parametrize(
    "spoil",
    [dropped, moved, silent, wider(sources=("*",)), wider(destinations=("Internet",)), wider(name="allow-nodes")],
    ids=["dropped", "moved", "silent", "from everywhere", "to the internet", "under another name"],
)
def test_a_spoiled_plan_is_refused(spoil: Spoil, plan: Plan) -> None:
    assert {finding.code for finding in check(spoil(plan))} == {"DSG25"}


@pytest.mark.parametrize("spoil", [moved, wider(sources=("*",)), wider(name="allow-nodes")])
def test_what_a_service_does_not_demand_is_as_open_as_it_looks(spoil: Spoil, plan: Plan) -> None:
    assert "DSG04" in {finding.code for finding in security_groups(spoil(plan))}
