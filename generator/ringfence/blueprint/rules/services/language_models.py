"""Rules BLU11, INF15 and INF17: a language model answers from its region, a project at a private address of its cloud;
an evaluation has a set and a day.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.options import day, flag, nodes, said, text
from ringfence.blueprint.language.types import Node
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_ELSEWHERE = {"Global": "in any region of Azure", "DataZone": "in any region of its data zone"}
KEY = "languageModel"
_PROJECTS = "services.ai."
_ZONES = "azure-docs private-link/private-endpoint-dns.md; templates/facts/private-endpoints.json"
_SOURCE = "Microsoft Learn foundry/foundry-models/concepts/deployment-types (data residency)"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Deployment types are regional; a project is asked for where its host has a private DNS zone."""
    yield from _projects(blueprint, document)
    for index, zone in enumerate(blueprint.landing_zones):
        for at, model in enumerate(nodes(zone.services.block(KEY), "deployments")):
            yield from _evaluation(document, ("landingZones", index, "services", KEY, "deployments", at), model)
            path: Path = ("landingZones", index, "services", KEY, "deployments", at, "sku")
            for prefix, where in _ELSEWHERE.items():
                if (sku := text(model, "sku")).startswith(prefix):
                    message = f"{sku} may process prompts {where}, outside of 'regions'"
                    hint = f"write {sku.removeprefix(prefix)}, in a region that has the model"
                    yield document.finding("BLU11", path, message, hint=hint, source=_SOURCE)


def _evaluation(document: Document, at: Path, model: Node) -> Iterator[Diagnostic]:
    """INF17: a day without a set says nothing, and a set without a day may be of another version."""
    held = {"evaluationSet": said(model, "evaluationSet"), "evaluatedOn": day(model, "evaluatedOn")}
    for key, other in (("evaluationSet", "evaluatedOn"), ("evaluatedOn", "evaluationSet")):
        if held[key] and not held[other]:
            message = f"'{key}' is given without '{other}'"
            yield document.finding("INF17", (*at, key), message, hint=f"add '{other}', or leave both out")


def _projects(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """INF15: the address of a project is below the account's third host, which not every cloud has."""
    cloud = blueprint.institution.cloud
    domains = private_links()[services()["language-model"].type, "account"].public(cloud)
    for index, zone in enumerate(blueprint.landing_zones):
        block = zone.services.block(KEY)
        if block is not None and flag(block, "project") and not any(one.startswith(_PROJECTS) for one in domains):
            message = f"no private DNS zone is known for projects in {cloud}"
            path = ("landingZones", index, "services", KEY, "project")
            hint = "leave it out: models are called at the account itself"
            yield document.finding("INF15", path, message, hint=hint, source=_ZONES)
