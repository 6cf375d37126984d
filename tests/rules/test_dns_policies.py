"""DNS security policies: links, order, what must be allowed, lists; each rule alone refuses what it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ringfence.plan.model.dns.policy import AllowedDomain, DnsLink, DnsRule, DomainList
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Given
from ringfence.rules import check
from tests.banks import planned
from tests.rules.edits import edited, put
from tests.variants import VARIANTS

AWAY = Given("location", "", "uksouth", "Azure region of the package.")


@pytest.fixture(scope="module", params=["enforced-dns", "two-regions"])
def plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A good plan with a policy: one that enforces, and one that watches in two regions."""
    return planned(tmp_path_factory.mktemp("dns"), VARIANTS[request.param]).plan


def rule(name: str, **values: object) -> Callable[[Plan], Plan]:
    """A change of the policy's rule of this name."""
    return lambda plan: edited(plan, DnsRule, put(**values), lambda one: one.resource.name == name)


def listed(word: str, *domains: str) -> Callable[[Plan], Plan]:
    """Other domains in the list with this word."""
    rows = tuple(AllowedDomain(domain=one, because=()) for one in domains)
    return lambda plan: edited(plan, DomainList, put(domains=rows), lambda one: one.word == word)


def linked(**values: object) -> Callable[[Plan], Plan]:
    """A change of the first link."""
    return lambda plan: edited(plan, DnsLink, put(**values))


def unlinked(plan: Plan) -> Plan:
    return edited(plan, Module, put(dns_links=()), lambda module: bool(module.dns_links))


def twice(plan: Plan) -> Plan:
    def more(module: Module) -> Module:
        return replace(module, dns_links=(*module.dns_links, *module.dns_links))

    return edited(plan, Module, more, lambda module: bool(module.dns_links))


def moved(plan: Plan) -> Plan:
    def away(link: DnsLink) -> DnsLink:
        return replace(link, resource=replace(link.resource, location=AWAY))

    return edited(plan, DnsLink, away)


def elsewhere(plan: Plan) -> Plan:
    def away(one: DomainList) -> DomainList:
        return replace(one, resource=replace(one.resource, location=AWAY))

    return edited(plan, DomainList, away)


CASES: dict[str, tuple[Callable[[Plan], Plan], str]] = {
    "a network without a link": (unlinked, "DSG46"),
    "a network with two links": (twice, "DSG46"),
    "a link in another region": (moved, "DSG46"),
    "a link to a policy of nobody": (linked(policy="/subscriptions/x"), "DSG46"),
    "all names are let through at the end": (rule("everything", action="Allow"), "DSG47"),
    "all names come first": (rule("everything", priority=100), "DSG47"),
    "a priority that Azure refuses": (rule("everything", priority=65001), "DSG47"),
    "two rules of one priority": (rule("allowed", priority=65000), "DSG47"),
    "all names are allowed too": (rule("allowed", lists=("private-zones", "services", "flows", "everything")), "DSG47"),
    "the root in a list of allowed domains": (listed("private-zones", "."), "DSG47"),
    "a private zone that is not allowed": (listed("private-zones", "example.com"), "DSG48"),
    "a list without a domain": (listed("everything"), "DSG49"),
    "a top-level domain": (listed("flows", "example"), "DSG49"),
    "a list in another region": (elsewhere, "DSG49"),
    "a list that no rule names": (rule("allowed", lists=("private-zones", "services")), "DSG49"),
}


def test_the_good_plan_has_no_finding(plan: Plan) -> None:
    assert list(check(plan)) == []


@pytest.mark.parametrize("case", CASES)
def test_a_spoiled_policy_is_refused(case: str, plan: Plan) -> None:
    spoil, code = CASES[case]
    assert code in {finding.code for finding in check(spoil(plan))}


def test_a_policy_that_enforces_must_not_only_watch(tmp_path: Path) -> None:
    plan = planned(tmp_path, VARIANTS["enforced-dns"]).plan
    assert {one.code for one in check(rule("everything", action="Alert")(plan))} == {"DSG47"}
