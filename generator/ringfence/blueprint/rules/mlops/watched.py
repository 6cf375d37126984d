"""Rules MLO30 to MLO33: what Azure ML explains about a model, and the rows that its training is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import DATABRICKS
from ringfence.blueprint.language.mlops import KEY
from ringfence.blueprint.language.mlops.models import Drift, ResponsibleAi, TrackedModel
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.mlops.folders import overlap
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

COMPONENTS = "Azure/azureml-examples cli/responsible-ai (2025-09-26)"
DRIFT, RESPONSIBLE, JUDGED = "drift", "responsibleAi", "judged"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every model of the pipelines."""
    for index, model in enumerate(blueprint.mlops.models if blueprint.mlops else []):
        at: Path = (KEY, "models", index)
        yield from _elsewhere(model, document, at)
        if model.responsible_ai:
            yield from _insights(model, model.responsible_ai, document, (*at, RESPONSIBLE))
        if model.drift:
            yield from _drift(blueprint, model, model.drift, document, (*at, DRIFT))


def _insights(model: TrackedModel, asked: ResponsibleAi, document: Document, at: Path) -> Iterator[Diagnostic]:
    """MLO30 and MLO33: an effect is that of an input, and only a class has an opposite."""
    for number, name in enumerate(asked.causal.treatment if asked.causal else []):
        if name not in model.inputs:
            message, hint = f"the model does not read '{name}'", f"its inputs are: {', '.join(model.inputs)}"
            yield document.finding("MLO30", (*at, "causal", "treatment", number), message, hint=hint, source=COMPONENTS)
    if asked.counterfactual and model.task != "classification":
        message, hint = "a number has no opposite, so that no row would be the nearest", "remove the key"
        yield document.finding("MLO33", (*at, "counterfactual"), message, hint=hint, source=COMPONENTS)


def _drift(
    blueprint: Blueprint, model: TrackedModel, drift: Drift, document: Document, at: Path
) -> Iterator[Diagnostic]:
    """MLO31: scored rows are where jobs may read, and are not the rows of training."""
    rows = {one.name: one for one in blueprint.connections}
    reads, learns = rows.get((model.judged or model.data).connection), rows.get(model.data.connection)
    if reads is None or learns is None:
        return
    layers = reads.layers or []
    if drift.layer not in layers:
        message = f"'{reads.name}' does not lead to {drift.layer}"
        hint = f"its layers are: {', '.join(layers)}"
        yield document.finding("MLO31", (*at, "layer"), message, hint=hint)
    same = (reads.end, drift.layer) == (learns.end, model.data.layer)
    if same and overlap(drift.path, model.data.path):
        message = "the rows of training would be compared with themselves"
        yield document.finding("MLO31", (*at, "path"), message, hint="name the folder with collected or scored rows")


def _elsewhere(model: TrackedModel, document: Document, at: Path) -> Iterator[Diagnostic]:
    """MLO32: what runs on a cluster of Azure ML is asked of models that are trained or judged there."""
    if model.trained_in != DATABRICKS or model.judged:
        return
    for key, given in ((DRIFT, model.drift), (RESPONSIBLE, model.responsible_ai)):
        if given is not None:
            message = "it runs on a cluster of Azure ML, and none judges this model, which is trained in Databricks"
            yield document.finding(
                "MLO32", (*at, key), message, hint=f"add '{JUDGED}' to it, or remove the key", on_key=True
            )
