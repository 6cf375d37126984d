"""Rules CON01 to CON03: a connection joins landing zones that can use it, and has the keys of its use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ringfence.blueprint.language.compute import TRAINING
from ringfence.blueprint.language.connections import (
    BATCH,
    DATABRICKS,
    DATABRICKS_JOBS,
    LAKE,
    MLFLOW,
    MODEL_REGISTRY,
    SQL,
    Connection,
)
from ringfence.blueprint.language.inference import PURPOSE as INFERENCE
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.read import purposes, services
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

SOURCES: Mapping[str, str] = {
    BATCH: "azure-ai-docs machine-learning/how-to-use-batch-azure-data-factory.md (2026-03-10)",
    DATABRICKS: "azure-docs data-factory/managed-virtual-network-private-endpoint.md (2023-08-02)",
    LAKE: "azure-docs storage/blobs/data-lake-storage-access-control-model.md",
    MLFLOW: "azure-ai-docs machine-learning/how-to-use-mlflow-azure-databricks.md",
    MODEL_REGISTRY: "azure-ai-docs machine-learning/how-to-registry-network-isolation.md",
}
_OFFERED: Mapping[str, tuple[Callable[[LandingZone], bool], str]] = {
    BATCH: (
        lambda zone: bool(zone.inference and zone.inference.batch),
        "a landing zone with 'inference' that has 'batch' endpoints",
    ),
    DATABRICKS: (lambda zone: zone.databricks is not None, "a landing zone with 'databricks'"),
    LAKE: (lambda zone: zone.data_lake is not None, "a landing zone with 'dataLake'"),
    MLFLOW: (lambda zone: zone.purpose == TRAINING, "a landing zone with 'machineLearning'"),
    MODEL_REGISTRY: (
        lambda zone: zone.services.asks(MODEL_REGISTRY),
        "a landing zone with 'machineLearning', and add 'services: {modelRegistry: {}}' to it",
    ),
}
"""What the landing zone at the end of a connection must have, by use, and how a reader is told so.

Other uses are those that folders of services say they serve.
"""


def users(use: str) -> tuple[str, ...]:
    """Purposes whose landing zones have jobs or a workspace for a use, sorted."""
    if use == MODEL_REGISTRY:
        return (INFERENCE,)
    return tuple(sorted(name for name, purpose in purposes().items() if purpose.can_use(use)))


def _serving(use: str) -> Iterator[tuple[str, str]]:
    """The purposes whose landing zones serve a use, each with the source of that."""
    for service in services().values():
        if use in service.serves:
            yield from ((purpose, service.serves[use].source) for purpose in service.purposes)


def _offer(use: str) -> tuple[Callable[[LandingZone], bool], str, str]:
    """What the landing zone at the end must have for a use, how a reader is told so, and the source."""
    if use in _OFFERED:
        return (*_OFFERED[use], SOURCES[use])
    serving = dict(_serving(use))
    keys = " or ".join(f"'{purposes()[name].key}'" for name in sorted(serving))
    return (lambda zone: zone.purpose in serving), f"a landing zone with {keys}", next(iter(serving.values()), "")


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Both ends fit the use, keys stand with their use only, and models come from one registry."""
    zones = {zone.name: zone for zone in blueprint.landing_zones}
    supplied: dict[str, str] = {}
    for index, row in enumerate(blueprint.connections):
        at: Path = ("connections", index)
        yield from _ends(document, at, row, zones)
        yield from _keys(document, at, row)
        if row.use == MODEL_REGISTRY and supplied.setdefault(row.start, row.name) != row.name:
            message = f"'{row.start}' takes its models from the registry of connection '{supplied[row.start]}' already"
            hint = "remove one of the two connections"
            yield document.finding("CON03", (*at, "from"), message, hint=hint, source=SOURCES[row.use])


def _ends(document: Document, at: Path, row: Connection, zones: Mapping[str, LandingZone]) -> Iterator[Diagnostic]:
    start, end = zones.get(row.start), zones.get(row.end)
    offers, hint_of_end, source = _offer(row.use)
    if start is not None and start.purpose not in users(row.use):
        keys = " or ".join(f"'{purposes()[name].key}'" for name in users(row.use))
        message = f"'{row.start}' has {start.workload_key}, which cannot use {row.use}"
        hint = f"name a landing zone with {keys}"
        yield document.finding("CON01", (*at, "from"), message, hint=hint, source=source)
    if end is not None and not offers(end):
        message = f"'{row.end}' has no {row.use} that could be used"
        yield document.finding("CON01", (*at, "to"), message, hint=f"name {hint_of_end}", source=source)


def _keys(document: Document, at: Path, row: Connection) -> Iterator[Diagnostic]:
    if row.use == LAKE and row.layers is None:
        hint = "add 'layers', for example layers: [gold]"
        yield document.finding("CON02", (*at, "use"), "a connection to a lake names its layers", hint=hint)
    if row.use == BATCH and row.endpoint is None:
        hint = "add 'endpoint', the name of one of its batch endpoints"
        yield document.finding("CON02", (*at, "use"), "a connection to a batch endpoint names it", hint=hint)
    for key, value, uses in (
        ("layers", row.layers, (LAKE,)),
        ("access", row.access, (LAKE,)),
        ("endpoint", row.endpoint, (BATCH,)),
        ("host", row.host, (DATABRICKS_JOBS, MLFLOW, SQL)),
    ):
        if row.use not in uses and value is not None:
            message = f"'{key}' belongs to a connection that uses {' or '.join(uses)}, and this one uses {row.use}"
            yield document.finding("CON02", (*at, key), message, hint=f"remove '{key}'", on_key=True)
