"""The DNS security policies: one for each region with a network, and the hub's link to that of its region.

Landing zones ask the firewall, and the firewall asks Azure from the hub: so the hub's link decides about their names.
The links of landing zones catch what asks Azure directly, which nothing there is set up to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.tables import Region
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.context.package_context import PackageContext, name_bounds, ref
from ringfence.plan.hub.dns_names import allowed_domains
from ringfence.plan.model.dns.policy import OTHERS, ROOT, AllowedDomain, DnsPolicy, DnsRule, DomainList
from ringfence.plan.model.firewall import RuleGroup
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.rows.bounds import region_bounds
from ringfence.plan.model.values import Given, Reason, Resource, plain
from ringfence.plan.network.dns_links import link_module
from ringfence.plan.telemetry.diagnostic_settings import Sink, diagnostics

MODULE, SYMBOL = "dns-policy", "dnsPolicy"
AT: Path = (*HUB_AT, "dns")
POLICY = "MicrosoftDocs/azure-docs dns/dns-security-policy.md (2026-08-11)"
THREATS, FIRST, LAST = 100, 1000, 65000
"""Priorities: Azure takes 100 to 65000, and the lowest that matches a name decides."""
MANAGED = "AzureDnsThreatIntel"
"""Microsoft's list of malicious domains (Microsoft.Network types 2025-10-01-preview, dnsSecurityRules)."""


def policy_modules(
    package: PackageContext, group: str, regions: Sequence[Region], groups: Iterable[RuleGroup], sink: Sink
) -> tuple[Module, ...]:
    """A module for each region with a network; none where the blueprint wants no policy."""
    blueprint = package.context.blueprint
    if blueprint.hub.dns.chosen(blueprint.institution.cloud) == "off":
        return ()
    domains = allowed_domains(package.context, groups)
    return tuple(_policy(package, group, region, domains, sink) for region in regions)


def by_region(modules: Iterable[Module]) -> dict[str, Resource]:
    """The policies by region, named as the parameters of other packages name them."""
    policies = (policy.resource for module in modules for policy in module.dns_policies)
    text = "Name of the DNS security policy of the region."
    bounds = name_bounds("dns-policy")
    return {
        plain(one.location): replace(one, name=Given("hub", "dnsPolicy", plain(one.name), text, bounds=bounds))
        for one in policies
    }


def hub_link(
    package: PackageContext, group: str, policies: Sequence[Module], hub: VirtualNetwork
) -> tuple[Module, ...]:
    """The module of the hub's link to the policy of its region; none without policies."""
    here = [
        (module, policy.resource)
        for module in policies
        for policy in module.dns_policies
        if plain(policy.resource.location) == package.location.value
    ]
    why = package.context.because(
        "Landing zones ask the firewall, which asks Azure from the hub: this link judges their queries.",
        AT,
        source="azure-docs firewall/dns-details.md",
        check="CNF13",
    )
    return tuple(
        link_module(package, group, policy, "hub", ref(hub.resource), why, after=(module.name,))
        for module, policy in here
    )


def _policy(
    package: PackageContext,
    group: str,
    region: Region,
    domains: Mapping[str, tuple[AllowedDomain, ...]],
    sink: Sink,
) -> Module:
    """The policy of one region, with its lists, its rules and its log."""
    context, module = package.context, f"{MODULE}-{region.short}"
    name = package.given("dnsPolicies", f"{region.short}.name", MODULE, region.short)
    text = "Region of the policy and of its networks."
    place = Given("dnsPolicies", f"{region.short}.location", region.name, text, bounds=region_bounds())
    why = context.because(
        f"Queries of networks in {region.display} are judged and logged; a policy serves its own region.",
        AT,
        source=POLICY,
    )
    policy = package.resource(MODULE, module, SYMBOL, name, group, why, location=place)
    dns = context.blueprint.hub.dns
    enforced = dns.chosen(context.blueprint.institution.cloud) == "enforce"
    lists = tuple(
        _list(package, group, policy, word, rows) for word, rows in (*domains.items(), (OTHERS, _everything(context)))
    )
    return Module(
        name=module,
        title="DNS security policy",
        scope=group,
        shape=MODULE,
        gives="the policy is there before a network is linked to it",
        dns_policies=(DnsPolicy(resource=policy, enforced=enforced, looked=_looked(context)),),
        domain_lists=lists,
        dns_rules=tuple(_rules(package, policy, tuple(domains), enforced=enforced)),
        diagnostics=diagnostics(package, [policy], sink),
    )


def _looked(context: BlueprintContext) -> Reason | None:
    seen = context.blueprint.hub.dns.looked
    text = f"{seen.by} looked at the log on {seen.on.isoformat()}." if seen else ""
    return context.because(text, (*AT, "looked"), source=BLUEPRINT) if seen else None


def _everything(context: BlueprintContext) -> tuple[AllowedDomain, ...]:
    """The one row of the list that every name is in."""
    why = context.because("The root of DNS: every name is below it.", AT, source=POLICY)
    return (AllowedDomain(domain=ROOT, because=(why,)),)


def _list(
    package: PackageContext, group: str, policy: Resource, word: str, rows: tuple[AllowedDomain, ...]
) -> DomainList:
    why = package.context.because(
        "Rules name lists, and lists name domains; both are of one region.", AT, source=POLICY
    )
    symbol = OTHERS if word == OTHERS else "domainLists"
    resource = package.resource(
        "dns-domain-list", policy.module, symbol, f"{plain(policy.name)}-{word}", group, why, location=policy.location
    )
    return DomainList(resource=resource, word=word, domains=rows)


def _rules(package: PackageContext, policy: Resource, words: tuple[str, ...], *, enforced: bool) -> Iterable[DnsRule]:
    """Microsoft's list first where it is asked for, then what is allowed, then all else."""
    context = package.context
    if context.blueprint.hub.dns.threat_intelligence == "preview":
        why = context.because(
            "Domains that Microsoft knows as malicious are blocked, also below an allowed one.",
            (*AT, "threatIntelligence"),
            source=POLICY,
        )
        rule = _rule(package, policy, "threats", why)
        yield DnsRule(resource=rule, parent=SYMBOL, priority=THREATS, action="Block", lists=(), managed=(MANAGED,))
    why = context.because("Names that rules, private endpoints and forwarders are about.", AT, source=POLICY)
    yield DnsRule(
        resource=_rule(package, policy, "allowed", why), parent=SYMBOL, priority=FIRST, action="Allow", lists=words
    )
    text = (
        "All other names are not answered."
        if enforced
        else "All other names are answered and marked in the log: `enforce` would block them."
    )
    why = context.because(text, (*AT, "policy"), source=POLICY)
    yield DnsRule(
        resource=_rule(package, policy, OTHERS, why, kind="others"),
        parent=SYMBOL,
        priority=LAST,
        action="Block" if enforced else "Alert",
        lists=(OTHERS,),
    )


def _rule(package: PackageContext, policy: Resource, name: str, why: Reason, *, kind: str = "") -> Resource:
    """A rule of the policy as a resource; `kind` is the last word of its kind and its symbol, where not its name."""
    word = kind or name
    return package.resource(
        f"dns-rule-{word}", policy.module, f"{word}Rule", name, policy.id, why, location=policy.location
    )
