"""Stage 2, blueprint: decides how much of a broken blueprint the rules can still examine."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import get_origin

from pydantic import ValidationError

from generator.blueprint.anatomy import field_at, kind
from generator.blueprint.model import Blueprint
from generator.diagnostics import Diagnostic
from generator.load.document import Document
from generator.load.places import Path

_ATTEMPTS = 100
"""Parts left out before giving up; a blueprint with more mistakes has enough findings for one run."""

_OF_ABSENCE = ("BLU02", "BST03", "EGR03", "GTW01", "GTW02", "GTW04", "GTW06", "NET02")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A blueprint without its broken parts, the document it stands in, and the paths it lost keys under."""

    blueprint: Blueprint
    document: Document
    doubtful: tuple[str, ...]

    def trusts(self, finding: Diagnostic) -> bool:
        """False for a finding that something is missing, next to a part that was left out: it may be that part."""
        if finding.code not in _OF_ABSENCE:
            return True
        return not any(f"{finding.path}.".startswith((f"{path}.", f"{path}[")) for path in self.doubtful)


def parsed(document: Document) -> Blueprint:
    """The blueprint in a document; raises pydantic's `ValidationError`."""
    return Blueprint.model_validate_json(json.dumps(dict(document.tree)))


def salvaged(document: Document, error: ValidationError) -> Salvaged | None:
    """What is left of a blueprint without its broken optional parts; None when a required one is broken."""
    doubtful: list[str] = []
    for _ in range(_ATTEMPTS):
        part = _dispensable(tuple(error.errors(include_url=False)[0]["loc"]), document)
        if part is None:
            return None
        if isinstance(part[-1], str) and len(part) > 1:
            doubtful.append(document.places.keyed(part[:-1]))
        document = document.without(part)
        try:
            return Salvaged(parsed(document), document, tuple(doubtful))
        except ValidationError as next_error:
            error = next_error
    return None


def _dispensable(path: Path, document: Document) -> Path | None:
    """The smallest part around an error that nothing else in a blueprint depends on.

    That is a key with a default, an unknown key, or an element of a list that may be empty. Environments are kept:
    landing zones take their subscription from them.
    """
    if path[:1] == ("environments",):
        return None
    while path:
        if document.places.has(path) and _optional(path):
            return path
        path = path[:-1]
    return None


def _optional(path: Path) -> bool:
    if isinstance(path[-1], int):
        return _optional(path[:-1])
    if get_origin(kind(path[:-1])) is dict:
        return True
    field = field_at(path)
    return field is None or not field.is_required()
