"""Witness DSG50: no predicted role assignment lets its holder act as an identity, but for whom the plan lists.

Who may submit jobs, change code or images, or replace a deployment acts as an identity of the workspace. The prediction
says who holds which role on what; tables of Azure's operations say what that leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.check.flatten import extended, group_of
from ringfence.check.paths import find
from ringfence.check.snapshot import Predicted
from ringfence.diagnostics import Diagnostic
from ringfence.rules.acting import SOURCE, Assignment, Walk, told

_TYPE = "microsoft.authorization/roleassignments"
_IDENTITY = re.compile(r"\[reference\('([^']+)'")


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each way that a predicted role assignment opens, and for each role that nothing is known of."""
    walk = Walk(evidence.plan)
    for resource in evidence.snapshot.resources if evidence.snapshot else ():
        if resource.type.lower() != _TYPE:
            continue
        held = _held(resource)
        place, path = evidence.about(resource.id)
        if not walk.knows(held.role):
            message = f"nothing is known of what role {held.role} allows, so nothing is proven about its holder"
            yield Diagnostic(code="DSG52", message=message, place=place, path=path, value=held.role)
        for way in walk.ways(held):
            message = f"{held.principal.rsplit('/', 1)[-1]} could {told(way)}"
            yield Diagnostic(code="DSG50", message=message, place=place, path=path, value=way.identity, source=SOURCE)


def _held(resource: Predicted) -> Assignment:
    """An assignment of the prediction; an identity goes by its id, which stands in the expression that reads it."""
    principal = _property(resource, "principalId")
    identity = _IDENTITY.match(principal)
    scope = extended(resource.id) or group_of(resource.id) or resource.id.partition("/providers/")[0]
    return Assignment(
        principal=identity[1] if identity else principal,
        role=_property(resource, "roleDefinitionId").rsplit("/", 1)[-1],
        scope=scope,
        condition=_property(resource, "condition"),
    )


def _property(resource: Predicted, name: str) -> str:
    return next((value for _, value in find(resource.raw, f"properties.{name}") if isinstance(value, str)), "")
