"""checkov, and what it says about the examples. Without it these tests are skipped; in CI they fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.optional_tools import program
from tests.second_opinion.checkov import Opinion, ask

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def checkov() -> Path:
    """The program: RINGFENCE_CHECKOV, else the one in .tools/checkov."""
    install = (
        "Make its own virtual environment: `python3 -m venv .tools/checkov && "
        ".tools/checkov/bin/pip install --requirement tests/second_opinion/requirements.txt`"
    )
    return program("checkov", "RINGFENCE_CHECKOV", "checkov/bin/checkov", install)


@pytest.fixture(scope="session")
def examples() -> dict[str, list[dict[str, Any]]]:
    """The predicted resources of every package of every example, by `example/package`."""
    snapshots = sorted((ROOT / "out").glob("*/packages/*/snapshot.json"))
    return {
        f"{path.parents[2].name}/{path.parent.name}": json.loads(path.read_text("utf-8"))["predictedResources"]
        for path in snapshots
    }


@pytest.fixture(scope="session")
def opinion(
    checkov: Path, examples: dict[str, list[dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory
) -> Opinion:
    """What checkov says about the examples."""
    return ask(checkov, examples, tmp_path_factory.mktemp("checkov"))
