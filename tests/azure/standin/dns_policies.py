"""DNS security policies: what one may be linked to, and what its rules and lists must have.

Source: MicrosoftDocs/azure-docs dns/dns-security-policy.md (2026-08-11): one policy a network, of one region with it;
rules take 100 to 65000 and at least one list; a list has at least one domain and is in the region of its policy. The
edition of 2024-11-06: a policy with links cannot be deleted. The codes of these errors are not confirmed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from tests.azure.standin.references import Resources
from tests.azure.standin.refusal import Body, Problem

_POLICY = "microsoft.network/dnsresolverpolicies"
_LINK, _RULE = f"{_POLICY}/virtualnetworklinks", f"{_POLICY}/dnssecurityrules"
_LIST = "microsoft.network/dnsresolverdomainlists"
_FIRST, _LAST, _MOST = 100, 65000, 1000


def faults(resource: Body, known: Resources) -> Iterator[Problem]:
    """Why a part of a policy cannot be written; `known` is what there is by then."""
    match str(resource["type"]).lower():
        case kind if kind == _LINK:
            yield from _link(resource, known)
        case kind if kind == _RULE:
            yield from _rule(resource, known)
        case kind if kind == _LIST:
            yield from _list(resource)


def in_use(key: str, state: Resources, leaving: Collection[str]) -> Iterator[Problem]:
    """Why a policy cannot be deleted: networks are linked to it, by links that are not leaving too."""
    if str(state.get(key, {}).get("type", "")).lower() == _POLICY:
        links = [one for one in state if one.startswith(f"{key}/virtualnetworklinks/") and one not in leaving]
        if links:
            yield Problem("CannotDeleteResource", f"Virtual network links exist under '{key}'.", key)


def _link(link: Body, known: Resources) -> Iterator[Problem]:
    policy, network = link["id"].lower().rpartition("/virtualnetworklinks/")[0], _network(link)
    places = {_place(known.get(policy, {})), _place(known.get(network, {})), _place(link)}
    if len(places) > 1:
        message = f"The virtual network '{network}' is not in the region of the DNS resolver policy."
        yield Problem("VirtualNetworkRegionMismatch", message, link["id"])
    for key, other in known.items():
        if str(other.get("type", "")).lower() == _LINK and key != link["id"].lower() and _network(other) == network:
            message = f"The virtual network '{network}' is already linked to a DNS resolver policy by '{key}'."
            yield Problem("VirtualNetworkAlreadyLinked", message, link["id"])


def _rule(rule: Body, known: Resources) -> Iterator[Problem]:
    properties = rule["properties"]
    lists = [str(one["id"]).lower() for one in properties.get("dnsResolverDomainLists") or ()]
    if not lists and not properties.get("managedDomainLists"):
        yield Problem("InvalidDnsSecurityRule", "A DNS security rule needs a domain list.", rule["id"])
    if not _FIRST <= properties["priority"] <= _LAST:
        yield Problem("InvalidPriority", f"Priority {properties['priority']} is not 100 to 65000.", rule["id"])
    for one in lists:
        if _place(known.get(one, {})) != _place(rule):
            message = f"The domain list '{one}' is not in the region of the DNS resolver policy."
            yield Problem("DomainListRegionMismatch", message, rule["id"])


def _list(each: Body) -> Iterator[Problem]:
    count = len(each["properties"].get("domains") or ())
    if not 1 <= count <= _MOST:
        yield Problem("InvalidDomainList", f"A domain list has 1 to {_MOST} domains, and not {count}.", each["id"])


def _network(link: Body) -> str:
    properties: dict[str, Any] = link.get("properties", {})
    return str(properties.get("virtualNetwork", {}).get("id", "")).lower()


def _place(resource: Body) -> str:
    return str(resource.get("location", "")).lower()
