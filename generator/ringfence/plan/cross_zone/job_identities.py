"""Looks up the job identity of another landing zone, so that this package can give it role assignments."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ringfence.catalog.read import purposes
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import PackageContext, name_bounds
from ringfence.plan.context.placement import zone_namer
from ringfence.plan.cross_zone import neighbours
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.identifiers import camel, words
from ringfence.plan.model.services import Existing
from ringfence.plan.model.values import Given

IDENTITY = "managed-identity"


@dataclass(frozen=True, slots=True)
class JobIdentity:
    """An identity of another package: as a holder of grants here, as modules here name it, its symbol at home."""

    holder: role_assignments.Holder
    known: Existing
    symbol: str


def job_identity(package: PackageContext, use: str, name: str, at: Path) -> JobIdentity:
    """The identity with which jobs of the landing zone `name` use a lake or MLflow."""
    blueprint = package.context.blueprint
    index, spec = next((i, zone) for i, zone in enumerate(blueprint.landing_zones) if zone.name == name)
    namer = zone_namer(package.context, spec, ("landingZones", index))
    word = words(zone.name for zone in blueprint.landing_zones)[name]
    home = purposes()[spec.purpose]
    symbol = home.identity_for(use)
    identity_word = home.identities[symbol].word
    there = neighbours.neighbour(package, index, "jobIdentities", f"{name}.")
    called = Given(
        "jobIdentities",
        f"{name}.{identity_word}",
        namer.name(IDENTITY, identity_word),
        f"Identity of jobs in {name}.",
        bounds=name_bounds(IDENTITY),
    )
    known = replace(neighbours.named(package, IDENTITY, camel(word, symbol), called), elsewhere=there.place)
    own = neighbours.own_id(there.group_id, IDENTITY, called.value)
    return JobIdentity(role_assignments.foreign_holder(known.symbol, own, at), known, symbol)
