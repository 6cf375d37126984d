"""A bank with everything that checks ask about, and an `az` that confirms each fact unless a test says otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.azure.journal import Journal, keys
from ringfence.output import write_tree
from ringfence.pipeline import files
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Resource, plain
from ringfence.plan.model.written.inventory import resources
from tests.banks import PERSON, bank, planned, zone
from tests.cli.ringfence import ringfence
from tests.deploy.conftest import changes
from tests.deploy.fake import Fake
from tests.feature_examples import lake_of, landing_zones, to_lakes
from tests.variants import INFERENCE, PEOPLE, SUPPLIED, inference

HOST = "https://logs.example"
MADE = "/subscriptions/managed-sub/resourceGroups/managed-group"
RULE = {"allowedOrigins": ["https://mlworkspace.azure.ai", "https://ml.azure.com"], "allowedMethods": ["GET"]}


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a bank with an instance, a registry of models and endpoints that get requests."""
    folder = tmp_path_factory.mktemp("confirmed")
    fraud = zone("fraud", services={"modelRegistry": {}}, instances=[{"user": "ana", "objectId": PERSON}])
    rest = [each for each in landing_zones() if lake_of(each) or "dataLake" in each]
    ways = [SUPPLIED, *to_lakes(rest)]
    tree = bank(fraud, inference("scoring", **INFERENCE), *rest, connections=ways, access=PEOPLE)
    write_tree(folder / "out", files(planned(folder, tree)))
    return folder / "out"


def of_kind(plan: Plan, *kinds: str) -> list[Resource]:
    """The resources of some kinds."""
    return [each for package in plan.packages for each in resources(package) if each.kind in kinds]


def shows(az: Fake, resource: Resource | str, **properties: Any) -> None:
    """Show a resource with these properties."""
    name = resource if isinstance(resource, str) else resource.id
    az.answers(f"resource show --ids {name} --api-version", {"id": name, "properties": properties})


def counts(az: Fake, table: str, count: int) -> None:
    """Say how many records a table has."""
    az.answers(table, {"tables": [{"name": "PrimaryResult", "rows": [[count]]}]})


@pytest.fixture
def az(az: Fake, plan: Plan, out: Path) -> Fake:
    """An `az` to which everything is deployed twice and as it should be."""
    for package in plan.packages:
        rows = changes(plan, package.name, "NoChange")
        az.answers(f"what-if --name ringfence-{package.name}", {"status": "Succeeded", "changes": rows})
        state = {"state": "Succeeded", "at": "2026-11-29T08:00:00.0+00:00", "error": None}
        az.answers(f"deployment sub show --name ringfence-{package.name}", state)
        for _ in range(2):
            Journal(out).record(package, plan, keys(out, plan)[package.name])
    for instance in of_kind(plan, "compute-instance"):
        shows(az, instance, properties={"state": "Running", "errors": [], "dataMounts": [{"mountState": "Mounted"}]})
    for service in of_kind(plan, "storage-blobs", "storage-files"):
        shows(az, service, cors={"corsRules": [RULE]})
    analytics(az, plan)
    az.answers("cloud show", HOST)
    for workspace in of_kind(plan, "log-analytics"):
        shows(az, workspace, customerId="customer-id-of-logs")
    for table in ("AZFWDnsQuery", "DNSQueryLogs", "NTANetAnalytics", "AppRequests"):
        counts(az, table, 7)
    for registry in of_kind(plan, "model-registry"):
        shows(az, registry, managedResourceGroup={"resourceId": MADE})
        shows(az, f"{MADE}/providers/Microsoft.Storage", publicNetworkAccess="Disabled")
        shows(az, f"{MADE}/providers/Microsoft.ContainerRegistry", publicNetworkAccess="Disabled")
    for endpoint in of_kind(plan, "online-endpoint"):
        shows(az, endpoint, scoringUri=f"https://{plain(endpoint.name)}.example/score")
    az.answers("rest --method post --resource https://ml.azure.com", [0.5])
    az.answers("rest --method put", err=refusal("Forbidden", "AuthorizationFailed"))
    return az


def analytics(az: Fake, plan: Plan) -> None:
    """Show runtimes, firewalls of lakes and connections as the plan has them."""
    for runtime in of_kind(plan, "synapse-runtime"):
        shows(az, runtime, managedVirtualNetwork={"referenceName": "default"})
    for account, ids in let_in(plan):
        shows(az, account, networkAcls={"resourceAccessRules": [{"resourceId": one.upper()} for one in ids]})
    for target, names in waiting(plan).items():
        az.answers(f"private-endpoint-connection list --id {target}", connections(names, "Approved"))


def let_in(plan: Plan) -> list[tuple[Resource, tuple[str, ...]]]:
    """The accounts of lakes, and the ids of the resources that each lets in."""
    found = [
        (module.services[0].resource, tuple(each.id for each in one.instances))
        for _, module in modules(plan)
        for one in module.layers
    ]
    return [(account, names) for account, names in found if names]


def waiting(plan: Plan) -> dict[str, list[str]]:
    """What targets call the requests of managed networks, by target."""
    found: dict[str, list[str]] = {}
    for _, module in modules(plan):
        for row in module.managed_endpoints:
            found.setdefault(row.target.value, []).append(row.connection)
    return found


def connections(names: list[str], state: str) -> list[dict[str, Any]]:
    """Private endpoint connections as az lists them."""
    place = "/subscriptions/managed/resourceGroups/managed/providers/Microsoft.Network/privateEndpoints"
    return [
        {
            "properties": {
                "privateEndpoint": {"id": f"{place}/{name}"},
                "privateLinkServiceConnectionState": {"status": state},
            }
        }
        for name in names
    ]


def refusal(http: str, code: str, message: str = "no") -> str:
    """How `az rest` prints a refusal."""
    return f"ERROR: {http}({json.dumps({'error': {'code': code, 'message': message}})})\n"


def rows(*arguments: str | Path) -> dict[str, dict[str, Any]]:
    """The checks of a report by id."""
    result = ringfence("confirm", *arguments, "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == (1 if any(row["outcome"] == "refuted" for row in report["checks"]) else 0)
    return {row["id"]: row for row in report["checks"]}
