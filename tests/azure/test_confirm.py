"""`ringfence confirm` with the real azure-cli: the stand-in confirms the fact of each check, then refutes it.

What services say is not in the stand-in; each test gives its answers in the shapes of Microsoft's types and pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ringfence.azure.confirm.checks import CHECKS, OF_CALLERS
from ringfence.azure.journal import Journal, keys
from ringfence.check.bicep import Bicep
from ringfence.check.manifest import plan_of
from ringfence.output import write_tree
from ringfence.pack.text.cells import text
from ringfence.pipeline import files
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.services import Service
from ringfence.plan.model.values import Resource
from ringfence.plan.model.written.inventory import resources
from tests.azure.cli import Azure
from tests.azure.example import plan_of as plain
from tests.azure.example import serving, signed_in
from tests.azure.standin.answer import Answer
from tests.azure.standin.server import Server
from tests.azure.target import standin_only
from tests.azure.test_commands import ringfence
from tests.banks import PERSON, bank, planned, zone
from tests.deploy.confirm.conftest import connections, let_in, waiting
from tests.feature_examples import lake_of, landing_zones, to_lakes
from tests.variants import INFERENCE, PEOPLE, SUPPLIED, inference

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

MADE = "/subscriptions/{}/resourceGroups/managed-group"
STUDIO = {"corsRules": [{"allowedOrigins": ["https://ml.azure.com"], "allowedMethods": ["GET"]}]}
PREVIEW, LOGS = "CNF02", ("CNF05", "CNF06", "CNF07", "CNF12", "CNF13")
ASKED = [name for name in CHECKS if name not in {PREVIEW, *OF_CALLERS}]
"""Checks that a deployer can make of this bank without Bicep."""


@dataclass(frozen=True)
class Deployed:
    """A bank that is said to be deployed, its stand-in, and az signed in there."""

    folder: Path
    plan: Plan
    server: Server
    azure: Azure

    def of_kind(self, *kinds: str) -> list[Resource]:
        """The resources of some kinds."""
        return [each for package in self.plan.packages for each in resources(package) if each.kind in kinds]

    def shows(self, resource: Resource | str, **properties: Any) -> None:
        """Show a resource with these properties from now on."""
        own = resource if isinstance(resource, str) else resource.id
        kind = resource.type if isinstance(resource, Resource) else own.split("/providers/")[1].rpartition("/")[0]
        body = {"id": own, "name": own.rpartition("/")[2], "type": kind, "properties": properties}
        self.server.manager.state[own.lower()] = body

    def answers(self, method: str, place: str, body: object, status: int = 200, times: int = 1) -> None:
        """Answer requests of a place, so many."""
        answer = Answer(body if isinstance(body, dict) else {"value": body}, status)
        self.server.api.instead.extend([(method, place, answer)] * times)

    def rows(self, *options: str) -> dict[str, tuple[str, list[str]]]:
        """The outcome and the words of each check that was made, by id."""
        done = ringfence(self.azure, "confirm", str(self.folder), "--json", *options)
        self.server.api.instead.clear()
        rows = json.loads(done.out)["checks"]
        assert done.code == (1 if any(row["outcome"] == "refuted" for row in rows) else 0), done.err
        return {row["id"]: (row["outcome"], [*row["codes"], *row["seen"]]) for row in rows}


@pytest.fixture(scope="module")
def trial(
    az: Path,
    bicep: Bicep,
    bicep_cli: Path,
    throwaway: tuple[Path, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Deployed]:
    """A bank with an instance, a registry of models and endpoints that get requests; recorded as deployed twice."""
    folder = tmp_path_factory.mktemp("confirm")
    fraud = zone("fraud", services={"modelRegistry": {}}, instances=[{"user": "ana", "objectId": PERSON}])
    rest = [each for each in landing_zones() if lake_of(each) or "dataLake" in each]
    ways = [SUPPLIED, *to_lakes(rest)]
    tree = bank(fraud, inference("scoring", **INFERENCE), *rest, connections=ways, access=PEOPLE)
    write_tree(folder / "out", files(planned(folder, tree)))
    plan = plan_of(folder / "out")
    with serving(bicep, plain(folder / "out"), throwaway) as server:
        home = tmp_path_factory.mktemp("home")
        yield Deployed(folder / "out", plan, server, signed_in(server, bicep_cli, home))


def said(own: Deployed, *, well: bool) -> None:
    """What Azure says of everything a deployer's checks ask for, as it should be or not."""
    for package in own.plan.packages:
        repeated(own, package, well=well)
    analytics(own, well=well)
    errors = [] if well else [{"error": {"code": "StorageMountError", "message": "Failed to mount storage."}}]
    state = {"state": "Running" if well else "SetupFailed", "errors": errors}
    for instance in own.of_kind("compute-instance"):
        own.shows(instance, computeType="ComputeInstance", properties=state)
    for part in own.of_kind("storage-blobs", "storage-files"):
        own.shows(part, cors=STUDIO if well else {"corsRules": []})
    for workspace in own.of_kind("log-analytics"):
        own.shows(workspace, customerId="customer")
    counted = {"tables": [{"name": "PrimaryResult", "rows": [[3 if well else 0]]}]}
    own.answers("POST", "/v1/workspaces/customer/query", counted, times=len(LOGS))
    for _, module in modules(own.plan):
        for service in module.services:
            registered(own, service, well=well)
        for firewall in module.firewalls:
            given = {"privateIPAddress": str(firewall.address if well else firewall.address + 1)}
            body = {"id": "x", "name": "x", "properties": {"ipConfigurations": [{"name": "x", "properties": given}]}}
            own.answers("GET", f".*{firewall.resource.id}", body)


