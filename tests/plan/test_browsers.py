"""Pages that may call storage from a browser: those of the studio, and only the account of its workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.review.tables import not_confirmed
from ringfence.plan.model.package import Plan, modules
from tests.banks import bank, planned, zone

REGIONS = {"AzureCloud": "westeurope", "AzureUSGovernment": "usgovvirginia"}
STUDIO = {"AzureCloud": "https://ml.azure.com", "AzureUSGovernment": "https://ml.azure.us"}


@pytest.fixture
def plan(tmp_path: Path, cloud: str) -> Plan:
    hub = {"firewall": {"tier": "Standard"}}
    tree = bank(zone("fraud"), zone("lake", "dataLake"), regions=[REGIONS[cloud]], hub=hub)
    tree["institution"]["cloud"] = cloud
    return planned(tmp_path, tree).plan


@pytest.mark.parametrize("cloud", REGIONS)
def test_the_studio_of_the_cloud_may_call_blobs_and_files_of_the_workspace_and_nothing_else(
    plan: Plan, cloud: str
) -> None:
    services = [one for _, module in modules(plan) for one in module.services]
    opened = {one.resource.kind: one.origins for one in services if one.origins}
    assert opened.keys() == {"storage-blobs", "storage-files"}
    assert all({*origins} & {*STUDIO.values()} == {STUDIO[cloud]} for origins in opened.values())


@pytest.mark.parametrize("cloud", REGIONS)
def test_what_no_source_says_of_a_cloud_is_not_confirmed(plan: Plan, cloud: str) -> None:
    rows = [row for row in not_confirmed(plan).rows if "Pages of the studio" in row[0]]
    assert ["hosts of the cloud" in row[1] for row in rows] == [cloud != "AzureCloud"]
