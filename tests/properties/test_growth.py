"""What is added to a bank is added to its prediction: nothing that stays changes its name, its place or its value."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from ringfence.catalog.read import kinds
from ringfence.check.expect.package import expected
from ringfence.plan.model.package import Plan
from tests.banks import Tree
from tests.properties.examples import EXAMPLES, UNSHRUNK
from tests.properties.strategies import banks, growths
from tests.properties.test_plan import plan_of

few = settings(
    max_examples=max(1, EXAMPLES // 10),
    phases=UNSHRUNK,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
BETWEEN = {"securityRules": "name", "ruleCollections": "name", "resourceAccessRules": "resourceId"}
"""Lists in which something new may come in between, and what tells their elements apart: Azure keeps the first in order
of names; in the second, a landing zone gets its collection of host names with the first host that it needs; the third
is a set, in order of ids.
"""


LISTS = "dnsResolverDomainLists"
"""Lists of domains count as one: a domain moves to another list, or below a wider one, and stays allowed."""
DOMAINS = "domains"


def prediction(plan: Plan) -> dict[str, Any]:
    """What Bicep is to predict, by resource id; the domains that are allowed in one place."""
    rows = [row for package in plan.packages for row in expected(package, kinds())]
    bodies: dict[str, Any] = {row.resource.id: {"location": row.location, "tags": row.tags, **row.body} for row in rows}
    lists = [key for key in bodies if LISTS in key]
    allowed = sorted(domain for key in lists for domain in bodies.pop(key)["properties"]["domains"])
    return bodies | {DOMAINS: allowed}


def many(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties of a security rule in the plural: Azure has another property for one prefix than for several."""
    names = {"AddressPrefix": "AddressPrefixes", "PortRange": "PortRanges"}
    found = {}
    for key, value in properties.items():
        plural = next((key.replace(one, more) for one, more in names.items() if key.endswith(one)), None)
        ours = plural is not None and "direction" in properties
        found[plural if ours and plural else key] = [value] if ours else value
    return found


def changed(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """Where something of the one value is not in the other as it was; what only the other has does not count."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        old, new = many(before), many(after)
        for key in old:
            yield from changed(old[key], new[key], f"{path}.{key}") if key in new else [f"{path}.{key} is gone"]
    elif isinstance(before, list | tuple) and isinstance(after, list | tuple):
        yield from _elements(list(before), list(after), path)
    elif before != after:
        yield f"{path}: {before} => {after}"


def _elements(before: list[Any], after: list[Any], path: str) -> Iterator[str]:
    """Elements with names stand where they stood; of plain values none is gone or has changed places."""
    if not all(isinstance(each, Mapping) for each in (*before, *after)):
        rest = iter(after)
        yield from (f"{path}: {each} is gone" for each in before if each not in rest)
        return
    if path.endswith(LISTS):
        after = sorted(after, key=lambda each: each not in before)
    if key := BETWEEN.get(path.rpartition(".")[2]):
        names = {each[key] for each in before}
        after = [each for each in after if each[key] in names]
    for index, each in enumerate(before):
        yield from changed(each, after[index], f"{path}.{index}") if index < len(after) else [f"{path}.{index} is gone"]


def differences(before: Plan, after: Plan) -> list[str]:
    """What of a prediction is not in a later one."""
    old, new = prediction(before), prediction(after)
    wider = [f".{domain}" for domain in new.pop(DOMAINS)]
    lost = [domain for domain in old.pop(DOMAINS) if not any(f".{domain}".endswith(one) for one in wider)]
    return lost + [
        f"{key}{said}" for key in old for said in (changed(old[key], new[key]) if key in new else [" is gone"])
    ]


@pytest.mark.slow
@few
@given(growths())
def test_a_landing_zone_more_adds_only(trees: tuple[Tree, Tree]) -> None:
    before, ledger = plan_of(trees[0])
    assert differences(before, plan_of(trees[1], ledger)[0]) == []


def a_host(tree: Tree) -> None:
    named = [row["to"]["fqdns"] for row in tree["egress"] if "fqdns" in row["to"]]
    assume(named)
    named[0].append("a.bank.example")


def a_destination(tree: Tree) -> None:
    named = [row["to"]["addresses"] for row in tree["egress"] if "addresses" in row["to"]]
    assume(named)
    named[0].append("192.0.2.0/28")


def a_prefix_on_premises(tree: Tree) -> None:
    # The first one takes the place of 255.255.255.255/32, by which the firewall is told that there is none.
    assume(tree["onPremises"]["prefixes"])
    tree["onPremises"]["prefixes"].append("9.0.0.0/24")


def a_prefix_of_people(tree: Tree) -> None:
    assume(tree["hubs"][0].get("bastion"))
    tree["hubs"][0]["bastion"]["from"].append("9.9.9.0/24")


def a_flow(tree: Tree) -> None:
    assume(tree["egress"])
    tree["egress"].insert(0, {**copy.deepcopy(tree["egress"][0]), "name": "aaa", "to": {"fqdns": ["a.bank.example"]}})


def a_group(tree: Tree) -> None:
    new = {"group": "aaa", "objectId": "5d1c0000-0000-4000-8000-000000000999", "personas": ["auditor"]}
    tree["access"].insert(0, {**new, "landingZones": [tree["landingZones"][0]["name"]]})


@pytest.mark.slow
@pytest.mark.parametrize(
    "more",
    [a_host, a_destination, a_prefix_on_premises, a_prefix_of_people, a_flow, a_group],
    ids=lambda each: each.__name__,
)
@settings(few, max_examples=max(1, EXAMPLES // 25))
@given(tree=banks())
def test_one_more_adds_only(more: Callable[[Tree], None], tree: Tree) -> None:
    before, ledger = plan_of(tree)
    grown = copy.deepcopy(tree)
    more(grown)
    assert differences(before, plan_of(grown, ledger)[0]) == []
