"""The ways from jobs of one landing zone to private endpoints of another: through the firewall, to named hosts.

Endpoints of another landing zone are reached by application rules, because these translate addresses: the answer then
comes back through the same firewall. Source: azure-docs private-link/inspect-traffic-with-azure-firewall.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from ipaddress import IPv4Network
from typing import Literal, TypeAlias

from generator.blueprint.purposes import JOB_SUBNETS
from generator.plan import hosts
from generator.plan.addressing import Layout
from generator.plan.brief import BLUEPRINT, Brief, Path
from generator.plan.model.values import Reason

MOST = 140
"""Characters of the description of a security rule."""


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """Why a way is open, and the entry of the blueprint that says so."""

    reason: str
    at: Path


WayUse: TypeAlias = Literal["lake", "mlflow"]
"""What jobs use of another landing zone."""


@dataclass(frozen=True, slots=True)
class Opening:
    """An entry of the blueprint that opens a way: where jobs start, what they use where, and by which hosts.

    `end` is the index of the landing zone that answers.
    """

    start: str
    use: WayUse
    end: int
    hosts: frozenset[str]
    cause: Cause


@dataclass(frozen=True, slots=True)
class Way:
    """One landing zone's way to what it uses of another: the hosts, and the endpoints that answer.

    `number` is the ledger's number of the landing zone at its end; `causes` are the entries of the blueprint that
    opened it, in order of their reasons.
    """

    start: str
    purpose: str
    use: WayUse
    end: str
    number: int
    hosts: tuple[str, ...]
    endpoints: IPv4Network
    causes: tuple[Cause, ...]

    @property
    def name(self) -> str:
        """What rules call it: `lake-<landing zone>` or `mlflow-<landing zone>`."""
        return f"{self.use}-{self.end}"

    @property
    def text(self) -> str:
        """What rules say of it: every reason, or the first and how many more there are."""
        said = list(dict.fromkeys(cause.reason for cause in self.causes))
        whole = f"{self.end}: {' '.join(said)}"
        return whole if len(whole) <= MOST else f"{self.end}: {said[0]} (+{len(said) - 1})"

    def because(self, brief: Brief) -> tuple[Reason, ...]:
        """The reasons, each with its line."""
        return tuple(brief.because(f"{self.end}: {one.reason}", one.at, source=BLUEPRINT) for one in self.causes)


Ways: TypeAlias = Mapping[str, tuple[Way, ...]]
"""Ways by the landing zone that takes them, in order of the landing zone at their end."""


def ways(brief: Brief, numbers: Mapping[str, int], layouts: Mapping[str, Layout]) -> Ways:
    """Every way that the blueprint opens; several entries for the same two landing zones are one way."""
    found: dict[str, dict[str, Way]] = {}
    for opening in (*_lakes(brief), *_workspaces(brief)):
        if brief.blueprint.landing_zones[opening.end].name in layouts:
            way = _way(brief, opening, numbers, layouts)
            mine = found.setdefault(way.start, {})
            mine[way.end] = _joined(mine.get(way.end), way)
    return {start: tuple(way for _, way in sorted(mine.items())) for start, mine in found.items()}


def arrivals(found: Ways, end: str) -> tuple[Way, ...]:
    """The ways that end at a landing zone, in order of where they start."""
    return tuple(way for _, mine in sorted(found.items()) for way in mine if way.end == end)


def _joined(before: Way | None, way: Way) -> Way:
    if before is None:
        return way
    hosts = tuple(sorted({*before.hosts, *way.hosts}))
    return replace(before, hosts=hosts, causes=tuple(sorted({*before.causes, *way.causes}, key=_reason)))


def _reason(cause: Cause) -> str:
    """By text first, so that the order of entries in a blueprint decides nothing but ties."""
    return cause.reason


def _way(brief: Brief, opening: Opening, numbers: Mapping[str, int], layouts: Mapping[str, Layout]) -> Way:
    zones = brief.blueprint.landing_zones
    end = zones[opening.end].name
    return Way(
        start=opening.start,
        purpose=next(zone.purpose for zone in zones if zone.name == opening.start),
        use=opening.use,
        end=end,
        number=numbers[f"landingZones/{end}"],
        hosts=tuple(sorted(opening.hosts)),
        endpoints=layouts[end].subnets["endpoints"].prefix,
        causes=(opening.cause,),
    )


def _lakes(brief: Brief) -> Iterator[Opening]:
    """Layers that a lake lets the jobs of a landing zone read or write.

    A managed network has no way here: it reaches accounts by private endpoints of its own.
    """
    here = {zone.name for zone in brief.blueprint.landing_zones if zone.purpose in JOB_SUBNETS}
    for index, zone in enumerate(brief.blueprint.landing_zones):
        for number, row in enumerate(zone.lake.access if zone.lake else ()):
            if row.landing_zone and row.landing_zone in here:
                at: Path = ("landingZones", index, "lake", "access", number)
                names = frozenset(hosts.lake(brief, index, row.layers))
                yield Opening(row.landing_zone, "lake", index, names, Cause(row.reason, at))


def _workspaces(brief: Brief) -> Iterator[Opening]:
    """Workspaces whose MLflow the clusters of a Databricks landing zone use."""
    zones = brief.blueprint.landing_zones
    for index, zone in enumerate(zones):
        for number, row in enumerate(zone.databricks.mlflow if zone.databricks else ()):
            end = next(i for i, one in enumerate(zones) if one.name == row.landing_zone)
            at: Path = ("landingZones", index, "databricks", "mlflow", number)
            yield Opening(zone.name, "mlflow", end, frozenset(hosts.workspace(brief, end)), Cause(row.reason, at))
