"""Firewall rules for those who come in by a gateway: to the private endpoints of each landing zone, and no further."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan.brief import Brief, Path
from generator.plan.model.firewall import FirewallRule, RuleCollection
from generator.plan.sources import Prefixes, behind_gateway, source_prefix

USERS_GROUP = 20000
USER_PORT = "443"
"""Workspaces, notebooks and data are all behind HTTPS; nothing else is open to users."""
SOURCE = "azure-ai-docs machine-learning/how-to-configure-private-link.md"


def user_collections(brief: Brief, prefixes: Prefixes) -> Iterator[RuleCollection]:
    """One collection with a rule for each landing zone, in order of name; none without a gateway."""
    if behind_gateway(brief):
        zones = sorted(enumerate(brief.blueprint.landing_zones), key=lambda row: row[1].name)
        rules = tuple(_rule(brief, index, zone.name, prefixes) for index, zone in zones if zone.name in prefixes)
        why = brief.because("Users reach private endpoints through the firewall.", ("hub", "gateway"), source=SOURCE)
        yield RuleCollection(name="allow-users", kind="network", priority=1000, rules=rules, because=(why,))


def _rule(brief: Brief, index: int, zone: str, prefixes: Prefixes) -> FirewallRule:
    at: Path = ("landingZones", index)
    why = brief.because(f"Users reach the private endpoints of landing zone {zone}.", at, source=SOURCE)
    return FirewallRule(
        name=f"users-to-{zone}",
        kind="network",
        protocols=("TCP",),
        sources=behind_gateway(brief),
        destinations=(source_prefix(zone, "endpoints", prefixes),),
        hosts=(),
        ports=(USER_PORT,),
        description=why.text,
        because=(why,),
    )
