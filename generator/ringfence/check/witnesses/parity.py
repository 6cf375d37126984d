"""Witnesses PAR01 to PAR04: what Bicep predicts is what the plan says, in both directions, property by property."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.check.compare import Difference, differences
from ringfence.check.evidence import Evidence
from ringfence.check.expect.package import Expected
from ringfence.check.paths import ABSENT, Absent, Body, Json, spelled
from ringfence.check.snapshot import Predicted
from ringfence.diagnostics import Diagnostic

SOURCE = "plan.json beside Bicep CLI, snapshot"


def existence(evidence: Evidence) -> Iterator[Diagnostic]:
    """PAR01 for what the plan has and Bicep does not predict, PAR02 for the other way round."""
    snapshot = evidence.snapshot
    predicted = {resource.key: resource for resource in snapshot.resources} if snapshot else {}
    for key, row in evidence.index.items():
        if key not in predicted:
            message = f"{row.resource.type} {row.name} is in the plan but would not be deployed"
            yield _one_sided("PAR01", evidence, row.resource.id, message)
    for key in predicted.keys() - evidence.index.keys():
        found = predicted[key]
        message = f"{found.type} {found.raw.get('name', '')} would be deployed but is not in the plan"
        yield _one_sided("PAR02", evidence, found.id, message)


def identity(evidence: Evidence) -> Iterator[Diagnostic]:
    """PAR03: the same id, but another spelling of it, type, API version, name, location or tags."""
    for row, found in _pairs(evidence):
        head = {key: found.raw[key] for key in ("type", "apiVersion", "name", "location", "tags") if key in found.raw}
        for difference in differences(_head(row), {**head, "id": found.id}):
            yield _finding("PAR03", evidence, found, difference)


def configuration(evidence: Evidence) -> Iterator[Diagnostic]:
    """PAR04: a property that differs, is missing or is not in the plan."""
    for row, found in _pairs(evidence):
        for difference in differences(row.body, found.body):
            yield _finding("PAR04", evidence, found, difference)


def _pairs(evidence: Evidence) -> Iterator[tuple[Expected, Predicted]]:
    index = evidence.index
    for found in evidence.snapshot.resources if evidence.snapshot else ():
        if found.key in index:
            yield index[found.key], found


def _head(row: Expected) -> Body:
    resource = row.resource
    head: dict[str, Json | Absent] = {
        "id": resource.id,
        "type": resource.type,
        "apiVersion": resource.api,
        "name": row.name,
        "location": row.location or ABSENT,
        "tags": row.tags or ABSENT,
    }
    return {key: value for key, value in head.items() if not isinstance(value, Absent)}


def _finding(code: str, evidence: Evidence, found: Predicted, difference: Difference) -> Diagnostic:
    place, path = evidence.about(found.id, difference.path)
    return Diagnostic(
        code=code,
        message=f"{difference.path} {difference}",
        place=place,
        path=path,
        value=spelled(difference.found),
        hint=f"Wanted: {spelled(difference.wanted) or 'nothing'}.",
        source=SOURCE,
    )


def _one_sided(code: str, evidence: Evidence, resource_id: str, message: str) -> Diagnostic:
    place, path = evidence.about(resource_id)
    return Diagnostic(code=code, message=message, place=place, path=path, value=resource_id, source=SOURCE)
