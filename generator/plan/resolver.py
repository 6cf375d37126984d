"""The DNS resolver: people and DNS servers outside the hub find private endpoints, Azure finds names on premises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address

from generator.blueprint.ways_in import OnPremisesDomain
from generator.catalog.spec import Cloud
from generator.plan import network, shadows
from generator.plan.addressing import Layout
from generator.plan.brief import BLUEPRINT, Brief, Path, identifier
from generator.plan.dns import links_in_use
from generator.plan.frame import Frame, ref
from generator.plan.model import resolver as model
from generator.plan.model.network import SecurityGroup, SecurityRule, VirtualNetwork
from generator.plan.model.package import Module
from generator.plan.model.values import Given, Ref
from generator.plan.sources import behind_gateway, premises
from generator.plan.traffic import allow, denials

MODULE, SETTINGS = "dns-resolver", "resolverSettings"
AT: Path = ("hub", "resolver")
ENDPOINTS = "azure-docs dns/private-resolver-endpoints-rulesets.md"
ZONES = "azure-docs private-link/private-endpoint-dns.md (2025-08-04)"


def inbound_address(layout: Layout) -> IPv4Address:
    """The address that the inbound endpoint asks for: the first that its subnet has for guests, the fourth of all."""
    return layout.subnets["resolver-inbound"].prefix.network_address + 4


def security_group(frame: Frame, group: str, layout: Layout) -> SecurityGroup:
    """The group around the resolver's subnets: closed without one, else queries in and queries for premises out."""
    rules = [*_rules(frame.brief, layout), *denials(frame.brief, ("hub",))]
    ordered = sorted(rules, key=lambda rule: (rule.direction, rule.priority)) if len(rules) > 2 else rules
    return network.security_group(frame, group, "resolver", ordered)


def _rules(brief: Brief, layout: Layout) -> Iterator[SecurityRule]:
    hub, prefixes = brief.blueprint.hub, network.prefixes(layout)
    if not hub.resolver:
        return
    askers = behind_gateway(brief) or premises(brief)
    into = [prefixes["resolver-inbound"]]
    asked = brief.because("Users and DNS servers on premises ask for private endpoints.", AT, source=ENDPOINTS)
    if askers:
        yield allow("allow-queries-udp", 100, "Inbound", "Udp", (askers, into), ["53"], asked, use="dns")
        yield allow("allow-queries-tcp", 101, "Inbound", "Tcp", (askers, into), ["53"], asked, use="dns")
    servers = _servers(hub.on_premises_domains)
    out = [prefixes["resolver-outbound"]]
    if servers:
        why = brief.because(
            "Names on premises are asked of the servers there.", ("hub", "onPremisesDomains"), source=ENDPOINTS
        )
        yield allow("allow-forwarding-udp", 100, "Outbound", "Udp", (out, servers), ["53"], why, use="dns")
        yield allow("allow-forwarding-tcp", 101, "Outbound", "Tcp", (out, servers), ["53"], why, use="dns")


def _servers(domains: Sequence[OnPremisesDomain]) -> list[Given[IPv4Address]]:
    """Every DNS server on premises once, in order of address."""
    addresses = sorted({server for domain in domains for server in domain.servers})
    return [_server(address) for address in addresses]


def _server(address: IPv4Address) -> Given[IPv4Address]:
    field = f"server_{str(address).replace('.', '_')}"
    return Given("onPremisesDns", field, address, "DNS server on premises.")


def resolver_modules(frame: Frame, group: str, hub: VirtualNetwork, layout: Layout) -> tuple[Module, ...]:
    """The module of the resolver; none when the blueprint asks for none."""
    if not frame.brief.blueprint.hub.resolver:
        return ()
    shadows.check(frame.brief)
    why = frame.brief.because(
        "Private DNS zones can be asked from inside the hub only; this asks for others.", AT, source=ENDPOINTS
    )
    name = frame.given(SETTINGS, "name", MODULE)
    resolver = frame.resource(MODULE, MODULE, "dnsResolver", name, group, why)
    inbound = frame.resource("dns-inbound", MODULE, "inboundEndpoint", "inbound", resolver.id, why)
    outbound = frame.resource("dns-outbound", MODULE, "outboundEndpoint", "outbound", resolver.id, why)
    address = Given(SETTINGS, "inboundAddress", inbound_address(layout), "Address that answers queries.")
    rulesets, rules = _forwarding(frame, group, ref(outbound), ref(hub.resource))
    module = Module(
        name=MODULE,
        title="DNS resolver",
        scope=group,
        resolvers=(model.Resolver(resource=resolver, network=ref(hub.resource)),),
        inbound_endpoints=(
            model.InboundEndpoint(
                resource=inbound,
                subnet=network.subnet_ref(hub, "resolver-inbound"),
                address=address,
                forwarders=tuple(_forwarders(frame.brief)),
            ),
        ),
        outbound_endpoints=(
            model.OutboundEndpoint(resource=outbound, subnet=network.subnet_ref(hub, "resolver-outbound")),
        ),
        rulesets=rulesets,
        forwarding_rules=rules,
    )
    return (module,)


def _forwarding(
    frame: Frame, group: str, outbound: Ref, hub: Ref
) -> tuple[tuple[model.Ruleset, ...], tuple[model.ForwardingRule, ...]]:
    """The ruleset with a rule for each domain on premises; neither without such a domain."""
    domains = sorted(enumerate(frame.brief.blueprint.hub.on_premises_domains), key=lambda row: row[1].name)
    if not domains:
        return (), ()
    at: Path = ("hub", "onPremisesDomains")
    why = frame.brief.because("Domains on premises are asked of the servers there, and no other.", at, source=ENDPOINTS)
    name = frame.given(SETTINGS, "ruleset", "dns-ruleset")
    resource = frame.resource("dns-ruleset", MODULE, "ruleset", name, group, why)
    link = frame.resource("dns-ruleset-link", MODULE, "rulesetLink", "link-hub", resource.id, why, location="")
    ruleset = model.Ruleset(resource=resource, link=link, outbound=outbound, network=hub)
    rules = []
    for index, domain in domains:
        reason = frame.brief.because(f"{domain.name} is known on premises.", (*at, index), source=BLUEPRINT)
        word = identifier(domain.name)
        rule = frame.resource(
            "dns-rule", MODULE, f"rule_{word}", domain.name.replace(".", "-"), resource.id, reason, location=""
        )
        given = Given("onPremisesDns", f"domain_{word}", f"{domain.name}.", "Domain that servers on premises know.")
        servers = tuple(_server(server) for server in domain.servers)
        rules.append(model.ForwardingRule(resource=rule, parent=resource.symbol, domain=given, servers=servers))
    return (ruleset,), tuple(rules)


def _forwarders(brief: Brief) -> Iterator[model.Forwarder]:
    """The public domains behind which private endpoints hide, in order of name.

    DNS servers outside must forward these, not the `privatelink` zones: the public name leads there by itself.
    """
    cloud: Cloud = brief.blueprint.institution.cloud
    found: dict[str, set[str]] = {}
    for link in links_in_use(brief.blueprint.landing_zones).values():
        zones = link.zones.get(cloud, ())
        for domain in link.forwarders.get(cloud) or link.public(cloud):
            found.setdefault(domain, set()).update(zones)
    why = brief.because(
        "Names in it lead to private endpoints; only the resolver knows their addresses.", AT, source=ZONES
    )
    for domain, zones_of in sorted(found.items()):
        yield model.Forwarder(domain=domain, zones=tuple(sorted(zones_of)), because=why)
