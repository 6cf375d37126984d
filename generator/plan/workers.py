"""The identity with which a landing zone's jobs act, as packages of other landing zones see it that grant it rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.plan import abroad, access
from generator.plan.brief import Path, identifier
from generator.plan.frame import Frame
from generator.plan.model.services import Existing
from generator.plan.model.values import Given
from generator.plan.residence import zone_namer

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


def worker(frame: Frame, use: str, name: str, at: Path) -> tuple[access.Holder, Existing]:
    """The identity with which jobs of the landing zone `name` use a lake or MLflow, as a holder of grants here."""
    blueprint = frame.brief.blueprint
    index, spec = next((i, zone) for i, zone in enumerate(blueprint.landing_zones) if zone.name == name)
    namer = zone_namer(frame.brief, spec, ("landingZones", index))
    word = identifier(name)
    identity_word, symbol = WORKERS[use, spec.purpose]
    there = abroad.neighbour(frame, index, "workers", f"{word}_", name)
    called = Given(
        "workers", f"{word}_{identity_word}", namer.name(IDENTITY, identity_word), f"Identity of jobs in {name}."
    )
    known = replace(abroad.named(IDENTITY, f"{word}_{symbol}", called), elsewhere=there.place)
    return access.foreign_holder(known.symbol, abroad.own_id(there.group_id, IDENTITY, called.value), at), known
