"""Rule INF14: no endpoint answers with an image, a model or code of prompt flow, which Azure retires."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import Deployment, endpoints
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.retired import PROMPT_FLOW, retired
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every deployment of every endpoint, by the names of what it takes."""
    for index, zone in enumerate(blueprint.landing_zones):
        for kind, number, endpoint in endpoints(zone.inference) if zone.inference else ():
            for at, deployment in enumerate(endpoint.deployments):
                here: Path = ("landingZones", index, INFERENCE, kind, number, "deployments", at)
                yield from _named(document, here, deployment)


def _named(document: Document, at: Path, deployment: Deployment) -> Iterator[Diagnostic]:
    taken = {"model": deployment.model, "environment": deployment.environment, "code": deployment.code}
    for key, asset in taken.items():
        if asset is not None and retired(asset.name) is PROMPT_FLOW:
            message = f"'{asset.name}' is of prompt flow, whose images get no security updates and retire on 2027-04-20"
            path = (*at, key, "name")
            yield document.finding("INF14", path, message, hint=PROMPT_FLOW.hint, source=PROMPT_FLOW.source)
