"""Security rules of the bastion's subnet, exactly those that Azure demands, and of the jump host's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.tables import studio_hosts
from ringfence.plan.addresses.allocation import Layout
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.model.network import Place, SecurityRule
from ringfence.plan.model.values import Given
from ringfence.plan.network import networks
from ringfence.plan.rules.nsg_rules import Direction, Protocol, allow, denials, to_dns
from ringfence.plan.rules.rule_sources import Prefixes, endpoints, jump_host_spec

AT: Path = (*HUB_AT, "bastion")
HOST: Path = (*AT, "jumpHost")
RULES = "azure-docs bastion/bastion-nsg.md (2026-02-24), required rules"
SIGN_IN = "azure-docs bastion/bastion-nsg.md (2026-02-24), target VM subnet"
LOGIN = "azure-ai-docs machine-learning/how-to-access-azureml-behind-firewall.md"
INSPECT = "azure-docs private-link/inspect-traffic-with-azure-firewall.md (2025-03-25)"
_TALK = "The bastion's own machines talk to each other."
_Row = tuple[str, int, Direction, Protocol, str, str, tuple[str, ...], str]
_ANY, _NETWORK, _PEERS = "*", "VirtualNetwork", ("8080", "5701")
_REQUIRED: tuple[_Row, ...] = (
    (
        "allow-gateway-manager",
        110,
        "Inbound",
        "Tcp",
        "GatewayManager",
        _ANY,
        ("443",),
        "Azure's control plane manages the bastion.",
    ),
    (
        "allow-load-balancer",
        120,
        "Inbound",
        "Tcp",
        "AzureLoadBalancer",
        _ANY,
        ("443",),
        "Azure's health probe of the bastion.",
    ),
    ("allow-bastion-hosts-inbound", 130, "Inbound", "*", _NETWORK, _NETWORK, _PEERS, _TALK),
    ("allow-ssh-and-rdp", 100, "Outbound", "*", _ANY, _NETWORK, ("22", "3389"), "Sessions go to machines."),
    (
        "allow-azure-cloud",
        110,
        "Outbound",
        "Tcp",
        _ANY,
        "AzureCloud",
        ("443",),
        "The bastion writes logs and metering.",
    ),
    ("allow-bastion-hosts-outbound", 120, "Outbound", "*", _NETWORK, _NETWORK, _PEERS, _TALK),
    ("allow-certificates", 130, "Outbound", "*", _ANY, "Internet", ("80",), "Sessions and certificates are validated."),
)
_EXACT = "Azure demands exactly this rule."


def bastion(context: BlueprintContext) -> tuple[SecurityRule, ...]:
    """The rules of AzureBastionSubnet: the trusted prefixes instead of `Internet`, all others as Azure names them.

    Nothing is narrowed further, because Azure looks for the rules as such and not for what they let through
    (MicrosoftDocs/azure-docs issue 80806). The group guards this subnet alone, so `*` is the bastion itself.
    """
    people = context.because("People sign in from these prefixes.", (*AT, "from"), source=RULES)
    return _ordered(
        allow("allow-https", 100, "Inbound", "Tcp", (_trusted(context), [_ANY]), ["443"], people, use="people"),
        *(_required(context, row) for row in _REQUIRED),
        *denials(context, AT),
    )


def _trusted(context: BlueprintContext) -> list[Place]:
    """The prefixes that people come from, each once, in the order of the blueprint."""
    wanted = context.blueprint.hub.bastion
    return [
        Given("", "", prefix, "Public prefix that people come from.")
        for prefix in (dict.fromkeys(wanted.sources) if wanted else ())
    ]


def _required(context: BlueprintContext, row: _Row) -> SecurityRule:
    name, priority, direction, protocol, source, destination, ports, text = row
    why = context.because(f"{text} {_EXACT}", AT, source=RULES)
    return allow(name, priority, direction, protocol, ([source], [destination]), ports, why, use="platform")


def _ordered(*rules: SecurityRule) -> tuple[SecurityRule, ...]:
    return tuple(sorted(rules, key=lambda rule: (rule.direction, rule.priority)))


def jump_host(
    context: BlueprintContext, layout: Layout, prefixes: Prefixes, firewall: Given[IPv4Address]
) -> tuple[SecurityRule, ...]:
    """The rules of the jump host's subnet: ssh from the bastion, out to endpoints, sign-in, updates and DNS."""
    ours = networks.prefixes(layout)
    why = context.because("The bastion is the only way in.", HOST, source=SIGN_IN)
    ends = [ours["bastion"]], [ours["jump-host"]]
    return _ordered(
        allow("allow-bastion", 100, "Inbound", "Tcp", ends, ["22"], why, use="people"),
        *_out(context, [ours["jump-host"]], endpoints(context, prefixes), firewall),
        *denials(context, HOST),
    )


def _out(
    context: BlueprintContext, mine: Sequence[Place], doors: Sequence[Place], firewall: Given[IPv4Address]
) -> Iterator[SecurityRule]:
    """What the machine may begin itself; the route leads all of it to the firewall, which knows the names."""
    why = context.because("Private endpoints of the landing zones, by way of the firewall.", HOST, source=INSPECT)
    yield allow("allow-private-endpoints", 100, "Outbound", "Tcp", (mine, doors), ["443"], why, use="private-endpoints")
    why = context.because("People sign in to Entra ID; the firewall admits the host for that only.", HOST, source=LOGIN)
    yield allow(
        "allow-sign-in", 110, "Outbound", "Tcp", (mine, ["AzureActiveDirectory"]), ["443"], why, use="jump-host"
    )
    host = jump_host_spec(context)
    if host and host.updates_from:
        text = "Updates; a security group cannot filter names, so the firewall admits the named mirrors only."
        why = context.because(text, (*HOST, "updatesFrom"), source=BLUEPRINT)
        yield allow("allow-updates", 120, "Outbound", "Tcp", (mine, ["Internet"]), ["80", "443"], why, use="jump-host")
    if host and host.studio:
        text = "The studio; a security group cannot filter names, so the firewall admits its documented hosts only."
        why = context.because(text, (*HOST, "studio"), source=studio_hosts().source)
        yield allow("allow-studio", 130, "Outbound", "Tcp", (mine, ["Internet"]), ["443"], why, use="jump-host")
    yield from to_dns(context, mine, firewall)
