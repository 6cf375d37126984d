"""DNS security policies: the stand-in refuses what Azure does, and takes what the examples have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.read import kinds
from ringfence.check.expect.package import expected
from tests.azure.standin.dns_policies import faults, in_use
from tests.banks import planned
from tests.variants import VARIANTS

Body = dict[str, Any]
LINKS, RULES = "dnsresolverpolicies/virtualnetworklinks", "dnssecurityrules"


@pytest.fixture(params=["enforced-dns", "two-regions", "smallest"])
def rows(request: pytest.FixtureRequest, tmp_path: Path) -> list[Body]:
    """Every resource of a bank as Azure gets it."""
    plan = planned(tmp_path, VARIANTS[request.param]).plan
    return [
        {**row.body, "id": row.resource.id, "type": row.resource.type, "location": row.location}
        for package in plan.packages
        for row in expected(package, kinds())
    ]


def said(rows: list[Body]) -> set[str]:
    known = {row["id"].lower(): row for row in rows}
    return {problem.code for row in rows for problem in faults(row, known)}


def some(rows: list[Body], part: str) -> Body:
    """The first resource whose type ends so."""
    return next(row for row in rows if row["type"].lower().endswith(part))


def test_what_is_planned_is_taken(rows: list[Body]) -> None:
    assert said(rows) == set()
    assert some(rows, LINKS)


def test_a_network_has_one_policy(rows: list[Body]) -> None:
    link = some(rows, LINKS)
    assert said([*rows, {**link, "id": f"{link['id']}-again"}]) == {"VirtualNetworkAlreadyLinked"}


def test_policy_network_and_link_are_of_one_region(rows: list[Body]) -> None:
    some(rows, LINKS)["location"] = "uksouth"
    assert said(rows) == {"VirtualNetworkRegionMismatch"}


def test_a_rule_has_a_list_of_its_region(rows: list[Body]) -> None:
    rule = next(row for row in rows if row["type"].lower().endswith(RULES) and "dnsResolverDomainLists" in str(row))
    rule["location"] = "uksouth"
    assert said(rows) == {"DomainListRegionMismatch"}
    rule["properties"]["dnsResolverDomainLists"] = []
    assert said(rows) == {"InvalidDnsSecurityRule"}


@pytest.mark.parametrize("priority", [99, 65001])
def test_a_priority_is_in_bounds(rows: list[Body], priority: int) -> None:
    some(rows, RULES)["properties"]["priority"] = priority
    assert said(rows) == {"InvalidPriority"}


@pytest.mark.parametrize("count", [0, 1001])
def test_a_list_has_domains_and_not_too_many(rows: list[Body], count: int) -> None:
    some(rows, "dnsresolverdomainlists")["properties"]["domains"] = [f"a{number}.example." for number in range(count)]
    assert said(rows) == {"InvalidDomainList"}


def test_a_policy_with_links_cannot_be_deleted(rows: list[Body]) -> None:
    state = {row["id"].lower(): row for row in rows}
    policy = some(rows, "dnsresolverpolicies")["id"].lower()
    links = {key for key in state if f"{policy}/virtualnetworklinks/" in key}
    assert links
    assert [problem.code for problem in in_use(policy, state, ())] == ["CannotDeleteResource"]
    assert list(in_use(policy, state, links)) == []
