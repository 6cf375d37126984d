"""What `diff` says a change closes, `ask` says is denied after it and was not before; and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringfence.plan.model.firewall import RuleCollection
from ringfence.plan.model.network import SecurityGroup
from ringfence.plan.model.package import Plan
from ringfence.reach.answer import Stage, Verdict
from ringfence.reach.asked import answer
from ringfence.releases.diff.change import Flow, Section
from ringfence.releases.diff.flows import changes
from ringfence.releases.diff.network_names import Networks
from tests.rules.edits import edited

_PROTOCOLS = {"TCP": "Tcp", "UDP": "Udp", "Https": "Tcp"}


def closed(old: Plan, new: Plan) -> list[Flow]:
    """The flows that a change closes, as `diff` has them."""
    found = changes(old.packages, new.packages, Networks())
    return [each.flow for each in found if each.section is Section.CLOSED and each.flow]


def without_rule(plan: Plan, name: str) -> Plan:
    return edited(
        plan,
        RuleCollection,
        lambda one: replace(one, rules=tuple(rule for rule in one.rules if rule.name != name)),
        lambda one: any(rule.name == name for rule in one.rules),
    )


def without_security(plan: Plan, name: str) -> Plan:
    return edited(
        plan,
        SecurityGroup,
        lambda one: replace(one, rules=tuple(rule for rule in one.rules if rule.name != name)),
        lambda one: any(rule.name == name for rule in one.rules),
    )


def verdict_at(plan: Plan, stage: Stage, flow: Flow) -> set[Verdict | None]:
    """What the control of a stage says about each source, target and port of a flow."""
    said = set()
    for source in flow.sources:
        for target in flow.targets:
            for port in flow.ports:
                found = answer(plan, source, target, _PROTOCOLS[flow.protocols[0]], int(port.partition("-")[0]))
                said |= {hop.verdict for part in found.parts for hop in part.path.hops if hop.stage is stage}
    return said


@pytest.mark.parametrize("name", ["users-to-credit-risk-dev", "scoring-bureau", "python-feed", "entra-sign-in"])
def test_a_rule_of_the_firewall(name: str, regional: Plan) -> None:
    new = without_rule(regional, name)
    flows = closed(regional, new)
    assert flows
    for flow in flows:
        assert Verdict.ALLOWED in verdict_at(regional, Stage.FIREWALL, flow)
        assert verdict_at(new, Stage.FIREWALL, flow) == {Verdict.DENIED}


@pytest.mark.parametrize("name", ["allow-private-endpoints", "allow-egress-scoring-bureau", "allow-dns-udp"])
def test_a_rule_of_a_security_group(name: str, regional: Plan) -> None:
    new = without_security(regional, name)
    flows = closed(regional, new)
    assert flows
    for flow in flows:
        assert verdict_at(regional, Stage.GROUP_OUT, flow) == {Verdict.ALLOWED}
        assert verdict_at(new, Stage.GROUP_OUT, flow) == {Verdict.DENIED}


def test_a_rule_that_is_split_closes_nothing_and_changes_no_answer(regional: Plan) -> None:
    def split(group: SecurityGroup) -> SecurityGroup:
        rule = next(rule for rule in group.rules if rule.name == "allow-private-endpoints")
        parts = [
            replace(rule, name=f"{rule.name}-{port}", ports=(port,), priority=101 + at)
            for at, port in enumerate(rule.ports)
        ]
        return replace(group, rules=(*parts, *(each for each in group.rules if each is not rule)))

    new = edited(regional, SecurityGroup, split, lambda one: one.subnet == "compute")
    assert closed(regional, new) == []
    for port in (443, 445, 444):
        asked = ("credit-risk-dev/compute", "10.64.4.0/27", "Tcp", port)
        assert answer(regional, *asked).verdict is answer(new, *asked).verdict
