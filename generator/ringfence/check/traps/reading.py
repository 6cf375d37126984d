"""What witnesses of traps read: predicted resources by type, the texts at a path of one, and the finding about one."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.check.paths import find
from ringfence.check.snapshot import Predicted
from ringfence.diagnostics import Diagnostic


def of_type(evidence: Evidence, kind: str) -> list[Predicted]:
    """The predicted resources of a type, without regard to case; none without a prediction."""
    resources = evidence.snapshot.resources if evidence.snapshot else ()
    return [resource for resource in resources if resource.type.lower() == kind.lower()]


def texts(resource: Predicted, path: str) -> Iterator[tuple[str, str]]:
    """Each text at a dotted path of a resource (`[*]` is every element), with the keyed path where it stands."""
    for at, value in find(resource.raw, path):
        if isinstance(value, str):
            yield at, value


def text(resource: Predicted, path: str) -> str:
    """The text at a dotted path of a resource; '' where there is none."""
    return next((value for _, value in texts(resource, path)), "")


def finding(
    evidence: Evidence, code: str, resource: Predicted, path: str, message: str, *, value: str = "", hint: str
) -> Diagnostic:
    """An error about a property of a predicted resource."""
    place, keyed = evidence.about(resource.id, path)
    return Diagnostic(code=code, message=message, place=place, path=keyed, value=value, hint=hint)
