"""Checks that a first deployment makes of facts that no source confirms, from `templates/facts/checks.json`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import Field

from ringfence.catalog.files import table
from ringfence.catalog.part import Spec

SCRIPTED = "CNF"
"""How the ids of checks begin that `ringfence confirm` makes; people make the others."""


class Check(Spec):
    """A check: what Azure is asked or a person does, the answer that confirms, and what must be there before.

    `then` is what follows when the fact is refuted.
    """

    id: str = Field(pattern=r"^(CNF|HND)\d\d$")
    title: str
    asks: str
    confirms: str
    needs: str
    source: str
    then: str

    @property
    def scripted(self) -> bool:
        """Whether `ringfence confirm` makes it."""
        return self.id.startswith(SCRIPTED)


@cache
def checks() -> Mapping[str, Check]:
    """Every check by its id, in the order of the table."""
    rows = (Check.model_validate(row) for row in table("checks")["checks"])
    return {check.id: check for check in rows}
