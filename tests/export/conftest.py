"""A generated folder to export, made once a session from the committed example."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.export.subject import Subject, subject

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def quickstart() -> Subject:
    """The smallest example."""
    return subject(ROOT / "out" / "quickstart")


@pytest.fixture(scope="session")
def universal() -> Subject:
    """The largest example."""
    return subject(ROOT / "out" / "universal-bank")
