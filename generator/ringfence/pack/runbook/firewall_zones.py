"""Zones of the hub's region that take no new firewall, and the command that finds their numbers in the subscription."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from ringfence.catalog.known.firewall_capacity import closed_zones, source
from ringfence.pack.runbook import commands
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Code


@dataclass(frozen=True, slots=True)
class ClosedZones:
    """The physical zones as Azure writes them, the zones that are planned, and what tells one from the other."""

    physical: str
    planned: str
    region: str
    command: Code
    source: str


def zones_to_compare(plan: Plan) -> ClosedZones | None:
    """What is compared before the hub is deployed; None where every zone of its region takes a firewall."""
    firewall, hub = commands.firewall_of(plan), plan.packages[0]
    region = hub.location.value
    closed = closed_zones(region, firewall.tier)
    if not closed:
        return None
    query = f"[?name=='{region}'].availabilityZoneMappings[]"
    words = ("az", "account", "list-locations", "--subscription", hub.subscription, "--query", query)
    return ClosedZones(
        physical=" and ".join(f"{region}-az{zone}" for zone in closed),
        planned=" and ".join(firewall.zones),
        region=region,
        command=Code(shlex.join((*words, "--output", "table"))),
        source=source(),
    )
