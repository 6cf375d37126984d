"""What connections of a landing zone call in others: batch endpoints with the account of their answers, Databricks.

The package of the caller names what is called and grants its own identity its rights there, so it deploys after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ringfence.blueprint.language.connections import BATCH, DATABRICKS, Connection
from ringfence.blueprint.language.databricks import KEY as BRICKS
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.naming import Namer, endpoint_name
from ringfence.plan.context.package_context import PackageContext, name_bounds
from ringfence.plan.context.placement import region, zone_namer
from ringfence.plan.cross_zone import neighbours
from ringfence.plan.cross_zone.neighbours import Neighbour
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Existing, Identity
from ringfence.plan.model.values import Given
from ringfence.plan.rules.endpoint_hosts import STORAGE

WORKSPACE, ENDPOINT = "inference-workspace", "batch-endpoint"
BLOBS, CONTAINER, SCORES = "storage-blobs", "score-container", "scores"
"""`SCORES` is the name of the container that runs write to, and of its datastore."""
OWNER = "connections"
"""The parameter of what connections lead to."""


@dataclass(frozen=True, slots=True)
class Callee:
    """A resource that a connection leads to: its kind, its id, and how a module names it."""

    kind: str
    id: Given[str]
    known: Existing


@dataclass(frozen=True, slots=True)
class Called:
    """A connection with all that it leads to, by kind, in the package of the landing zone `zone` at its end."""

    row: Connection
    at: Path
    of: Neighbour
    zone: LandingZone
    parts: dict[str, Callee]


def called(package: PackageContext, use: str) -> tuple[Called, ...]:
    """The connections of this landing zone with this use, in order of the blueprint."""
    blueprint = package.context.blueprint
    zones = {zone.name: (index, zone) for index, zone in enumerate(blueprint.landing_zones)}
    found = []
    for number, row in enumerate(blueprint.connections):
        if row.use == use and row.start == package.name:
            index, zone = zones[row.end]
            there = neighbours.neighbour(package, index, OWNER, f"{row.name}.")
            namer = zone_namer(package.context, zone, ("landingZones", index))
            parts = {one.kind: one for one in _PARTS[use](package, row, there, namer)}
            found.append(Called(row, ("connections", number), there, zone, parts))
    return tuple(found)


def _batch(package: PackageContext, row: Connection, there: Neighbour, namer: Namer) -> Iterator[Callee]:
    """The workspace, its endpoint, and of its account the container of scores."""
    workspace = _named(package, row, there, WORKSPACE, "workspace", namer.name(WORKSPACE))
    yield workspace
    name = endpoint_name(namer, row.endpoint or "", "batchEndpoints")
    yield _inside(package, row, workspace, ENDPOINT, name)
    account = _named(package, row, there, STORAGE, "account", namer.name(STORAGE))
    yield account
    blobs = neighbours.named(package, BLOBS, "blobs", "default", account.known.symbol)
    yield Callee(BLOBS, Given(OWNER, "", f"{account.id.value}/blobServices/default", ""), blobs)
    scores = neighbours.named(package, CONTAINER, "scores", SCORES, blobs.symbol)
    yield Callee(
        CONTAINER, Given(OWNER, "", f"{account.id.value}/blobServices/default/containers/{SCORES}", ""), scores
    )


def _databricks(package: PackageContext, row: Connection, there: Neighbour, namer: Namer) -> Iterator[Callee]:
    yield _named(package, row, there, BRICKS, BRICKS, namer.name(BRICKS))


_PARTS = {BATCH: _batch, DATABRICKS: _databricks}


def _named(package: PackageContext, row: Connection, there: Neighbour, kind: str, symbol: str, name: str) -> Callee:
    given = Given(OWNER, f"{row.name}.{symbol}", name, f"{services()[kind].title}.", bounds=name_bounds(kind))
    own = Given(OWNER, f"{row.name}.{symbol}Id", neighbours.own_id(there.group_id, kind, name), "")
    return Callee(kind, own, neighbours.named(package, kind, symbol, given))


def _inside(package: PackageContext, row: Connection, parent: Callee, kind: str, name: str) -> Callee:
    given = Given(OWNER, f"{row.name}.endpoint", name, f"{services()[kind].title}.", bounds=name_bounds(kind))
    segment = services()[kind].type.rsplit("/", 1)[-1]
    own = Given(OWNER, f"{row.name}.endpointId", f"{parent.id.value}/{segment}/{name}", "")
    symbol = camel("endpoint", row.endpoint or "")
    return Callee(kind, own, neighbours.named(package, kind, symbol, given, parent.known.symbol))


def rights(package: PackageContext, identities: tuple[Identity, ...], found: Iterable[Called]) -> Iterator[Module]:
    """What this package's identities may do with what connections lead to: a module for each landing zone there.

    Two connections to one landing zone share its workspace and account; each right is granted once.
    """
    for zone, mine in groupby(sorted(found, key=lambda one: one.of.zone), key=lambda one: one.of.zone):
        calls = list(mine)
        parts = {part.id.value: (part, one) for one in reversed(calls) for part in one.parts.values()}
        name = f"{zone}-calls"
        rows = [
            neighbours.Row(
                identity, spec, neighbours.scope(package, name, part.kind, part.known, part.id.value), one.at
            )
            for part, one in parts.values()
            for identity in identities
            for spec in role_assignments.specs("reached", identity.resource.symbol)
            if spec.on == part.kind
        ]
        if rows:
            known = [part.known for part, _ in parts.values()]
            title = f"Rights on what connections to {zone} lead to"
            yield neighbours.rights(package, name, title, calls[0].of.place, known, rows)


def run_uri(package: PackageContext, one: Called) -> str:
    """The address at which a batch endpoint takes work; source: how-to-use-batch-azure-data-factory.md (2026-03-10)."""
    blueprint = package.context.blueprint
    cloud = blueprint.institution.cloud
    link = private_links()[services()[WORKSPACE].type, "amlworkspace"]
    usual = f"inference.{link.public(cloud)[0].removeprefix('api.')}"
    named = (domains for key, domains in link.forwarders.items() if key == cloud)
    domain = next((name for domains in named for name in domains if name.startswith("inference.")), usual)
    place = region(blueprint, one.zone.region).name
    return f"https://{one.parts[ENDPOINT].id.value.rsplit('/', 1)[-1]}.{place}.{domain}/jobs"


def blob_uri(package: PackageContext, account: Callee) -> str:
    """The address of the blobs of an account."""
    (domain,) = private_links()[services()[STORAGE].type, "blob"].public(package.context.blueprint.institution.cloud)
    return f"https://{account.id.value.rsplit('/', 1)[-1]}.{domain}"
