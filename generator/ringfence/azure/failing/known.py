"""The codes of Azure and the sentences of azure-cli that are known, from `templates/facts/azure-errors.json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from ringfence.azure.failing.errors import Cause
from ringfence.catalog.files import table
from ringfence.catalog.part import Sourced


class Known(Sourced):
    """What a code leads to: the `finding`, its hint, and whether the state passes by itself (`repeats`).

    `begins` is how the message begins where the code alone says too little. A sentence of azure-cli has no code.
    """

    code: str = ""
    begins: str = ""
    finding: str
    meaning: str
    hint: str
    repeats: bool = False
    source: str


@cache
def codes() -> tuple[Known, ...]:
    """Every code of Azure, in the order of the table."""
    return tuple(Known.model_validate(row) for row in table("azure-errors")["codes"])


@cache
def sentences() -> tuple[Known, ...]:
    """Every sentence with which azure-cli speaks for itself."""
    return tuple(Known.model_validate(row) for row in table("azure-errors")["azure-cli"])


def known(cause: Cause) -> Known | None:
    """What the table says of a cause: by its most exact code that is known, never by what else a message holds."""
    if cause.spoken:
        return next((row for row in sentences() if cause.message.startswith(row.begins)), None)
    rows = (row for code in cause.codes for row in _by_code().get(code.casefold(), ()))
    return next((row for row in rows if cause.message.startswith(row.begins)), None)


def passes(causes: Iterable[Cause]) -> bool:
    """Whether all causes pass by themselves, so that the same call is worth trying again; False for none."""
    rows = [known(cause) for cause in causes]
    return bool(rows) and all(row is not None and row.repeats for row in rows)


def foremost(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """The causes in the order in which people must act: known ones, unknown ones, those that pass by themselves."""

    def rank(cause: Cause) -> int:
        row = known(cause)
        return 1 if row is None else 2 if row.repeats else 0

    return tuple(sorted(causes, key=rank))


@cache
def _by_code() -> Mapping[str, tuple[Known, ...]]:
    found: dict[str, tuple[Known, ...]] = {}
    for row in codes():
        found[row.code.casefold()] = (*found.get(row.code.casefold(), ()), row)
    return found
