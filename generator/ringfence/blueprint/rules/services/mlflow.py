"""Rule DBX03: MLflow of Azure ML is that of a machine-learning landing zone."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.compute import TRAINING
from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SOURCE = "azure-ai-docs machine-learning/how-to-use-mlflow-azure-databricks.md"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Each entry of `databricks.mlflow` names a landing zone for machine-learning."""
    purposes = {zone.name: zone.purpose for zone in blueprint.landing_zones}
    for index, zone in enumerate(blueprint.landing_zones):
        for number, server in enumerate(zone.databricks.mlflow if zone.databricks else ()):
            purpose = purposes.get(server.landing_zone, TRAINING)
            if purpose != TRAINING:
                at = ("landingZones", index, DATABRICKS, "mlflow", number, "landingZone")
                message = f"'{server.landing_zone}' is for {purpose} and has no Azure ML workspace"
                hint = "name a landing zone for machine-learning, or remove the entry"
                yield document.finding("DBX03", at, message, hint=hint, source=SOURCE)
