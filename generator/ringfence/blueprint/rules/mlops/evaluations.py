"""Rules MLO34 to MLO36, and MLO05: pipelines ask a deployment that is there, read its questions, and can refuse it."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import LAKE, Connection
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.mlops import KEY
from ringfence.blueprint.language.mlops.evaluations import EvaluatedModel
from ringfence.blueprint.language.mlops.placed import stage_of, zone_of
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.options import nodes, text
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

LANGUAGE = "languageModel"
SHARES, LESS = ("exact", "contained", "refused", "filtered"), frozenset({"filtered", "seconds"})
"""Figures that are shares of questions, and figures of which less is better."""
LONGEST = 120
"""Seconds after which a question has no answer: the step `answers` waits no longer."""


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every deployment that pipelines ask."""
    for index, model in enumerate(blueprint.mlops.language_models if blueprint.mlops else []):
        at: Path = (KEY, "languageModels", index)
        row = next((one for one in blueprint.connections if one.name == model.data.connection), None)
        if wrong := _data(blueprint, model, row):
            yield document.finding("MLO34", (*at, "data", "connection"), wrong[0], hint=wrong[1])
        elif row is not None and (zone := zone_of(blueprint, row.start)):
            yield from _asked(model, zone, document, at)
        for metric, value in model.thresholds.items():
            if unfit := _threshold(metric, value):
                hint = "write a figure that a useful model reaches and a poor one misses"
                yield document.finding("MLO36", (*at, "thresholds", metric), unfit, hint=hint)


def _data(blueprint: Blueprint, model: EvaluatedModel, row: Connection | None) -> tuple[str, str] | None:
    """MLO34: why a connection cannot bring the questions, and what would be right; None where it can."""
    if row is None or row.use != LAKE:
        lakes = ", ".join(one.name for one in blueprint.connections if one.use == LAKE)
        return f"'{model.data.connection}' is no connection to a lake", f"connections to a lake: {lakes or 'none'}"
    if model.data.layer not in (row.layers or ()):
        return f"'{row.name}' does not lead to {model.data.layer}", f"its layers are: {', '.join(row.layers or ())}"
    zone = zone_of(blueprint, row.start)
    if zone is None or zone.machine_learning is None:
        hint = "name one that starts in a landing zone with machineLearning"
        return f"'{row.name}' begins where no cluster could ask the model", hint
    if stage_of(blueprint, zone.name) is None:
        return f"pipelines do not act in '{zone.name}'", "list that landing zone in an environment"
    return None


def _asked(model: EvaluatedModel, zone: LandingZone, document: Document, at: Path) -> Iterator[Diagnostic]:
    """MLO05 and MLO35: the landing zone has the deployment, and the cluster whose jobs ask it."""
    deployments = [text(one, "name") for one in nodes(zone.services.block(LANGUAGE), "deployments")]
    if model.deployment not in deployments:
        message = f"'{zone.name}' has no deployment '{model.deployment}' of a language model"
        hint = f"its deployments are: {', '.join(deployments)}" if deployments else f"add services.{LANGUAGE} to it"
        yield document.finding("MLO35", (*at, "deployment"), message, hint=hint)
    clusters = [one.name for one in zone.clusters]
    if model.cluster is not None and model.cluster not in clusters:
        message, hint = f"'{zone.name}' has no cluster '{model.cluster}'", f"its clusters are: {', '.join(clusters)}"
        yield document.finding("MLO05", (*at, "cluster"), message, hint=hint)


def _threshold(metric: str, value: float) -> str:
    """MLO36: why a threshold judges nothing, or lets nothing pass; '' where it does neither."""
    if metric in SHARES and value > 1:
        return f"{metric} is a share of questions, and none is above 1"
    if metric in LESS:
        if value >= (LONGEST if metric == "seconds" else 1):
            return "no model could miss this threshold"
        return "no model could reach this threshold" if metric == "seconds" and value == 0 else ""
    return "no model could miss this threshold" if value == 0 else ""
