"""A verb waits only for what it needs: what `--help` and `validate` import is bounded by name."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("pydantic", "ruamel.yaml", "jinja2", "rich", "jsonschema")
LATER = ("jinja2", "rich", "jsonschema", "ringfence.render", "ringfence.pack", "ringfence.check", "ringfence.azure")
RUN = """
import sys
sys.argv = ["ringfence", {words}]
from ringfence.cli import main
try:
    main()
except SystemExit:
    pass
print(*sys.modules, file=sys.stderr)
"""


def imported(*words: str) -> set[str]:
    """The modules of a process that has run `ringfence` with these words."""
    program = RUN.format(words=", ".join(map(repr, words)))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_what_says_nothing_about_a_blueprint_imports_nothing_heavy(word: str) -> None:
    assert imported(word).isdisjoint(HEAVY)


def test_validate_imports_no_later_step() -> None:
    assert imported("validate", "blueprints/quickstart.yaml").isdisjoint(LATER)


def test_migrate_imports_no_later_step_and_no_language() -> None:
    later = (*LATER, "ringfence.blueprint.language")
    assert imported("migrate", "tests/migrate/v1/quickstart.yaml").isdisjoint(later)
