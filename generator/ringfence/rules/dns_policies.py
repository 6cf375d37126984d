"""DSG46 to DSG49: DNS security policies judge every network, in the right order, without breaking what rules allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ringfence.blueprint.language.domains import within
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.dns.policy import ROOT, DnsLink, DnsPolicy
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.rules.finding import finding

SOURCE = "MicrosoftDocs/azure-docs dns/dns-security-policy.md (2026-08-11)"
FIRST, LAST = 100, 65000
"""The priorities that Azure takes."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every policy, and every network where there is one."""
    policies = {policy.resource.id: policy for _, module in modules(plan) for policy in module.dns_policies}
    if not policies:
        return
    yield from _links(plan, policies)
    for _, module in modules(plan):
        for policy in module.dns_policies:
            yield from _order(module, policy)
            yield from _needed(plan, module, policy)
            yield from _lists(module, policy)


def _links(plan: Plan, policies: dict[str, DnsPolicy]) -> Iterator[Diagnostic]:
    """DSG46: each network has one link, to a policy of its region."""
    links: dict[str, list[DnsLink]] = {}
    for _, module in modules(plan):
        for link in module.dns_links:
            links.setdefault(link.network.value, []).append(link)
    for package, module in modules(plan):
        for network in module.networks:
            name, mine = plain(network.resource.name), links.get(network.resource.id, [])
            if len(mine) != 1:
                message = f"network {name} has {len(mine)} links to a DNS security policy; Azure takes one"
                yield finding("DSG46", message, package.because, path=name, value=len(mine), source=SOURCE)
            for link in mine:
                policy = policies.get(link.policy)
                where = {plain(one.resource.location) for one in (network, link, *([policy] if policy else ()))}
                if policy is None or len(where) > 1:
                    message = f"network {name} is linked to no policy of its region"
                    yield finding("DSG46", message, package.because, path=name, value=link.policy, source=SOURCE)


def _order(module: Module, policy: DnsPolicy) -> Iterator[Diagnostic]:
    """DSG47: the root is in the last rule alone; that one blocks where the policy enforces, and marks where not."""
    name, because = plain(policy.resource.name), policy.resource.because
    roots = {one.word for one in module.domain_lists if ROOT in {row.domain for row in one.domains}}
    ordered = sorted(module.dns_rules, key=lambda rule: rule.priority)
    of_all = [rule for rule in ordered if roots & set(rule.lists)]
    wanted = "Block" if policy.enforced else "Alert"
    if of_all != ordered[-1:] or of_all[0].action != wanted:
        said = ", ".join(f"{rule.priority} {rule.action}" for rule in of_all) or "none"
        message = f"the rule of all names in {name} is not the last one with action {wanted}"
        yield finding("DSG47", message, because, path=name, value=said, source=SOURCE)
    for priority, count in Counter(rule.priority for rule in ordered).items():
        if count > 1 or not FIRST <= priority <= LAST:
            message = f"priority {priority} of {name} is used {count} times, or is not {FIRST} to {LAST}"
            yield finding("DSG47", message, because, path=name, value=priority, source=SOURCE)


def _needed(plan: Plan, module: Module, policy: DnsPolicy) -> Iterator[Diagnostic]:
    """DSG48: what firewall rules and private zones name may be asked for."""
    words = {word for rule in module.dns_rules if rule.action == "Allow" for word in rule.lists}
    allowed = [row.domain for one in module.domain_lists if one.word in words for row in one.domains]
    for host in sorted(_named(plan)):
        if not any(within(host, domain) for domain in allowed):
            name = plain(policy.resource.name)
            message = f"{host} is named by a rule or a private zone, and {name} does not allow it"
            yield finding("DSG48", message, policy.resource.because, path=name, value=host)


def _named(plan: Plan) -> set[str]:
    found: set[str] = set()
    for _, module in modules(plan):
        found |= {plain(zone.resource.name) for zone in module.zones}
        rules = (rule for group in module.rule_groups for one in group.collections for rule in one.rules)
        found |= {plain(host).lower() for rule in rules for host in rule.hosts} - {"*"}  # that one is DSG08
        found |= {rule.domain for rule in module.forwarding_rules}
    return found


def _lists(module: Module, policy: DnsPolicy) -> Iterator[Diagnostic]:
    """DSG49: each list has domains of owners, is in the region of its policy, and some rule names it."""
    place, used = plain(policy.resource.location), {word for rule in module.dns_rules for word in rule.lists}
    for one in module.domain_lists:
        domains = [row.domain for row in one.domains]
        wide = [domain for domain in domains if domain != ROOT and "." not in domain]
        mixed = ROOT in domains and len(domains) > 1
        if not domains or wide or mixed or plain(one.resource.location) != place or one.word not in used:
            name = plain(one.resource.name)
            message = f"domain list {name} is empty, too wide, used by no rule, or not in {place}"
            because = policy.resource.because
            yield finding("DSG49", message, because, path=name, value=", ".join(wide), source=SOURCE)