def analytics(own: Deployed, *, well: bool) -> None:
    """Runtimes, firewalls of lakes, and what targets call the requests of managed networks."""
    for runtime in own.of_kind("synapse-runtime"):
        own.shows(runtime, **({"managedVirtualNetwork": {"referenceName": "default"}} if well else {}))
    for account, ids in let_in(own.plan):
        own.shows(account, networkAcls={"resourceAccessRules": [{"resourceId": one} for one in ids if well]})
    for target, names in waiting(own.plan).items():
        called = connections([name if well else f"{name}-else" for name in names], "Approved")
        own.answers("GET", f".*{target}/privateEndpointConnections", called, times=len(names))


def repeated(own: Deployed, package: Package, *, well: bool) -> None:
    """Two deployments of a package, and how the second ended."""
    for _ in range(2):
        Journal(own.folder).record(package, own.plan, keys(own.folder, own.plan)[package.name])
    failed = {"code": "DeploymentFailed", "message": "no", "details": [{"code": "ScopeLocked", "message": "no"}]}
    state = {"provisioningState": "Succeeded"} if well else {"provisioningState": "Failed", "error": failed}
    name = f"ringfence-{package.name}"
    body = {"id": name, "name": name, "properties": {"timestamp": "2026-11-29T08:00:00.1234567Z", **state}}
    own.answers("GET", f".*/deployments/{name}", body)


def registered(own: Deployed, service: Service, *, well: bool) -> None:
    """A registry of models with what Azure makes with it; nothing for other services."""
    if service.resource.kind == "model-registry":
        made = MADE.format(service.resource.id.split("/")[2])
        own.shows(service.resource, managedResourceGroup={"resourceId": made})
        for each in managed(service):
            own.shows(f"{made}/providers/{each}", publicNetworkAccess="Disabled" if well else "Enabled")


def managed(registry: Service) -> list[str]:
    """What Azure makes with a registry, by type and name."""
    named = {path.rpartition(".")[2]: text(value) for path, value in registry.values.items()}
    return [
        f"Microsoft.Storage/storageAccounts/{named['storageAccountName']}",
        f"Microsoft.ContainerRegistry/registries/{named['acrAccountName']}",
    ]


@pytest.mark.parametrize("well", [True, False], ids=["confirmed", "refuted"])
def test_a_deployer_asks(trial: Deployed, *, well: bool) -> None:
    said(trial, well=well)
    found = trial.rows(*(word for name in ASKED for word in ("--only", name)))
    assert {name: row[0] for name, row in found.items()} == dict.fromkeys(ASKED, "confirmed" if well else "refuted")
    assert found["CNF01"][1] == (["Running"] if well else ["StorageMountError", "SetupFailed"])
    assert found["CNF03"][1] == ([] if well else ["DeploymentFailed", "ScopeLocked"])
    posts = [entry for entry in trial.server.log if entry.method == "POST" and entry.path.endswith("/query")]
    assert {entry.status for entry in posts} == {200}


@pytest.mark.parametrize("well", [True, False], ids=["confirmed", "refuted"])
def test_a_caller_asks(trial: Deployed, tmp_path: Path, *, well: bool) -> None:
    request = tmp_path / "request.json"
    request.write_text('{"input_data": [[1, 2]]}', "utf-8")
    endpoints = trial.of_kind("online-endpoint")
    for endpoint in endpoints:
        trial.shows(endpoint, scoringUri=f"{trial.server.url}/score")
    denied = {"error": {"code": "AuthorizationFailed", "message": "The client has no authorization over the scope."}}
    invalid = {"error": {"code": "LocationRequired", "message": "The location is required."}}
    trial.answers("POST", "/score", {"scores": [0.5]} if well else {"error": "no"}, 200 if well else 403)
    place = ".*/onlineEndpoints/.*/deployments/ringfence-probe"
    trial.answers("PUT", place, denied if well else invalid, 403 if well else 400, times=len(endpoints))
    found = trial.rows("--as-caller", "--request", str(request), "--only", "CNF09", "--only", "CNF10")
    assert {row[0] for row in found.values()} == {"confirmed" if well else "refuted"}
    assert found["CNF10"][1] == (["Forbidden", "AuthorizationFailed"] if well else ["Bad Request", "LocationRequired"])


def test_a_table_that_log_analytics_does_not_know_has_no_record(trial: Deployed) -> None:
    said(trial, well=True)
    trial.server.api.instead.clear()
    error = {"code": "BadArgumentError", "message": "no", "innererror": {"code": "SemanticError", "message": "no"}}
    trial.answers("POST", "/v1/workspaces/customer/query", {"error": error}, 400)
    outcome, words = trial.rows("--only", "CNF07")["CNF07"]
    assert (outcome, words[0], words[-1]) == ("refuted", "Bad Request", "NTANetAnalytics")
    assert {"BadArgumentError", "SemanticError"} <= set(words)


def test_a_second_preview_that_is_quiet_confirms_and_one_that_is_not_refutes(
    azure: Azure, work: Path, deployed: Server
) -> None:
    done = ringfence(azure, "confirm", str(work), "--only", PREVIEW, "--json").ok()
    assert [row["outcome"] for row in json.loads(done.out)["checks"]] == ["confirmed"]
    account = next(key for key, row in deployed.manager.state.items() if row["type"].endswith("/storageAccounts"))
    deployed.manager.state[account]["properties"]["allowSharedKeyAccess"] = True
    done = ringfence(azure, "confirm", str(work), "--only", PREVIEW, "--json")
    [row] = json.loads(done.out)["checks"]
    assert (done.code, row["outcome"]) == (1, "refuted")
    assert "Modify Microsoft.Storage/storageAccounts: properties.allowSharedKeyAccess" in row["seen"]
