"""The ways from jobs of one landing zone to private endpoints of another: through the firewall, to named hosts.

Endpoints of another landing zone are reached by application rules, because these translate addresses: the answer then
comes back through the same firewall. Source: azure-docs private-link/inspect-traffic-with-azure-firewall.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from ipaddress import IPv4Network
from typing import Final, Literal, TypeAlias

from ringfence.blueprint.language.connections import DATABRICKS_JOBS, LAKE, MLFLOW, MODEL_REGISTRY, SQL
from ringfence.blueprint.language.connections import Connection as Row
from ringfence.blueprint.language.features import job_roles
from ringfence.blueprint.language.mlops import KEY as PIPELINES
from ringfence.blueprint.language.mlops.placed import agents_zone, stage_of
from ringfence.catalog.purpose import ENDPOINTS
from ringfence.catalog.read import purposes
from ringfence.plan.addresses.allocation import Layout
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.model.values import Reason
from ringfence.plan.rules import endpoint_hosts, made_hosts

ASKS = "Pipelines ask each deployment once it is released."
"""Why they reach an endpoint that answers with a model of theirs."""
BRINGS = "Build agents bring the images and the code with which its models answer."
"""Why they reach a landing zone for inference that takes models of their registry."""
ENDPOINT: Final = "endpoint"
WEB = ("443",)
"""What a way is open on where the service at its end does not say otherwise."""
MOST = 140
"""Characters of the description of a security rule."""


@dataclass(frozen=True, slots=True, order=True)
class ConnectionReason:
    """Why a way is open, and the entry of the blueprint that says so."""

    reason: str
    at: Path


ConnectionUse: TypeAlias = Literal["lake", "mlflow", "sql", "databricksJobs", "images", "endpoint"]
"""What jobs use of another landing zone, and what build agents start, bring or ask there."""


@dataclass(frozen=True, slots=True)
class ConnectionEntry:
    """An entry of the blueprint that opens a way: where it starts, what is used where, by which hosts and ports.

    `origins` are the roles of the subnets that it starts in, `end` is the index of the landing zone that answers.
    """

    start: str
    origins: tuple[str, ...]
    use: ConnectionUse
    end: int
    hosts: frozenset[str]
    reason: ConnectionReason
    ports: tuple[str, ...] = WEB


@dataclass(frozen=True, slots=True)
class Connection:
    """One landing zone's way to what it uses of another: the hosts, the ports, and the endpoints that answer.

    `origins` are the roles of the subnets that it starts in, `number` is the ledger's number of the landing zone at its
    end; `reasons` are the entries of the blueprint that opened it, in order.
    """

    start: str
    origins: tuple[str, ...]
    use: ConnectionUse
    end: str
    number: int
    hosts: tuple[str, ...]
    endpoints: IPv4Network
    reasons: tuple[ConnectionReason, ...]
    ports: tuple[str, ...] = WEB

    @property
    def name(self) -> str:
        """What rules call it: the use and the landing zone at its end, such as `lake-<landing zone>`."""
        return f"{self.use}-{self.end}"

    @property
    def text(self) -> str:
        """What rules say of it: every reason, or the first and how many more there are."""
        said = list(dict.fromkeys(reason.reason for reason in self.reasons))
        whole = f"{self.end}: {' '.join(said)}"
        return whole if len(whole) <= MOST else f"{self.end}: {said[0]} (+{len(said) - 1})"

    def because(self, context: BlueprintContext) -> tuple[Reason, ...]:
        """The reasons, each with its line."""
        return tuple(context.because(f"{self.end}: {one.reason}", one.at, source=BLUEPRINT) for one in self.reasons)


Connections: TypeAlias = Mapping[str, tuple[Connection, ...]]
"""Ways by the landing zone that takes them, both in order of ledger numbers."""


def connections(context: BlueprintContext, numbers: Mapping[str, int], layouts: Mapping[str, Layout]) -> Connections:
    """Every way that the blueprint opens; several entries for the same two landing zones are one way."""
    found: dict[str, dict[str, Connection]] = {}
    for entry in _entries(context):
        if context.blueprint.landing_zones[entry.end].name in layouts:
            connection = _connection(context, entry, numbers, layouts)
            mine = found.setdefault(connection.start, {})
            mine[connection.end] = _joined(mine.get(connection.end), connection)
    starts = sorted(found, key=lambda start: numbers[f"landingZones/{start}"])
    return {start: tuple(sorted(found[start].values(), key=lambda one: one.number)) for start in starts}


def arrivals(found: Connections, end: str) -> tuple[Connection, ...]:
    """The ways that end at a landing zone, in order of where they start."""
    return tuple(connection for mine in found.values() for connection in mine if connection.end == end)


def joined_ports(ways: Iterable[Connection]) -> tuple[str, ...]:
    """The ports of several ways, each once, in order of their numbers."""
    return tuple(sorted({port for way in ways for port in way.ports}, key=int))


def _joined(before: Connection | None, connection: Connection) -> Connection:
    if before is None:
        return connection
    hosts, ports = tuple(sorted({*before.hosts, *connection.hosts})), joined_ports([before, connection])
    reasons = tuple(sorted(dict.fromkeys((*before.reasons, *connection.reasons)), key=_reason))
    origins = tuple(dict.fromkeys((*before.origins, *connection.origins)))
    return replace(before, origins=origins, hosts=hosts, ports=ports, reasons=reasons)


def _reason(reason: ConnectionReason) -> str:
    """By text first, so that the order of entries in a blueprint decides nothing but ties."""
    return reason.reason


def _connection(
    context: BlueprintContext, entry: ConnectionEntry, numbers: Mapping[str, int], layouts: Mapping[str, Layout]
) -> Connection:
    zones = context.blueprint.landing_zones
    end = zones[entry.end].name
    return Connection(
        start=entry.start,
        origins=entry.origins,
        use=entry.use,
        end=end,
        number=numbers[f"landingZones/{end}"],
        hosts=tuple(sorted(entry.hosts)),
        endpoints=layouts[end].subnets[ENDPOINTS].prefix,
        reasons=(entry.reason,),
        ports=entry.ports,
    )


def _entries(context: BlueprintContext) -> Iterator[ConnectionEntry]:
    """The connections that lead through the firewall, lakes first.

    A managed network has no way here: it reaches accounts and registries by its own private endpoints. What answers in
    it with models of a registry is brought by build agents beside that registry: images, and files of code.
    """
    zones = {zone.name: index for index, zone in enumerate(context.blueprint.landing_zones)}
    rows = sorted(enumerate(context.blueprint.connections), key=lambda row: row[1].use)
    for number, row in rows:
        at: Path = ("connections", number)
        start, end = (context.blueprint.landing_zones[zones[name]] for name in (row.start, row.end))
        delivering, jobs = purposes()[end.purpose].delivering, job_roles(start.purpose, start.workload)
        if row.use == MODEL_REGISTRY and delivering:
            back, why = zones[row.start], ConnectionReason(BRINGS, at)
            hosts = frozenset(endpoint_hosts.images(context, back))
            yield ConnectionEntry(row.end, delivering, "images", back, hosts, why)
        elif row.use in (LAKE, MLFLOW) and jobs:
            index, why = zones[row.end], ConnectionReason(row.reason, at)
            hosts = made_hosts.admitted(context, at, _HOSTS[row.use](context, row, index))
            yield ConnectionEntry(row.start, jobs, row.use, index, hosts, why)
        elif row.use in (SQL, DATABRICKS_JOBS) and (spec := endpoint_hosts.serving(end.purpose, row.use)):
            origins = purposes()[start.purpose].starting(row.use) or jobs
            index, why = zones[row.end], ConnectionReason(row.reason, at)
            hosts = made_hosts.admitted(context, at, endpoint_hosts.served(context, index, spec, row.use))
            yield ConnectionEntry(row.start, origins, row.use, index, hosts, why, spec.serves[row.use].ports)
    yield from _asked_endpoints(context)


def _asked_endpoints(context: BlueprintContext) -> Iterator[ConnectionEntry]:
    """The endpoints that agents of another landing zone ask after a release."""
    blueprint = context.blueprint
    zones = {zone.name: index for index, zone in enumerate(blueprint.landing_zones)}
    for number, model in enumerate(blueprint.mlops.models if blueprint.mlops else []):
        stage = stage_of(blueprint, model.serve.landing_zone) if model.serve else None
        start = agents_zone(blueprint, stage) if stage else ""
        if model.serve and start not in ("", model.serve.landing_zone):
            index, origins = zones[model.serve.landing_zone], purposes()[blueprint.landing_zones[zones[start]].purpose]
            hosts = frozenset(endpoint_hosts.online(context, index, model.serve.endpoint))
            why = ConnectionReason(ASKS, (PIPELINES, "models", number, "serve"))
            yield ConnectionEntry(start, origins.starting(ENDPOINT), ENDPOINT, index, hosts, why)


_HOSTS: Mapping[str, Callable[[BlueprintContext, Row, int], Iterator[str]]] = {
    LAKE: lambda context, row, end: endpoint_hosts.lake(context, end, row.layers or ()),
    MLFLOW: lambda context, _row, end: endpoint_hosts.workspace(context, end),
}
"""The hosts that jobs call at the end of a connection, by use; others are reached from managed networks alone."""
