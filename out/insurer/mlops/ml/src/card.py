"""Writes the model card: what the model is for, how good it is, for whom, and who answers for it."""

import argparse
import hashlib
import json
from pathlib import Path

from settings import settings


def card(model, figures, digest):
    """The card as Markdown, from the settings and the figures; `digest` binds it to the figures."""
    lines = [
        f"# Model card: {plain(model['name'])}",
        "",
        f"- Owner: {plain(model['owner'])}",
        f"- Materiality: {plain(model['materiality'])}",
        f"- Task: {model['task']} of `{model['target']}`",
        f"- Judged by {figures['rows']} rows that it has not seen",
        f"- Hash of the figures (SHA-256): {digest}",
        "",
        "## Figures",
        "",
        *table(("Figure", "Value"), [(name, shown(value)) for name, value in sorted(figures["metrics"].items())]),
    ]
    for column, groups in sorted(figures["groups"].items()):
        names = sorted({name for group in groups.values() for name in group})
        rows = [(group, *(shown(found.get(name)) for name in names)) for group, found in sorted(groups.items())]
        distances = sorted(figures["fairness"][column].items())
        lines += ["", f"## Groups by {plain(column)}", "", *table(("Group", *names), rows), ""]
        lines += table(("Distance", "Value"), [(name, shown(value)) for name, value in distances if value is not None])
    lines += ["", "## Limits", "", "To be written by the owner: intended use, uses ruled out, known weaknesses.", ""]
    return "\n".join(lines)


def table(head, rows):
    """A table of Markdown, line by line."""
    return [line(head), line(["---"] * len(head)), *(line(row) for row in rows)]


def line(cells):
    """One row of a table."""
    return "| " + " | ".join(plain(str(cell)) for cell in cells) + " |"


def shown(value):
    """A figure as people read it."""
    return "not measured" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)


def plain(text):
    """Text on one line in which nothing is markup of a table."""
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")


def main():
    """Write the card."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--figures", required=True)
    words.add_argument("--output", required=True)
    asked = words.parse_args()
    measured = Path(asked.figures).read_bytes()
    text = card(settings(asked.model), json.loads(measured), hashlib.sha256(measured).hexdigest())
    Path(asked.output).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
