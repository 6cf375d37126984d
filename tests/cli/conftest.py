"""A good and a bad blueprint in a folder of their own, and an environment without Bicep."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.banks import Tree, bank, flow, write, zone

GOOD: Tree = bank(zone("fraud"), zone("pricing"), egress=[flow("feed", "fraud")])
BAD: Tree = bank(
    zone("fraud", purposes="x"), egress=[flow("feed", "fraudd")], addressPools=["10.40.0.0/16", "8.8.8.0/24"]
)
"""An unknown key, a landing zone that does not exist, a public prefix."""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A blueprint with two landing zones and no ledger yet."""
    return write(tmp_path, GOOD)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A blueprint with several findings."""
    return write(tmp_path, BAD)


@pytest.fixture
def no_bicep(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which Bicep is nowhere."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("AZURE_CONFIG_DIR", str(tmp_path_factory.mktemp("azure")))
    monkeypatch.delenv("RINGFENCE_BICEP", raising=False)
