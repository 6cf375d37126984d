"""Accepted risks of DNS: names that are answered although no rule needs them, and what no policy judges."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.domains import DOCUMENTED
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.services import Risk

AT: Path = (*HUB_AT, "dns", "policy")
POLICY = "MicrosoftDocs/azure-docs dns/dns-security-policy.md (2026-08-11)"
TUNNEL = "microsoft/AzureTRE#4036, data exfiltration by DNS tunnelling"
PROXY = "azure-docs firewall/dns-details.md"


def dns(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of the chosen DNS security policy, or of none."""
    blueprint = context.blueprint
    match blueprint.hub.dns.chosen(blueprint.institution.cloud):
        case "off":
            yield _open(context)
        case "watch":
            yield _watched(context)
            yield _proxy(context)
        case "enforce":
            yield _below(context)
            yield _appliances(context)
            yield _proxy(context)
    if blueprint.hub.dns.threat_intelligence == "preview":
        yield _preview(context)
    yield from _managed(context)


def _open(context: BlueprintContext) -> Risk:
    cloud = context.blueprint.institution.cloud
    elsewhere = "" if cloud == DOCUMENTED else f" No source says that {cloud} has DNS security policies."
    return _risk(
        context,
        "DNS is a way out: every name is answered, and a name can carry data to its name server",
        "Landing zones ask the firewall, which asks Azure's resolver for any name. No rule of the firewall judges a"
        f" query.{elsewhere}",
        "Write dns: {policy: watch} for the hub, and enforce once the log has been looked at."
        if cloud == DOCUMENTED
        else "The firewall's log has the queries (AZFWDnsQuery). Try dns: {policy: watch} in a test subscription.",
        TUNNEL,
    )


def _watched(context: BlueprintContext) -> Risk:
    return _risk(
        context,
        "DNS is a way out: every name is answered and logged, and a name can carry data to its name server",
        "The DNS security policy marks queries for names that no rule needs, and answers them.",
        "Look at the log as DEPLOY.md says, allow what is missing, record the look and write policy: enforce.",
        TUNNEL,
    )


def _below(context: BlueprintContext) -> Risk:
    return _risk(
        context,
        "names below an allowed domain are answered, whatever they carry",
        "A rule for a domain holds for every name below it. Who runs the domain's name servers sees each name.",
        "Allow domains whose owners you trust with that, and as narrow as the log permits.",
        POLICY,
    )


def _appliances(context: BlueprintContext) -> Risk:
    return _risk(
        context,
        "a name that Azure's machines in the hub need may be blocked",
        "The policy holds for everything in the hub network. No page says which names firewall, gateways and resolver"
        " ask for, nor whether targets of an allowed name's CNAME need a row.",
        "Look at the log of watch first, as the blueprint records; policy: watch opens all names again.",
        POLICY,
        check="HND13",
    )


def _proxy(context: BlueprintContext) -> Risk:
    return _risk(
        context,
        "whether the policy judges what the firewall and the resolver ask is not confirmed",
        "The firewall asks for landing zones, the resolver for users and networks on premises. Pages speak of resources"
        " in a linked network.",
        "DEPLOY.md has the query that shows their queries in the log; without them DNS is as open as before.",
        PROXY,
        check="CNF13",
    )


def _preview(context: BlueprintContext) -> Risk:
    why = context.because(
        "The list of malicious domains is in a preview of the API, which Microsoft may change without notice.",
        (*HUB_AT, "dns", "threatIntelligence"),
        source="Microsoft.Network types 2025-10-01-preview, dnsSecurityRules.managedDomainLists",
    )
    name = "Microsoft's list of malicious domains is a preview"
    return Risk(package="connectivity", name=name, remedy="Leave threatIntelligence out.", because=why)


def _managed(context: BlueprintContext) -> Iterator[Risk]:
    """Managed networks resolve names by themselves."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.inference is not None:
            why = context.because(
                "Compute of the managed network is in a network of Azure's, which no policy of the institution judges.",
                ("landingZones", index, INFERENCE),
                source="azure-ai-docs machine-learning/how-to-managed-network.md",
                check="HND13",
            )
            yield Risk(
                package=zone.name,
                name="DNS of the managed network is neither logged nor judged here",
                remedy="Its outbound rules limit connections, not queries; Azure offers no control for them.",
                because=why,
            )


def _risk(context: BlueprintContext, name: str, text: str, remedy: str, source: str, *, check: str = "") -> Risk:
    why = context.because(text, AT, source=source, check=check)
    return Risk(package="connectivity", name=name, remedy=remedy, because=why)
