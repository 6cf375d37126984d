"""Programs that only some tests need: where one is, and what happens where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / ".tools"


def absent(tool: str, hint: str) -> None:
    """Skip with a reason that is printed; in CI a test that did not run is not a test that passed."""
    if os.environ.get("CI"):
        pytest.fail(f"{tool} is needed in CI. {hint}", pytrace=False)
    pytest.skip(f"{tool} is missing. {hint}")


def program(name: str, variable: str, place: str, install: str) -> Path:
    """A program: the one that an environment variable names, else the one at a place below `.tools`."""
    path = Path(os.environ.get(variable) or TOOLS / place)
    if not path.is_file():
        absent(f"{name} ({path})", f"{install}, or name the program in {variable}.")
    return path.absolute()
