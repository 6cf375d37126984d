"""Cells for spreadsheets: what a spreadsheet would compute stands as text."""

from __future__ import annotations

from ringfence.reporting import visible

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet takes for a formula.

Source: OWASP, CSV Injection.
"""


def inert(cell: str) -> str:
    """A cell as text; an apostrophe stands before what would be a formula. A lone dash is none, and stays."""
    said = visible(cell)
    return f"'{said}" if said.startswith(STARTS) and said != "-" else said
