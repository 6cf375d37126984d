"""The DNS resolver: people and DNS servers outside the hub find private endpoints, Azure finds names on premises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.ways_in import OnPremisesDomain
from ringfence.catalog.part import Cloud
from ringfence.plan.addresses.allocation import Layout
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.model.dns import resolver as model
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import SecurityGroup, SecurityRule, VirtualNetwork
from ringfence.plan.model.values import SERVICES, Given, Ref
from ringfence.plan.network import networks, security_groups
from ringfence.plan.network.private_dns import links_in_use
from ringfence.plan.rules.nsg_rules import allow, denials
from ringfence.plan.rules.rule_sources import behind_gateway, premises

MODULE, SYMBOL = "dns-resolver", "resolver"
AT: Path = (*HUB_AT, "resolver")
ENDPOINTS = "azure-docs dns/private-resolver-endpoints-rulesets.md"
ZONES = "azure-docs private-link/private-endpoint-dns.md (2025-08-04)"


def inbound_address(layout: Layout) -> IPv4Address:
    """The address that the inbound endpoint asks for: the first that its subnet has for guests, the fourth of all."""
    return layout.subnets["resolver-inbound"].prefix.network_address + 4


def security_group(package: PackageContext, group: str, layout: Layout) -> SecurityGroup:
    """The group around the resolver's subnets: closed without one, else queries in and queries for premises out."""
    rules = [*_rules(package.context, layout), *denials(package.context, HUB_AT)]
    ordered = sorted(rules, key=lambda rule: (rule.direction, rule.priority)) if len(rules) > 2 else rules
    return security_groups.security_group(package, group, "resolver", ordered)


def _rules(context: BlueprintContext, layout: Layout) -> Iterator[SecurityRule]:
    blueprint, prefixes = context.blueprint, networks.prefixes(layout)
    if blueprint.hub.resolver is None:
        return
    askers = behind_gateway(context) or premises(context)
    into = [prefixes["resolver-inbound"]]
    asked = context.because("Users and DNS servers on premises ask for private endpoints.", AT, source=ENDPOINTS)
    if askers:
        yield allow("allow-queries-udp", 100, "Inbound", "Udp", (askers, into), ["53"], asked, use="dns")
        yield allow("allow-queries-tcp", 101, "Inbound", "Tcp", (askers, into), ["53"], asked, use="dns")
    servers = _servers(blueprint.on_premises.domains)
    out = [prefixes["resolver-outbound"]]
    if servers:
        why = context.because(
            "Names on premises are asked of the servers there.", ("onPremises", "domains"), source=ENDPOINTS
        )
        yield allow("allow-forwarding-udp", 100, "Outbound", "Udp", (out, servers), ["53"], why, use="dns")
        yield allow("allow-forwarding-tcp", 101, "Outbound", "Tcp", (out, servers), ["53"], why, use="dns")


def _servers(domains: Sequence[OnPremisesDomain]) -> list[Given[IPv4Address]]:
    """Every DNS server on premises once, in the order of the blueprint."""
    return [
        Given("", "", each, "DNS server on premises.")
        for each in dict.fromkeys(server for domain in domains for server in domain.servers)
    ]


def resolver_modules(package: PackageContext, group: str, hub: VirtualNetwork, layout: Layout) -> tuple[Module, ...]:
    """The module of the resolver; none when the blueprint asks for none."""
    if package.context.blueprint.hub.resolver is None:
        return ()
    why = package.context.because(
        "Private DNS zones can be asked from inside the hub only; this asks for others.", AT, source=ENDPOINTS
    )
    name = package.given(SERVICES, f"{SYMBOL}.name", MODULE)
    resolver = package.resource(MODULE, MODULE, "dnsResolver", name, group, why)
    inbound = package.resource("dns-inbound", MODULE, "inboundEndpoint", "inbound", resolver.id, why)
    outbound = package.resource("dns-outbound", MODULE, "outboundEndpoint", "outbound", resolver.id, why)
    address = Given(SERVICES, f"{SYMBOL}.inboundAddress", inbound_address(layout), "Address that answers queries.")
    rulesets, rules = _forwarding(package, group, ref(outbound), ref(hub.resource))
    module = Module(
        name=MODULE,
        title="DNS resolver",
        scope=group,
        resolvers=(model.Resolver(resource=resolver, network=ref(hub.resource)),),
        inbound_endpoints=(
            model.InboundEndpoint(
                resource=inbound,
                subnet=networks.subnet_ref(hub, "resolver-inbound"),
                address=address,
                forwarders=tuple(_forwarders(package.context)),
            ),
        ),
        outbound_endpoints=(
            model.OutboundEndpoint(resource=outbound, subnet=networks.subnet_ref(hub, "resolver-outbound")),
        ),
        rulesets=rulesets,
        forwarding_rules=rules,
    )
    return (module,)


def _forwarding(
    package: PackageContext, group: str, outbound: Ref, hub: Ref
) -> tuple[tuple[model.Ruleset, ...], tuple[model.ForwardingRule, ...]]:
    """The ruleset with a rule for each domain on premises; neither without such a domain."""
    domains = package.context.blueprint.on_premises.domains
    if not domains:
        return (), ()
    at: Path = ("onPremises", "domains")
    why = package.context.because(
        "Domains on premises are asked of the servers there, and no other.", at, source=ENDPOINTS
    )
    name = package.given(SERVICES, f"{SYMBOL}.ruleset", "dns-ruleset")
    resource = package.resource("dns-ruleset", MODULE, "ruleset", name, group, why)
    link = package.resource("dns-ruleset-link", MODULE, "rulesetLink", "link-hub", resource.id, why, location="")
    ruleset = model.Ruleset(resource=resource, link=link, outbound=outbound, network=hub)
    rules = []
    for index, domain in enumerate(domains):
        reason = package.context.because(f"{domain.name} is known on premises.", (*at, index), source=BLUEPRINT)
        called = domain.name.replace(".", "-")
        rule = package.resource("dns-rule", MODULE, "forwardingRules", called, resource.id, reason, location="")
        servers = tuple(domain.servers)
        rules.append(model.ForwardingRule(resource=rule, parent=resource.symbol, domain=domain.name, servers=servers))
    return (ruleset,), tuple(rules)


def _forwarders(context: BlueprintContext) -> Iterator[model.Forwarder]:
    """The public domains behind which private endpoints hide, in order of name.

    DNS servers outside must forward these, not the `privatelink` zones: the public name leads there by itself.
    """
    cloud: Cloud = context.blueprint.institution.cloud
    found: dict[str, set[str]] = {}
    for link in links_in_use(context.blueprint).values():
        zones = link.zones.get(cloud, ())
        for domain in link.forwarders.get(cloud) or link.public(cloud):
            found.setdefault(domain, set()).update(zones)
    why = context.because(
        "Names in it lead to private endpoints; only the resolver knows their addresses.", AT, source=ZONES
    )
    for domain, zones_of in sorted(found.items()):
        yield model.Forwarder(domain=domain, zones=tuple(sorted(zones_of)), because=why)
