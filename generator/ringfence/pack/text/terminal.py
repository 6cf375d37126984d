"""The plan as a person reads it in a terminal: the tables of the review without their reasons."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table as Grid

from ringfence.pack.review.review import tables
from ringfence.pack.review.tables import Table
from ringfence.pack.text.cells import WHY
from ringfence.plan.model.package import Plan
from ringfence.reporting import visible

HIDDEN = {"Hardening", "Logs", "Locks", "Not confirmed"}
"""Long tables that stand in REVIEW.md."""


def summary(plan: Plan, width: int = 160) -> str:
    """The tables as text of at most `width` columns; the same wherever it is printed, and harmless to it."""
    buffer = StringIO()
    console = Console(file=buffer, width=width, no_color=True, highlight=False, markup=False, emoji=False)
    for table in tables(plan):
        if table.title not in HIDDEN:
            console.print(_grid(table))
    console.print("`explain NAME` says why; REVIEW.md of `generate` has every reason, path and source.")
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _grid(table: Table) -> Grid:
    shown = [
        index for index, column in enumerate(table.columns) if column not in WHY or table.title == "Accepted risks"
    ]
    grid = Grid(title=table.title, title_justify="left", box=None, pad_edge=False, show_edge=False)
    for index in shown:
        grid.add_column(table.columns[index], overflow="fold")
    for cells in table.rows:
        grid.add_row(*(visible(cells[index]) for index in shown))
    return grid
