"""Rules MLO02, MLO03, MLO05, MLO10, MLO12 and MLO45: what models are trained on, where, and which endpoint answers."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.compute import GPU
from ringfence.blueprint.language.compute import KEY as TRAINS
from ringfence.blueprint.language.connections import DATABRICKS, LAKE, MLFLOW, Connection
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.mlops import KEY
from ringfence.blueprint.language.mlops.models import TrackedModel
from ringfence.blueprint.language.mlops.placed import stage_of, zone_of
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

TREATMENT = "azure-ai-docs machine-learning/concept-fairness-ml.md, sensitive features are for assessment"
MPI = "azure-ai-docs machine-learning/how-to-train-distributed-gpu.md"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every model of the pipelines."""
    served: dict[tuple[str, str], str] = {}
    for index, model in enumerate(blueprint.mlops.models if blueprint.mlops else []):
        at: Path = (KEY, "models", index)
        yield from _columns(model, document, at)
        yield from _words(model, document, at)
        row = next((one for one in blueprint.connections if one.name == model.data.connection), None)
        wrong = _data(blueprint, model, row)
        if wrong:
            yield document.finding("MLO02", (*at, "data", "connection"), wrong[0], hint=wrong[1])
        elif row is not None and (zone := zone_of(blueprint, row.start)):
            yield from _training(blueprint, model, zone, document, at)
        yield from _endpoint(blueprint, model, served, document, at)


def _columns(model: TrackedModel, document: Document, at: Path) -> Iterator[Diagnostic]:
    """MLO03: what tells groups apart is never read nor predicted, and what is predicted or tells the time is no input.

    Capitals make no other column, as in Spark.
    """
    sensitive = [name.casefold() for name in model.fairness.sensitive] if model.fairness else []
    window = model.drift.window if model.drift else None
    for number, name in enumerate(model.fairness.sensitive if model.fairness else []):
        if name.casefold() == model.target.casefold():
            message, hint = "the model predicts it, so that groups are what it says of them", "name another column"
            yield document.finding("MLO03", (*at, "fairness", "sensitive", number), message, hint=hint)
    if window and window.column.casefold() in {name.casefold() for name in model.inputs}:
        message, hint = "the model reads it, so that each window would have moved", "name a column with the time alone"
        yield document.finding("MLO03", (*at, "drift", "window", "column"), message, hint=hint)
    for number, name in enumerate(model.inputs):
        if name.casefold() in sensitive:
            message = f"the model would read '{name}', by which it must not tell people apart"
            hint = "remove the column from 'inputs'; the evaluation still reads it"
            yield document.finding("MLO03", (*at, "inputs", number), message, hint=hint, source=TREATMENT)
        elif name.casefold() == model.target.casefold():
            message, hint = "the model would read what it predicts", "remove the column from 'inputs'"
            yield document.finding("MLO03", (*at, "inputs", number), message, hint=hint)


def _words(model: TrackedModel, document: Document, at: Path) -> Iterator[Diagnostic]:
    """MLO45: the columns of words are inputs."""
    for number, name in enumerate(model.categories):
        if name not in model.inputs:
            message = f"the model does not read '{name}'"
            hint = f"name one of its inputs: {', '.join(model.inputs)}"
            yield document.finding("MLO45", (*at, "categories", number), message, hint=hint)


def _data(blueprint: Blueprint, model: TrackedModel, row: Connection | None) -> tuple[str, str] | None:
    """MLO02: why a connection cannot bring the data of a model, and what would be right; None where it can."""
    uses = [one.name for one in blueprint.connections if one.use == LAKE]
    if row is None or row.use != LAKE:
        return (
            f"'{model.data.connection}' is no connection to a lake",
            f"connections to a lake: {', '.join(uses) or 'none'}",
        )
    if model.data.layer not in (row.layers or ()):
        return f"'{row.name}' does not lead to {model.data.layer}", f"its layers are: {', '.join(row.layers or ())}"
    zone = zone_of(blueprint, row.start)
    spark = model.trained_in == DATABRICKS
    if zone is None or (zone.databricks if spark else zone.machine_learning) is None:
        wanted = DATABRICKS if spark else TRAINS
        return (
            f"'{row.name}' begins where the model is not trained",
            f"name one that starts in a landing zone with {wanted}",
        )
    if stage_of(blueprint, zone.name) is None:
        return f"pipelines do not act in '{zone.name}'", "list that landing zone in an environment"
    return None


