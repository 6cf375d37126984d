"""Rule BLU11: a language model answers from the region of its landing zone."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.options import nodes, text
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_ELSEWHERE = {"Global": "in any region of Azure", "DataZone": "in any region of its data zone"}
KEY = "languageModel"
_SOURCE = "Microsoft Learn foundry/foundry-models/concepts/deployment-types (data residency)"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Deployment types are regional."""
    for index, zone in enumerate(blueprint.landing_zones):
        for at, model in enumerate(nodes(zone.services.block(KEY), "deployments")):
            path: Path = ("landingZones", index, "services", KEY, "deployments", at, "sku")
            for prefix, where in _ELSEWHERE.items():
                if (sku := text(model, "sku")).startswith(prefix):
                    message = f"{sku} may process prompts {where}, outside of 'regions'"
                    hint = f"write {sku.removeprefix(prefix)}, in a region that has the model"
                    yield document.finding("BLU11", path, message, hint=hint, source=_SOURCE)
