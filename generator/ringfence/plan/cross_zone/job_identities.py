"""The identity with which a landing zone's jobs act, as packages of other landing zones see it that grant it rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.identifiers import identifier
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.context.placement import zone_namer
from ringfence.plan.cross_zone import neighbours
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.services import Existing
from ringfence.plan.model.values import Given

IDENTITY = "managed-identity"
WORKERS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("lake", "machine-learning"): ("cluster", "clusterIdentity"),
    ("lake", "databricks"): ("connector", "connectorIdentity"),
    ("mlflow", "databricks"): ("mlflow", "mlflowIdentity"),
}
"""The word in the identity's name, and its symbol, by what is used and the purpose of the landing zone that uses it.

Code on Databricks clusters may act as the identity for MLflow, so that has no right on a lake: there Unity Catalog
decides, which alone acts as the other.
"""


def worker(package: PackageContext, use: str, name: str, at: Path) -> tuple[role_assignments.Holder, Existing]:
    """The identity with which jobs of the landing zone `name` use a lake or MLflow, as a holder of grants here."""
    blueprint = package.context.blueprint
    index, spec = next((i, zone) for i, zone in enumerate(blueprint.landing_zones) if zone.name == name)
    namer = zone_namer(package.context, spec, ("landingZones", index))
    word = identifier(name)
    identity_word, symbol = WORKERS[use, spec.purpose]
    there = neighbours.neighbour(package, index, "workers", f"{word}_", name)
    called = Given(
        "workers", f"{word}_{identity_word}", namer.name(IDENTITY, identity_word), f"Identity of jobs in {name}."
    )
    known = replace(neighbours.named(IDENTITY, f"{word}_{symbol}", called), elsewhere=there.place)
    return role_assignments.foreign_holder(
        known.symbol, neighbours.own_id(there.group_id, IDENTITY, called.value), at
    ), known
