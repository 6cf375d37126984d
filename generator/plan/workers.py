"""The identity with which a landing zone's jobs act, as packages of other landing zones see it that grant it rights."""

from __future__ import annotations

from collections.abc import Mapping

from generator.catalog.read import kinds
from generator.plan import access
from generator.plan.brief import Path, identifier
from generator.plan.frame import WORKLOAD, Frame, group_names, resource_id
from generator.plan.model.services import Elsewhere, Existing
from generator.plan.model.values import Given
from generator.plan.residence import zone_namer, zone_subscription

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
    kind, word = kinds()["managed-identity"], identifier(name)
    identity_word, symbol = WORKERS[use, spec.purpose]
    called = Given(
        "workers", f"{word}_{identity_word}", namer.name(kind.kind, identity_word), f"Identity of jobs in {name}."
    )
    group_name = group_names(namer, (WORKLOAD, "workload"))[WORKLOAD].value
    group = Given("workers", f"{word}_group", group_name, f"Resource group of {name}.")
    home = Given("workers", f"{word}_subscription", zone_subscription(blueprint, spec), f"Subscription of {name}.")
    place = Elsewhere(subscription=home, group=group)
    known = Existing(symbol=f"{word}_{symbol}", type=kind.type, api=kind.api, name=called, elsewhere=place)
    identity = resource_id(f"/subscriptions/{home.value}/resourceGroups/{group.value}", kind.type, called.value)
    return access.foreign_holder(known.symbol, identity, at), known
