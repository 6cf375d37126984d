"""Rules MLO40 to MLO44 and CON04: how pipelines start a job of Databricks, and how Azure ML judges its model."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import DATABRICKS, DATABRICKS_JOBS, LAKE, Connection
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.mlops import KEY
from ringfence.blueprint.language.mlops.models import Judged, TrackedModel
from ringfence.blueprint.language.mlops.placed import agents_zone, registered_at, stage_of, zone_of
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.mlops.folders import overlap
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

LINK = "Microsoft Learn databricks/security/network/concepts/private-link"
JUDGED = "judged"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every connection to jobs of Databricks, and every model of the pipelines."""
    yield from _unused(blueprint, document)
    rows = {one.name: one for one in blueprint.connections}
    for index, model in enumerate(blueprint.mlops.models if blueprint.mlops else []):
        at: Path = (KEY, "models", index)
        if model.trained_in != DATABRICKS:
            if model.judged:
                message, hint = "its own pipeline judges a model that Azure ML trains", "remove the key"
                yield document.finding("MLO41", (*at, JUDGED), message, hint=hint, on_key=True)
            continue
        row = rows.get(model.data.connection)
        home = zone_of(blueprint, registered_at(blueprint, model)) if row else None
        if row is None or home is None:
            continue
        yield from _started(blueprint, row, home, document, at)
        if model.judged:
            yield from _judged(model, model.judged, row, rows.get(model.judged.connection), home, document, at)


def _unused(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """CON04: agents stand where a connection to jobs of Databricks starts."""
    stages = blueprint.mlops.environments if blueprint.mlops else []
    known = {agents_zone(blueprint, stage) for stage in stages}
    for index, row in enumerate(blueprint.connections):
        if row.use == DATABRICKS_JOBS and row.start not in known:
            message = f"no agents of pipelines stand in '{row.start}', so that no job would be started from there"
            hint = f"agents stand in: {', '.join(sorted(known - {''})) or 'no landing zone'}"
            yield document.finding("CON04", ("connections", index, "from"), message, hint=hint, source=LINK)


def _started(
    blueprint: Blueprint, row: Connection, home: LandingZone, document: Document, at: Path
) -> Iterator[Diagnostic]:
    """MLO40: the agents of the environment reach the workspace whose job trains the model."""
    stage = stage_of(blueprint, home.name)
    agents = agents_zone(blueprint, stage) if stage else ""
    found = (
        one.start == agents and one.end == row.start for one in blueprint.connections if one.use == DATABRICKS_JOBS
    )
    if agents and not any(found):
        message = f"no connection lets agents in '{agents}' start a job of '{row.start}'"
        hint = f"add a connection with use: {DATABRICKS_JOBS} from {agents} to {row.start}"
        yield document.finding("MLO40", (*at, "trainedIn"), message, hint=hint, source=LINK)


def _judged(
    model: TrackedModel,
    judged: Judged,
    trained: Connection,
    row: Connection | None,
    home: LandingZone,
    document: Document,
    at: Path,
) -> Iterator[Diagnostic]:
    """MLO42 to MLO44: rows that the cluster may read, on a cluster that is there, and none that it has learnt from."""
    if row is None or row.use != LAKE or row.start != home.name or judged.layer not in (row.layers or ()):
        message = f"'{judged.connection}' leads no job of '{home.name}' to {judged.layer} of a lake"
        hint = f"name a connection with use: {LAKE} from {home.name} whose layers have {judged.layer}"
        yield document.finding("MLO42", (*at, JUDGED, "connection"), message, hint=hint)
    elif (row.end, judged.layer) == (trained.end, model.data.layer) and overlap(judged.path, model.data.path):
        message = "the model would be judged by rows that it has learnt from"
        yield document.finding("MLO44", (*at, JUDGED, "path"), message, hint="name a folder with rows kept back")
    known = [one.name for one in home.clusters]
    if judged.cluster and judged.cluster not in known:
        message, hint = f"'{home.name}' has no cluster '{judged.cluster}'", f"its clusters are: {', '.join(known)}"
        yield document.finding("MLO43", (*at, JUDGED, "cluster"), message, hint=hint)
