"""Columns in which a meeting writes down what it accepts; accepted risks have what is decided already."""

from __future__ import annotations

from dataclasses import replace

from ringfence.export.subject import Subject
from ringfence.pack.review.tables import Table
from ringfence.plan.context.decisions.acceptance import acceptance_of

ASKED = ("Accepted by", "Accepted on", "Until")
RISKS = "Accepted risks"
RULES = "Firewall rules"
_ANSWERED_FOR = {"Owner", "Review by"}


def to_be_accepted(of: Subject, table: Table) -> Table:
    """The table with columns for a decision where people decide on each row.

    These are risks, firewall rules, and every table whose rows have an owner and a date of review.
    """
    if table.title == RISKS:
        return _beside(table, _decided(of))
    if table.title == RULES or _ANSWERED_FOR.issubset(table.columns):
        return _beside(table, tuple(("", "", "") for _ in table.rows))
    return table


def _decided(of: Subject) -> tuple[tuple[str, str, str], ...]:
    """Who accepted each risk of the plan, on which day and until when; empty cells where it was not."""
    found = (acceptance_of(risk, of.release.accepted) for risk in of.plan.risks)
    return tuple((one.by, one.accepted, one.until) if one else ("", "", "") for one in found)


def _beside(table: Table, cells: tuple[tuple[str, str, str], ...]) -> Table:
    rows = tuple((*row, *more) for row, more in zip(table.rows, cells, strict=True))
    return replace(table, columns=(*table.columns, *ASKED), rows=rows)
