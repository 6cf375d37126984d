"""What is deployed where: the quickstart as it stands in the checkout, or made for a real subscription."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.azure.cli import Azure

ROOT = Path(__file__).parent.parent.parent
QUICKSTART = ROOT / "out" / "quickstart"
REAL = os.environ.get("AZ_TEST_SUBSCRIPTION", "")
WRITABLE = os.environ.get("AZ_TEST_CREATE") == "1"

standin_only = pytest.mark.skipif(bool(REAL), reason="AZ_TEST_SUBSCRIPTION is set; this test needs the stand-in")
deploys = pytest.mark.skipif(
    bool(REAL) and not WRITABLE, reason="a real subscription is only written to with AZ_TEST_CREATE=1"
)


def for_subscription(azure: Azure, folder: Path, subscription: str) -> Path:
    """Generate the quickstart for one subscription, with all of the bank in it; the ledger stays in `folder` too."""
    account = azure.words(folder, "az", "account", "show", "--subscription", subscription).json()
    yaml = YAML(typ="safe", pure=True)
    blueprint = yaml.load((ROOT / "blueprints" / "quickstart.yaml").read_text("utf-8"))
    blueprint["institution"]["tenant"] = account["tenantId"]
    blueprint["subscriptions"] = [{"name": "test", "id": subscription}]
    blueprint["hub"]["subscription"] = blueprint["environments"][0]["subscription"] = "test"
    path = folder / "quickstart.yaml"
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(blueprint, file)
    command = [sys.executable, "-m", "generator.cli", "generate", str(path), "-o", str(folder / "out"), "--check"]
    azure.words(ROOT, *command).ok()
    return folder / "out"
