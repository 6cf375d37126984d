"""Writes `templates/compiled.json`, the YAML of the templates as JSON: `python -m tests.compiled_facts`."""

from __future__ import annotations

from pathlib import Path

from ringfence.compiled_facts import FILE, compiled

TEMPLATES = Path(__file__).parents[1] / "templates"


def main() -> None:
    """Write the file."""
    (TEMPLATES / FILE).write_text(compiled(TEMPLATES), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
