"""`az bicep build` makes of every package exactly the template that was reviewed with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.azure.cli import Azure

pytestmark = [pytest.mark.azure, pytest.mark.bicep]


def test_az_builds_the_reviewed_templates(azure: Azure, work: Path, plan: dict[str, Any]) -> None:
    for package in plan["packages"]:
        folder = work / "packages" / package["name"]
        reviewed = (folder / "main.json").read_bytes()
        (folder / "main.json").unlink()
        azure.run("az bicep build --file main.bicep", folder).ok()
        assert (folder / "main.json").read_bytes() == reviewed