def _training(
    blueprint: Blueprint, model: TrackedModel, zone: LandingZone, document: Document, at: Path
) -> Iterator[Diagnostic]:
    """MLO05 and MLO10: the cluster is there and has enough nodes; models of Databricks come by MLflow."""
    if model.trained_in == DATABRICKS:
        if not any(one.use == MLFLOW and one.start == zone.name for one in blueprint.connections):
            message = f"no connection lets jobs of '{zone.name}' register a model"
            hint = "add a connection with use: mlflow from there to a landing zone with machineLearning"
            yield document.finding("MLO10", (*at, "trainedIn"), message, hint=hint)
        for key, given in (("cluster", model.cluster), ("distributed", model.distributed)):
            if given is not None:
                message, hint = "jobs of Databricks bring their clusters along", "remove the key"
                yield document.finding("MLO10", (*at, key), message, hint=hint, on_key=True)
        return
    known = {one.name: one for one in zone.clusters}
    asked = [("cluster", (*at, "cluster"), model.cluster)]
    asked += [("distributed", (*at, "distributed", "cluster"), model.distributed.cluster)] if model.distributed else []
    for _, path, name in asked:
        if name is not None and name not in known:
            message, hint = f"'{zone.name}' has no cluster '{name}'", f"its clusters are: {', '.join(known)}"
            yield document.finding("MLO05", path, message, hint=hint)
    if model.distributed and (cluster := known.get(model.distributed.cluster)):
        if model.distributed.nodes > cluster.max_nodes:
            message = f"'{cluster.name}' grows to {cluster.max_nodes} nodes, so the job would wait for ever"
            hint = "raise maxNodes of the cluster, or ask for fewer nodes"
            yield document.finding("MLO10", (*at, "distributed", "nodes"), message, hint=hint, source=MPI)
        if not cluster.size.startswith(GPU):
            message = f"'{cluster.name}' has no GPUs ({cluster.size})"
            hint = "name a cluster with a size of the N series"
            yield document.finding("MLO10", (*at, "distributed", "cluster"), message, hint=hint, source=MPI)


def _endpoint(
    blueprint: Blueprint, model: TrackedModel, served: dict[tuple[str, str], str], document: Document, at: Path
) -> Iterator[Diagnostic]:
    """MLO05 and MLO12: the endpoint is there, in an environment, and has one model."""
    if model.serve is None:
        return
    zone = zone_of(blueprint, model.serve.landing_zone)
    if zone is None:
        return
    known = [one.name for one in zone.inference.online] if zone.inference else []
    if model.serve.endpoint not in known:
        message = f"'{zone.name}' has no online endpoint '{model.serve.endpoint}'"
        hint = f"its online endpoints are: {', '.join(known)}" if known else "name a landing zone with inference.online"
        yield document.finding("MLO05", (*at, "serve", "endpoint"), message, hint=hint)
        return
    if stage_of(blueprint, zone.name) is None:
        message, hint = f"pipelines do not act in '{zone.name}'", "list that landing zone in an environment"
        yield document.finding("MLO12", (*at, "serve", "landingZone"), message, hint=hint)
    first = served.setdefault((zone.name, model.serve.endpoint), model.name)
    if first != model.name:
        message = f"the model '{first}' is released to this endpoint; two pipelines would shift one traffic"
        yield document.finding("MLO12", (*at, "serve", "endpoint"), message, hint="give each model an endpoint")
