"""One stand-in, one sign-in and one deployment of the quickstart for the whole session.

AZ_TEST_SUBSCRIPTION names a real subscription to look at instead, with the account that `az login` left: then only the
first package is previewed. With AZ_TEST_CREATE=1 too, all is deployed there as DEPLOY.md says, and it is not removed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.check.bicep import Bicep
from tests.azure.cli import Azure, isolated
from tests.azure.rollout import Rollout, roll_out
from tests.azure.runbook import commands
from tests.azure.standin.certificate import certificate
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.server import Server
from tests.azure.target import QUICKSTART, REAL, WRITABLE, for_subscription
from tests.conftest import _absent


@pytest.fixture(scope="session")
def generated(az: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the quickstart's output; for a real subscription, one that is generated for it."""
    folder = tmp_path_factory.mktemp("generated")
    if REAL:
        return for_subscription(Azure(os.environ), folder, REAL)
    return Path(shutil.copytree(QUICKSTART, folder / "out"))


@pytest.fixture(scope="session")
def plan(generated: Path) -> dict[str, Any]:
    """The plan that the packages were made from, as plain JSON."""
    content: dict[str, Any] = json.loads((generated / "plan.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="session")
def standin(bicep: Bicep, plan: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The stand-in for Azure, running; not for tests of a real subscription."""
    if REAL:
        pytest.skip("AZ_TEST_SUBSCRIPTION is set, so the stand-in stays out")
    openssl = shutil.which("openssl")
    if openssl is None:
        _absent("openssl", "It makes the certificate of the stand-in.")
        raise AssertionError
    made = certificate(Path(openssl), tmp_path_factory.mktemp("certificate"))
    subscriptions = tuple(dict.fromkeys(package["subscription"] for package in plan["packages"]))
    server = Server(ResourceManager(bicep, plan["institution"]["tenant"]), made, subscriptions)
    with server.running():
        yield server
    assert not server.faults, "\n".join(server.faults)


@pytest.fixture(scope="session")
def azure(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Azure:
    """azure-cli, signed in: to the stand-in, or as it is found for a real subscription."""
    if REAL:
        return Azure(os.environ)
    standin: Server = request.getfixturevalue("standin")
    folder = tmp_path_factory.mktemp("azure")
    environment = isolated(request.getfixturevalue("bicep_cli"), folder)
    azure = Azure({**environment, "REQUESTS_CA_BUNDLE": str(standin.authority)})
    client = "99999999-0000-0000-0000-000000000001"
    for command in (
        "az config set bicep.use_binary_from_path=true bicep.check_version=false extension.use_dynamic_install=no",
        f"az cloud register --name standin --endpoint-resource-manager {standin.url}",
        "az cloud set --name standin",
        f"az login --service-principal --username {client} --password none --tenant {standin.manager.tenant}",
    ):
        azure.run(command, folder).ok()
    return azure


@pytest.fixture(scope="session")
def rollout(azure: Azure, generated: Path, tmp_path_factory: pytest.TempPathFactory) -> Rollout:
    """The commands of DEPLOY.md, run; for a real subscription that may not be written to, the first preview only."""
    folder = Path(shutil.copytree(generated, tmp_path_factory.mktemp("rollout") / "out"))
    written = commands(folder)
    looks = [command for command in written if command.starts("az deployment sub what-if")]
    return roll_out(azure, folder, written if WRITABLE or not REAL else looks[:1])


@pytest.fixture
def work(generated: Path, tmp_path: Path) -> Path:
    """A copy of the output that a test may change."""
    return Path(shutil.copytree(generated, tmp_path / "out"))
