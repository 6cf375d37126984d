"""A kind may have another API version in one cloud: the plan has that of the institution's cloud, and checks agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.banks import bank, zone
from tests.features.checkout import SEARCH, Checkout, checkout

pytestmark = pytest.mark.bicep
SOURCE = "source: 'Azure/azure-powershell#27549: another type, the same delay'"
VERSIONS = {"AzureCloud": ("2025-05-01", "2024-11-30"), "AzureUSGovernment": ("2026-11-01", "2023-01-31")}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, bicep_cli: Path) -> Checkout:
    """A checkout with a service and a kind without a folder that have other versions for the US Government."""
    made = checkout(tmp_path_factory.mktemp("clouds") / "checkout")
    made.add("services/search", *SEARCH)
    apart = f"api: {{AzureCloud: '2025-05-01', AzureUSGovernment: {{version: '2026-11-01', {SOURCE}}}}}"
    made.change("services/search/service.yaml", "api: '2025-05-01'", apart)
    apart = f"api: {{AzureCloud: '2024-11-30', AzureUSGovernment: {{version: '2023-01-31', {SOURCE}}}}}"
    kind = "  type: Microsoft.ManagedIdentity/userAssignedIdentities\n  "
    made.change("network/kinds.yaml", f"{kind}api: '2024-11-30'", f"{kind}{apart}")
    return made


@pytest.mark.parametrize(("cloud", "region"), [("AzureCloud", "westeurope"), ("AzureUSGovernment", "usgovvirginia")])
def test_the_plan_has_the_version_of_its_cloud(here: Checkout, cloud: str, region: str) -> None:
    tree = bank(zone("fraud", services={"search": {}}), regions=[region], hub={"firewall": {"tier": "Standard"}})
    tree["institution"]["cloud"] = cloud
    here.folder.joinpath("bank.ledger.yaml").unlink(missing_ok=True)  # another bank: a ledger keeps regions
    here.succeeded("generate", here.write(tree), "--output", f"out-{cloud}", "--check")
    modules = here.folder / f"out-{cloud}" / "packages" / "fraud" / "modules"
    search, identity = VERSIONS[cloud]
    assert f"'Microsoft.Search/searchServices@{search}'" in (modules / "search.bicep").read_text("utf-8")
    text = (modules / "identities.bicep").read_text("utf-8")
    assert f"'Microsoft.ManagedIdentity/userAssignedIdentities@{identity}'" in text


def test_the_list_of_services_shows_both(here: Checkout) -> None:
    told = here.succeeded("services", "search")
    assert "API version 2025-05-01, 2026-11-01 in AzureUSGovernment" in told
