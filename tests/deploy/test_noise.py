"""The table of known noise: each rule is about something that Ringfence deploys, says why, and knows its own case."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.azure.preview.answer import Change, Kind
from ringfence.azure.preview.delta import Difference
from ringfence.azure.preview.noise import Rule, judge, rules
from ringfence.catalog.read import kinds

NARROW = [rule for rule in rules() if rule.type != "*"]
PLAIN = [rule for rule in NARROW if not rule.owned]


def difference(rule: Rule, **other: Any) -> Difference:
    """What the rule is about."""
    path = rule.path.replace("*", "0")
    after = rule.after and rule.after.replace("*", "x').principalId]")
    return Difference(**{"path": path, "kind": rule.change, "before": rule.before, "after": after} | other)


def change(rule: Rule, of: Difference) -> Change:
    namespace, *kinds_ = rule.type.split("/")
    path = "/".join(f"{kind}/name" for kind in kinds_)
    return Change(f"/subscriptions/s/resourceGroups/g/providers/{namespace}/{path}", Kind.MODIFY, (of,))


@pytest.mark.parametrize("rule", NARROW, ids=lambda rule: rule.name)
def test_a_rule_is_about_a_type_of_the_catalogue(rule: Rule) -> None:
    assert rule.type in {kind.type for kind in kinds().values()}


@pytest.mark.parametrize("rule", PLAIN, ids=lambda rule: rule.name)
def test_a_rule_knows_its_case(rule: Rule) -> None:
    judged = judge(change(rule, difference(rule)))
    assert [known.name for _, known in judged.noise] == [rule.name]
    assert judged.kind is Kind.NO_CHANGE


@pytest.mark.parametrize("rule", NARROW, ids=lambda rule: rule.name)
@pytest.mark.parametrize("key", ["path", "kind"])
def test_a_rule_knows_nothing_else(rule: Rule, key: str) -> None:
    other = {"path": "properties.other", "kind": "Delete" if rule.change == "Create" else "Create"}
    assert judge(change(rule, difference(rule, **{key: other[key]}))).kind is Kind.MODIFY


@pytest.mark.parametrize("rule", [rule for rule in NARROW if rule.before is not None], ids=lambda rule: rule.name)
def test_a_rule_that_names_a_value_knows_no_other(rule: Rule) -> None:
    assert judge(change(rule, difference(rule, before="else"))).kind is Kind.MODIFY


def test_names_are_unique_and_every_rule_says_why_and_from_where() -> None:
    assert len({rule.name for rule in rules()}) == len(rules())
    assert all(rule.reason.endswith(".") and rule.source for rule in rules())


def test_a_change_without_differences_is_none_of_our_business() -> None:
    bare = Change("/subscriptions/s/resourceGroups/g", Kind.MODIFY, ())
    assert judge(bare).kind is Kind.MODIFY
