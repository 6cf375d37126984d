"""An accepted risk of the register at one place: the row's words with the values of the place."""

from __future__ import annotations

from ringfence.catalog.known.risks import rows
from ringfence.catalog.part import Registered, Sourced
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import Risk
from ringfence.plan.model.values import Reason


def risk(context: BlueprintContext, row: str, package: str, at: Path, /, **values: object) -> Risk:
    """The risk of the register with the id `row`, in a package, because of a path of the blueprint.

    `values` stand in place of the braces of the row. Raises KeyError for an id or a value that is missing.
    """
    found = rows()[row]
    fact = found.model_copy(update={"source": found.source.format(**values)})
    return from_fact(context, row, package, at, fact, **values)


def from_fact(context: BlueprintContext, row: str, package: str, at: Path, fact: Sourced, /, **values: object) -> Risk:
    """The same with the source of another fact, whether it is confirmed and its check, in place of those of the row."""
    return because(row, package, context.because_of(fact, rows()[row].text.format(**values), at), **values)


def because(row: str, package: str, reason: Reason, /, **values: object) -> Risk:
    """The same for a reason that the blueprint gives, or that another decision has."""
    found = rows()[row]
    name = found.here.format(**values) if found.here else found.title
    return of(found, package, name, found.remedy.format(**values), reason)


def of(found: Registered, package: str, name: str, remedy: str, reason: Reason) -> Risk:
    """A risk as the register knows it, whose words stand elsewhere."""
    return Risk(
        id=found.id,
        severity=found.severity,
        title=found.title,
        package=package,
        name=name,
        remedy=remedy,
        because=reason,
        way=found.way,
    )
