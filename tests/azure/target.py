"""What is deployed where: the examples as they stand in the checkout, or made for a real subscription."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.azure import variant
from tests.azure.cli import Azure

ROOT = variant.ROOT
QUICKSTART = ROOT / "out" / "quickstart"
EVERY = tuple(path.parent for path in sorted((ROOT / "out").glob("*/DEPLOY.md")))
"""The output of every blueprint, as it stands in the checkout."""
EXAMPLES = EVERY if os.environ.get("AZ_TEST_EXAMPLES") == "all" else (QUICKSTART, ROOT / "out" / "universal-bank")
"""What azure-cli rolls out: the smallest example and the largest, which has every service; all of them when asked."""
REAL = os.environ.get("AZ_TEST_SUBSCRIPTION", "")
WRITABLE = os.environ.get("AZ_TEST_CREATE") == "1"

standin_only = pytest.mark.skipif(bool(REAL), reason="AZ_TEST_SUBSCRIPTION is set; this test needs the stand-in")
deploys = pytest.mark.skipif(
    bool(REAL) and not WRITABLE, reason="a real subscription is only written to with AZ_TEST_CREATE=1"
)


def for_subscription(azure: Azure, folder: Path, subscription: str) -> Path:
    """Generate the quickstart for one subscription, with all of the bank in it; the ledger stays in `folder` too."""
    account = azure.words(folder, "az", "account", "show", "--subscription", subscription).json()

    def all_in_one(blueprint: dict[str, Any]) -> None:
        blueprint["institution"]["tenant"] = account["tenantId"]
        blueprint["subscriptions"] = [{"name": "test", "id": subscription}]
        blueprint["hubs"][0]["subscription"] = blueprint["environments"][0]["subscription"] = "test"

    return variant.generate(azure, QUICKSTART.name, folder, all_in_one, "--check")
