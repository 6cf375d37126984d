"""Text for formats: what a spreadsheet would compute stands as text, and marks of Markdown are left out."""

from __future__ import annotations

import re

from ringfence.reporting import visible

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet takes for a formula.

Source: OWASP, CSV Injection.
"""


def inert(cell: str) -> str:
    """A cell as text; an apostrophe stands before what would be a formula. A lone dash is none, and stays."""
    said = visible(cell)
    return f"'{said}" if said.startswith(STARTS) and said != "-" else said


def unmarked(text: str) -> str:
    """What a table shows, without the marks of Markdown for code and for titles; a lone asterisk is none."""
    return re.sub(r"\*(\S[^*]*\S)\*", r"\1", text.replace("`", ""))
