"""Writes the codes of Azure that are known into docs/runbook.md: `python -m tests.azure_errors_table`."""

from __future__ import annotations

from ringfence.azure.failing.known import Known, codes, sentences
from tests.marked import rewrite

PAGE, MARK = "docs/runbook.md", "what Azure answers"


def table() -> str:
    """The codes by finding, then the sentences of azure-cli, each with its meaning and what to do."""
    rows = sorted((*codes(), *sentences()), key=lambda row: row.finding)
    return "\n".join(
        ["| Azure says | Finding | Meaning | What to do |", "| --- | --- | --- | --- |", *map(_row, rows), ""]
    )


def _row(row: Known) -> str:
    said = f"`{row.code}`" if row.code else f"`{row.begins.strip()}`"
    more = f" with `{row.begins}`" if row.code and row.begins else ""
    sure = "" if row.confirmed else " (code not confirmed)"
    hint = row.hint.replace("{{", "{").replace("}}", "}")
    for key, shown in _VALUES.items():
        hint = hint.replace(key, shown)
    again = " Tried four times." if row.repeats else ""
    cells = (f"{said}{more}{sure}", f"[{row.finding}](findings/{row.finding}.md)", f"{row.meaning}.{again}", hint)
    return "| " + " | ".join(cells) + " |"


_VALUES = {
    "{login}": "az login",
    "{show}": "az deployment sub show",
    "{delete}": "az deployment sub delete",
    "{cancel}": "az deployment sub cancel",
    "{target}": "ID",
    "{assignment}": "<name>",
    "{scope}": "<scope>",
}


if __name__ == "__main__":
    rewrite(PAGE, MARK, table())
