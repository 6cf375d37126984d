"""Firewall rules for those who come in by a gateway or a jump host: to the private endpoints of each landing zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.purpose import ENDPOINTS
from ringfence.catalog.read import purposes
from ringfence.catalog.tables import studio_hosts
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.model.firewall import FirewallRule, RuleCollection
from ringfence.plan.model.values import Given
from ringfence.plan.rules.rule_sources import Prefixes, behind_gateway, host, jump_host_spec, source_prefix

USERS_GROUP, JUMP_HOST_GROUP = 20000, 21000
LOGIN = "login.microsoftonline.com"
"""Where Entra ID signs people in; Azure supports a bastion beside private DNS zones in the public cloud only."""
WEB = ("443",)
"""What the jump host may use: browsers reach every service by it."""
LOGIN_SOURCE = "azure-ai-docs machine-learning/how-to-access-azureml-behind-firewall.md"
SOURCE = "azure-ai-docs machine-learning/how-to-configure-private-link.md"


def user_collections(context: BlueprintContext, prefixes: Prefixes) -> Iterator[RuleCollection]:
    """One collection with a rule for each landing zone, in order of ledger numbers; none without a gateway."""
    if behind_gateway(context):
        rules = _to_zones(context, prefixes, "users", behind_gateway(context))
        why = context.because(
            "Users reach private endpoints through the firewall.", (*HUB_AT, "gateway"), source=SOURCE
        )
        yield RuleCollection(name="allow-users", kind="network", priority=1000, rules=rules, because=(why,))


def jump_host_collections(context: BlueprintContext, prefixes: Prefixes) -> Iterator[RuleCollection]:
    """What the jump host may reach: private endpoints, sign-in, mirrors, the studio; none without a jump host."""
    spec = jump_host_spec(context)
    if spec is None:
        return
    at: Path = (*HUB_AT, "bastion", "jumpHost")
    here = (Given("network", "jumpHostPrefix", prefixes["hub"]["jump-host"], ""),)
    why = context.because("The jump host reaches private endpoints through the firewall.", at, source=SOURCE)
    rules = _to_zones(context, prefixes, "jump-host", here)
    yield RuleCollection(name="allow-jump-host", kind="network", priority=1000, rules=rules, because=(why,))
    text = "People on the jump host sign in to Entra ID."
    hosts = [_named(context, "jump-host-sign-in", here, ("Https:443",), [LOGIN], text, at, source=LOGIN_SOURCE)]
    if spec.updates_from:
        path: Path = (*at, "updatesFrom")
        text = "The jump host takes its updates from these mirrors."
        web = ("Http:80", "Https:443")
        mirrors = tuple(dict.fromkeys(spec.updates_from))
        hosts.append(_named(context, "jump-host-updates", here, web, mirrors, text, path))
    if spec.studio:
        text = "A browser that goes through the jump host opens the studio."
        names, source = tuple(studio_hosts().hosts), studio_hosts().source
        hosts.append(
            _named(context, "jump-host-studio", here, ("Https:443",), names, text, (*at, "studio"), source=source)
        )
    why = context.because("Hosts that the jump host needs, by name.", at)
    yield RuleCollection(
        name="allow-jump-host-names", kind="application", priority=2000, rules=tuple(hosts), because=(why,)
    )


def _named(
    context: BlueprintContext,
    name: str,
    sources: tuple[Given[IPv4Network], ...],
    protocols: tuple[str, ...],
    hosts: Sequence[str],
    text: str,
    at: Path,
    *,
    source: str = BLUEPRINT,
) -> FirewallRule:
    return FirewallRule(
        name=name,
        use="jump-host",
        kind="application",
        protocols=protocols,
        sources=sources,
        destinations=(),
        hosts=tuple(map(host, hosts)),
        ports=(),
        description=text,
        because=(context.because(text, at, source=source),),
    )


def _to_zones(
    context: BlueprintContext, prefixes: Prefixes, who: str, sources: tuple[Given[IPv4Network], ...]
) -> tuple[FirewallRule, ...]:
    """A rule for each landing zone with private endpoints, in order of ledger numbers."""
    at = {zone.name: index for index, zone in enumerate(context.blueprint.landing_zones)}
    doors = [zone for zone in prefixes if zone in at and ENDPOINTS in prefixes[zone]]
    return tuple(_rule(context, at[zone], zone, prefixes, who, sources) for zone in doors)


def _ports(context: BlueprintContext, index: int) -> tuple[str, ...]:
    """The ports on which users reach the private endpoints of the landing zone with this index."""
    return purposes()[context.blueprint.landing_zones[index].purpose].subnets[ENDPOINTS].peoplePorts


def _rule(
    context: BlueprintContext,
    index: int,
    zone: str,
    prefixes: Prefixes,
    who: str,
    sources: tuple[Given[IPv4Network], ...],
) -> FirewallRule:
    at: Path = ("landingZones", index)
    named = "Users reach" if who == "users" else "The jump host reaches"
    why = context.because(f"{named} the private endpoints of landing zone {zone}.", at, source=SOURCE)
    return FirewallRule(
        name=f"{who}-to-{zone}",
        use="people",
        kind="network",
        protocols=("TCP",),
        sources=sources,
        destinations=(source_prefix(zone, ENDPOINTS, prefixes),),
        hosts=(),
        ports=_ports(context, index) if who == "users" else WEB,
        description=why.text,
        because=(why,),
    )
