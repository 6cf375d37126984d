"""The ways from landing zones to data lakes: through the firewall, to named accounts, for named layers.

A lake's endpoints are reached by application rules, because these translate addresses: the answer then comes back
through the same firewall. Source: azure-docs private-link/inspect-traffic-with-azure-firewall.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import TypeAlias

from generator.blueprint.lake import Lake, LakeAccess, Layer
from generator.blueprint.model import LandingZone
from generator.catalog.spec import Cloud
from generator.catalog.tables import private_links
from generator.plan.addressing import Layout
from generator.plan.brief import Brief, Path
from generator.plan.residence import zone_namer

LAYERS: tuple[Layer, ...] = ("bronze", "silver", "gold")
KIND, TYPE, GROUPS = "lake-storage", "Microsoft.Storage/storageAccounts", ("blob", "dfs")


@dataclass(frozen=True, slots=True)
class Way:
    """One landing zone's way to one lake: the hosts of the accounts that hold its layers, and the lake's endpoints.

    `number` is the lake's number in the ledger; `at` is the entry of the blueprint that opened the way.
    """

    reader: str
    purpose: str
    lake: str
    number: int
    hosts: tuple[str, ...]
    endpoints: IPv4Network
    reason: str
    at: Path


WORKERS: Mapping[str, tuple[str, str]] = {
    "machine-learning": ("cluster", "clusterIdentity"),
    "databricks": ("connector", "connectorIdentity"),
}
"""The identity with which jobs read a lake, by purpose: the word in its name, and its symbol."""
Ways: TypeAlias = Mapping[str, tuple[Way, ...]]
"""Ways by the landing zone that takes them."""


def account_of(lake: Lake, layer: Layer) -> str:
    """The word of the account that holds a layer."""
    return "" if lake.accounts == "one" else layer


def ways(brief: Brief, numbers: Mapping[str, int], layouts: Mapping[str, Layout]) -> Ways:
    """Every way that the blueprint opens, by reader; several entries for one reader and lake are one way."""
    found: dict[str, dict[str, Way]] = {}
    for index, zone in enumerate(brief.blueprint.landing_zones):
        for at, row in enumerate(zone.lake.access if zone.lake else ()):
            if row.landing_zone and zone.name in layouts:
                way = _way(brief, index, zone, at, row, numbers, layouts)
                mine = found.setdefault(way.reader, {})
                mine[way.lake] = _joined(mine.get(way.lake), way)
    return {reader: tuple(way for _, way in sorted(mine.items())) for reader, mine in found.items()}


def _joined(before: Way | None, way: Way) -> Way:
    if before is None:
        return way
    hosts = tuple(sorted({*before.hosts, *way.hosts}))
    return Way(way.reader, way.purpose, way.lake, way.number, hosts, way.endpoints, before.reason, before.at)


def _way(
    brief: Brief,
    index: int,
    zone: LandingZone,
    at: int,
    row: LakeAccess,
    numbers: Mapping[str, int],
    layouts: Mapping[str, Layout],
) -> Way:
    lake = zone.lake or Lake()
    # Names are checked where the lake itself is planned; here they are only read.
    namer = zone_namer(Brief(brief.blueprint, brief.places), zone, ("landingZones", index))
    accounts = {account_of(lake, layer) for layer in row.layers}
    names = sorted(namer.name(KIND, *filter(None, [word])) for word in accounts)
    return Way(
        reader=row.landing_zone or "",
        purpose=next(one.purpose for one in brief.blueprint.landing_zones if one.name == row.landing_zone),
        lake=zone.name,
        number=numbers[f"landingZones/{zone.name}"],
        hosts=tuple(f"{name}.{suffix}" for name in names for suffix in _suffixes(brief.blueprint.institution.cloud)),
        endpoints=layouts[zone.name].subnets["endpoints"].prefix,
        reason=row.reason,
        at=("landingZones", index, "lake", "access", at),
    )


def _suffixes(cloud: Cloud) -> Sequence[str]:
    """The public domains of the accounts' endpoints: the private zones' names without their first label."""
    zones = (private_links()[TYPE, group].zones.get(cloud, ()) for group in GROUPS)
    return [name.removeprefix("privatelink.") for names in zones for name in names]
