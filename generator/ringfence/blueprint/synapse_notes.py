"""Stage 2, blueprint: notes on Synapse, whose end is in sight, and on browsers that cannot load its studio."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.services.synapse_workspaces import PURPOSE, STUDIO, ZONES
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SPARK = "Microsoft Learn synapse-analytics/spark/apache-spark-35-runtime"


def ends_with_fabric(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE65: each landing zone with Synapse is for an estate that has it already."""
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.purpose == PURPOSE:
            message = (
                "Microsoft steers Synapse to Fabric: 3.5 is its last version of Spark, with long-term support from"
                " 2027-11-01 until 2028-10-31"
            )
            hint = "keep it for what runs on Synapse today; begin what is new on Databricks or Fabric"
            at = ("landingZones", index, zone.workload_key)
            yield document.finding("NTE65", at, message, hint=hint, source=SPARK, on_key=True)


def without_studio(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE66: one landing zone with Synapse has the private link hub by which browsers load the studio."""
    found = [(index, zone) for index, zone in enumerate(blueprint.landing_zones) if zone.purpose == PURPOSE]
    if found and not any(zone.services.asks(STUDIO) for _, zone in found):
        index, zone = found[0]
        message = "no landing zone has the private link hub of Synapse Studio, so that browsers must load it elsewhere"
        hint = f"add 'services: {{{STUDIO}: {{}}}}' to one, unless a hub outside these packages has the record"
        at = ("landingZones", index, zone.workload_key)
        yield document.finding("NTE66", at, message, hint=hint, source=ZONES, on_key=True)
