"""A bank with two landing zones, generated once, and an `az` for which all is well unless a test says otherwise."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from ringfence.azure.journal import Journal
from ringfence.catalog.api_versions import api_versions
from ringfence.check.manifest import plan_of
from ringfence.output import write_tree
from ringfence.pack.runbook.stops import stops
from ringfence.pack.tree import scripts
from ringfence.pipeline import files
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.inventory import resources
from tests.banks import TENANT, bank, planned, zone
from tests.deploy.fake import Fake

ZONES = ("fraud", "pricing")


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the bank."""
    folder = tmp_path_factory.mktemp("bank")
    write_tree(folder / "out", files(planned(folder, bank(*map(zone, ZONES)))))
    return folder / "out"


@pytest.fixture
def out(generated: Path, tmp_path: Path) -> Path:
    """A copy of the output that a test may change; what comes before each package is done."""
    folder = Path(shutil.copytree(generated, tmp_path / "out"))
    plan = plan_of(folder)
    for stop in stops(plan, scripts(plan)):
        Journal(folder).tell(stop)
    return folder


@pytest.fixture
def plan(out: Path) -> Plan:
    return plan_of(out)


@pytest.fixture
def az(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """An `az` on PATH: new enough, signed in, everything registered, nothing deployed, every deployment succeeds."""
    folder = tmp_path / "tools"
    folder.mkdir()
    fake = Fake(folder)
    fake.install()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.defpath}")
    monkeypatch.setattr("ringfence.azure.failing.repeat.PAUSES", (0.0, 0.0, 0.0))
    fake.answers("version --output", {"azure-cli": "2.91.0", "extensions": {}})
    fake.answers("bicep version", text="Bicep CLI version 0.49.2 (9beb0fee60)\n")
    fake.answers("account list", accounts(plan))
    fake.answers("rest --method get", {"value": [{"actions": ["*"], "notActions": []}]})
    for namespace in {name.partition("/")[0] for name in api_versions().types}:
        fake.answers(f"provider show --namespace {namespace}", provider(namespace))
    fake.answers("resource show", str(next(f for m in plan.packages[0].modules for f in m.firewalls).address))
    for package in plan.packages:
        fake.answers(
            f"what-if --name ringfence-{package.name}", {"status": "Succeeded", "changes": changes(plan, package.name)}
        )
        fake.answers(
            f"deployment sub create --name ringfence-{package.name}", {"properties": {"provisioningState": "Succeeded"}}
        )
    return fake


def accounts(plan: Plan, **more: str) -> list[dict[str, str]]:
    """What `az account list` says of the plan's subscriptions."""
    ids = dict.fromkeys(package.subscription for package in plan.packages)
    return [{"id": each, "tenantId": TENANT, "state": "Enabled", "cloudName": "AzureCloud"} | more for each in ids]


def provider(namespace: str, state: str = "Registered", **versions: list[str]) -> dict[str, Any]:
    """What `az provider show` says of a namespace: every version that Bicep knows, or other ones of a type."""
    known = {
        name.partition("/")[2]: list(rows)
        for name, rows in api_versions().types.items()
        if name.startswith(f"{namespace}/")
    }
    return {"state": state, "types": [{"name": name, "versions": rows} for name, rows in (known | versions).items()]}


def changes(plan: Plan, name: str, kind: str = "Create") -> list[dict[str, Any]]:
    """A change of one kind for every resource of a package."""
    package = next(package for package in plan.packages if package.name == name)
    return [{"resourceId": each.id, "changeType": kind, "delta": None} for each in resources(package)]
