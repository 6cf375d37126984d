"""Witnesses DNS07 and DNS08: networks are linked to a policy of their region, and one that enforces ends in a block.

They read the prediction and Microsoft's page, not what the plan says of rules and links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ringfence.check.evidence import Evidence
from ringfence.check.paths import Body, Json
from ringfence.check.snapshot import Predicted
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.dns.policy import DnsPolicy
from ringfence.plan.model.package import modules
from ringfence.plan.model.values import plain

SOURCE = "MicrosoftDocs/azure-docs dns/dns-security-policy.md (2026-08-11)"
_NETWORK = "microsoft.network/virtualnetworks"
_LINK = "microsoft.network/dnsresolverpolicies/virtualnetworklinks"
_RULE = "microsoft.network/dnsresolverpolicies/dnssecurityrules"
_LIST = "microsoft.network/dnsresolverdomainlists"
_ROOT = "."


def links(evidence: Evidence) -> Iterator[Diagnostic]:
    """DNS07: each predicted network has one link to a policy that stands in its region."""
    policies = _policies(evidence)
    if evidence.snapshot is None or not policies:
        return
    places = {policy.resource.id.lower(): plain(policy.resource.location) for policy in policies}
    found = [one for one in evidence.snapshot.resources if one.type.lower() == _LINK]
    for network in (one for one in evidence.snapshot.resources if one.type.lower() == _NETWORK):
        mine = [link for link in found if _network(link) == network.key]
        if len(mine) != 1:
            message = f"this network has {len(mine)} links to a DNS security policy, and needs exactly one"
            yield _finding(evidence, "DNS07", network, message, str(len(mine)))
        for link in mine:
            policy = places.get(link.key.rpartition("/virtualnetworklinks/")[0])
            if {policy, _place(link)} != {_place(network)}:
                message = "this link, its policy and its network are not in one region"
                yield _finding(evidence, "DNS07", link, message, str(_place(link)))


def ends(evidence: Evidence) -> Iterator[Diagnostic]:
    """DNS08: where the blueprint enforces, the last rule of the policy blocks all names, and none lets all through."""
    if evidence.snapshot is None:
        return
    rules = [one for one in evidence.snapshot.resources if one.type.lower() == _RULE]
    roots = {one.key for one in evidence.snapshot.resources if one.type.lower() == _LIST and _has_root(one)}
    here = {resource.key for resource in evidence.snapshot.resources}
    for policy in _policies(evidence):
        key = policy.resource.id.lower()
        if policy.enforced and key in here:
            mine = sorted((rule for rule in rules if rule.key.startswith(f"{key}/")), key=_priority)
            yield from _faults(evidence, mine, roots)


def _faults(evidence: Evidence, rules: Sequence[Predicted], roots: set[str]) -> Iterator[Diagnostic]:
    for rule in rules:
        if _names(rule) & roots and _action(rule) != "Block":
            message = f"this rule lets every name through, but the policy enforces: {_action(rule)}"
            yield _finding(evidence, "DNS08", rule, message, _action(rule))
    last = rules[-1] if rules else None
    if last is not None and not (_action(last) == "Block" and _names(last) & roots):
        yield _finding(evidence, "DNS08", last, "the last rule does not block all names", _action(last))


def _policies(evidence: Evidence) -> list[DnsPolicy]:
    return [policy for _, module in modules(evidence.plan) for policy in module.dns_policies]


def _has_root(one: Predicted) -> bool:
    domains = _properties(one).get("domains")
    return isinstance(domains, list | tuple) and _ROOT in domains


def _names(rule: Predicted) -> set[str]:
    """The lists that a rule names, by lower-case id."""
    named = _properties(rule).get("dnsResolverDomainLists")
    return {_id(one) for one in named} if isinstance(named, list | tuple) else set()


def _action(rule: Predicted) -> str:
    action = _properties(rule).get("action")
    return str(action.get("actionType", "")) if isinstance(action, Mapping) else ""


def _priority(rule: Predicted) -> int:
    priority = _properties(rule).get("priority")
    return priority if isinstance(priority, int) else 0


def _network(link: Predicted) -> str:
    return _id(_properties(link).get("virtualNetwork"))


def _place(one: Predicted) -> str:
    return str(one.raw.get("location", ""))


def _properties(one: Predicted) -> Body:
    properties = one.raw.get("properties")
    return properties if isinstance(properties, Mapping) else {}


def _id(value: Json) -> str:
    return str(value.get("id", "")).lower() if isinstance(value, Mapping) else ""


def _finding(evidence: Evidence, code: str, one: Predicted, message: str, value: str) -> Diagnostic:
    place, path = evidence.about(one.id)
    hint = "Generate the package again; if it stays, report it in the issue tracker of Ringfence."
    return Diagnostic(code=code, message=message, place=place, path=path, value=value, hint=hint, source=SOURCE)
