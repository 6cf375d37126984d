"""Log alerts: queries over the Log Analytics workspace, and how many rows of an answer people hear of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.plan.model.values import Cell, Code, Column, Ref, Resource, between, length, plain

LOG_ALERT = (
    Column(name="name", type="string", bounds=length(1, 260)),
    Column(name="query", type="string", text="Query of Kusto; each row of its answer counts.", bounds=length(1, 4000)),
    Column(name="threshold", type="int", bounds=between(0, 1_000_000)),
    Column(name="minutes", type="int", text="Window that is asked for.", bounds=between(5, 60)),
    Column(name="severity", type="int", text="0 is the most urgent.", bounds=between(0, 3)),
    Column(name="split", type="string[]", text="Columns, each of whose values is judged alone."),
)
"""What tells one log alert from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAlert:
    """An alert where a `query` over `workspace` finds more than `threshold` rows in `minutes`, by resource.

    `word` is what a blueprint calls the alert, `unit` what its rows are, `kinds` the catalogue keys of what writes the
    logs. Each value of the columns `split` is judged alone. `group` is the action group.
    """

    resource: Resource
    word: str
    workspace: Ref
    kinds: tuple[str, ...]
    query: str
    threshold: int
    unit: str
    minutes: int
    severity: int
    group: Ref
    split: tuple[str, ...] = ()

    @property
    def row(self) -> Mapping[str, Cell]:
        """The alert as a reviewer reads it."""
        return {
            "name": plain(self.resource.name),
            "query": self.query,
            "threshold": self.threshold,
            "minutes": self.minutes,
            "severity": self.severity,
            "split": self.split,
        }

    @property
    def sends(self) -> Code:
        """The symbol of its action group, which stands in the same module."""
        return Code(self.group.symbol)
