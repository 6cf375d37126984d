"""What witnesses of traps read: predicted resources by type, the texts at a path of one, and the finding about one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.check.evidence import Evidence
from ringfence.check.paths import Body, Json, element_keys, find
from ringfence.check.snapshot import Predicted
from ringfence.diagnostics import Diagnostic


def of_type(evidence: Evidence, kind: str) -> list[Predicted]:
    """The predicted resources of a type, without regard to case; none without a prediction."""
    resources = evidence.snapshot.resources if evidence.snapshot else ()
    return [resource for resource in resources if resource.type.lower() == kind.lower()]


def texts(body: Body, path: str) -> Iterator[tuple[str, str]]:
    """Each text at a dotted path of a body, or in the list there, with the keyed path where it stands.

    `[*]` inside the path is every element.
    """
    for at, value in find(body, path):
        if isinstance(value, str):
            yield at, value
        elif isinstance(value, list | tuple):
            yield from ((at, element) for element in value if isinstance(element, str))


def text(body: Body, path: str) -> str:
    """The text at a dotted path of a body; '' where there is none."""
    return next((value for _, value in texts(body, path)), "")


def rows(body: Body, path: str) -> Iterator[tuple[str, Mapping[str, Json]]]:
    """Each object in the list at a dotted path of a body, with its keyed path; none where there is no list."""
    for at, value in find(body, path):
        if isinstance(value, list | tuple):
            for key, element in zip(element_keys(value), value, strict=True):
                if isinstance(element, Mapping):
                    yield f"{at}[{key}]", element


def says(body: Body, path: str, *, value: bool) -> bool:
    """Whether a body says this at a dotted path."""
    return any(found is value for _, found in find(body, path))


def holds(body: Body, path: str) -> bool:
    """Whether there is an object at a dotted path of a body."""
    return any(isinstance(found, Mapping) for _, found in find(body, path))


def finding(
    evidence: Evidence, code: str, resource: Predicted, path: str, message: str, *, value: str = "", hint: str
) -> Diagnostic:
    """An error about a property of a predicted resource."""
    place, keyed = evidence.about(resource.id, path)
    return Diagnostic(code=code, message=message, place=place, path=keyed, value=value, hint=hint)
