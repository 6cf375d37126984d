"""A Databricks package in front-end mode is deployed twice by azure-cli, past the intent policy of the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.azure.cli import Azure
from tests.azure.example import plan_of
from tests.azure.standin.intent_policies import faults
from tests.azure.standin.server import Server
from tests.azure.target import standin_only
from tests.azure.test_standin_intent_policies import CODE, without_its_rules
from tests.azure.variant import generate
from tests.cli.ringfence import ringfence

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

GROUP = "Microsoft.Network/networkSecurityGroups"


def spark(blueprint: dict[str, Any]) -> None:
    """One landing zone, with a workspace that is reached by private link at its front door only."""
    (zone,) = blueprint["landingZones"]
    databricks = {"privateLink": "front-end", "webAuthentication": True}
    blueprint["landingZones"] = [{"name": "spark", "environment": zone["environment"], "databricks": databricks}]
    blueprint.pop("egress", None)
    blueprint["access"] = []


@pytest.fixture
def here(azure: Azure, standin: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The stand-in with nothing deployed, for commands that run in this process."""
    for key, value in azure.environment.items():
        monkeypatch.setenv(key, value)
    with standin.emptied():
        yield standin


def test_the_second_deployment_keeps_the_rules_that_the_service_demands(
    azure: Azure, here: Server, tmp_path: Path
) -> None:
    folder = generate(azure, "quickstart", tmp_path, spark)
    for package in plan_of(folder)["packages"]:
        for namespace in package["providers"]:
            here.manager.register(package["subscription"], namespace)
    for again in ([], ["--again"]):
        done = ringfence("deploy", folder, "--yes", "--done", "*", *again)
        assert (done.exit_code, done.stdout) == (0, "connectivity: done\nspark: done\n"), done.stderr
    state = here.manager.state
    old = [without_its_rules(row) for row in state.values() if row["type"] == GROUP]
    assert [problem.code for row in old for problem in faults(row, state)] == [CODE, CODE]
