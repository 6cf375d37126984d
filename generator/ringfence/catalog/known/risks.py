"""The register of accepted risks: rows of `templates/risks/`, and what folders of services leave open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from ringfence.assets import root
from ringfence.catalog.files import parsed
from ringfence.catalog.part import Registered, Sourced
from ringfence.catalog.read import kinds, services


class RiskRow(Registered, Sourced):
    """A risk that planners find.

    `title` names it wherever it stands, `here` at one place; `here`, `text`, `remedy` and `source` may hold values of
    the place in braces. `text` is '' where the reason comes from the blueprint.
    """

    here: str = ""
    text: str = ""
    remedy: str


@cache
def rows() -> Mapping[str, RiskRow]:
    """The risks of planners by id, in order of file and row; raises ValidationError for a row that is none."""
    files = sorted((root() / "templates" / "risks").glob("*.yaml"))
    found = (RiskRow.model_validate(row) for file in files for row in parsed(file))
    return {row.id: row for row in found}


def register() -> tuple[Registered, ...]:
    """Every accepted risk that a plan can have, in order of id; one that stands in two folders is there twice."""
    return tuple(sorted((*rows().values(), *_of_folders()), key=lambda row: row.id))


def _of_folders() -> Iterator[Registered]:
    for service in services().values():
        yield from service.risks
    for kind in kinds().values():
        yield from (fact.open for fact in kind.facts if fact.open)
