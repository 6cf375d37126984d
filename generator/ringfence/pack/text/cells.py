"""The cells of a review's tables: plan values and reasons as plain text, which the printer escapes."""

from __future__ import annotations

from collections.abc import Iterable

from ringfence.plan.model.values import Given, Reason, Ref

WHY = ("Why", "Blueprint", "Source")
MARK = " (not confirmed)"
DESIGN = "design of Ringfence"
"""The source of a decision that no fact of Azure dictates."""


def why(reasons: Iterable[Reason]) -> tuple[str, str, str]:
    """The last three cells of a row: why, from which paths of the blueprint, from which source."""
    found = list(reasons)
    paths = dict.fromkeys(reason.at for reason in found if reason.at)
    sources = dict.fromkeys(r.source + ("" if r.confirmed else MARK) for r in found if r.source or not r.confirmed)
    return " ".join(dict.fromkeys(reason.text for reason in found)), ", ".join(paths), "; ".join(sources) or DESIGN


def text(value: object) -> str:
    """A plan value as a reader sees it; references by the last part of their id."""
    if isinstance(value, Given):
        return str(value.value)
    if isinstance(value, Ref):
        return value.value.rsplit("/", 1)[-1]
    if isinstance(value, tuple | list):
        return ", ".join(map(text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None or value == "" else str(value)


def row(reasons: Iterable[Reason], *cells: object) -> tuple[str, ...]:
    """A row: its cells, then why."""
    return (*map(text, cells), *why(reasons))
