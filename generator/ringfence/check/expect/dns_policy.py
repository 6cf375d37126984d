"""Stage 5, expected bodies of the DNS security policy. Source of every shape: Microsoft.Network types 2025-05-01."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.check.expect.arm_values import named
from ringfence.check.paths import Body, Json
from ringfence.plan.model.dns.policy import ROOT, DnsLink, DnsPolicy, DnsRule, DomainList
from ringfence.plan.model.values import Resource


def policy(_: DnsPolicy) -> Body:
    """A policy configures nothing by itself; its rules and links do."""
    return {"properties": {}}


def domain_list(planned: DomainList) -> Body:
    """The domains, each with the dot of the root at its end."""
    return {"properties": {"domains": [_absolute(one.domain) for one in planned.domains]}}


def _absolute(domain: str) -> str:
    return domain if domain == ROOT else f"{domain}."


def rule(planned: DnsRule, lists: Mapping[str, Resource]) -> Body:
    """A rule with the lists that it names, by their words, or with those that Microsoft keeps."""
    properties: dict[str, Json] = {"action": {"actionType": planned.action}, "priority": planned.priority}
    if planned.lists:
        properties["dnsResolverDomainLists"] = [named(lists[word].id) for word in planned.lists]
    if planned.managed:
        properties["managedDomainLists"] = list(planned.managed)
    return {"properties": properties}


def link(planned: DnsLink) -> Body:
    """The link of a policy to a network."""
    return {"properties": {"virtualNetwork": named(planned.network)}}
