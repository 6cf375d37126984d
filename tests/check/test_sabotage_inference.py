"""Somebody loosens what answers production: every edit is found by the witness that knows why it must not be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from ringfence.check.run import examine
from tests.check.test_sabotage import Sabotage, edited, rehash, role, said, swap

GOLDEN = Path(__file__).parents[2] / "out" / "universal-bank"
pytestmark = pytest.mark.bicep
MODULE = "packages/scoring/modules"
WORKSPACE, ONLINE, BATCH = (
    f"{MODULE}/{name}.bicep" for name in ("inference-workspace", "online-endpoints", "batch-endpoints")
)
COMPUTE, ABROAD = f"{MODULE}/compute.bicep", f"{MODULE}/registry-access.bicep"
LAKE = f"{MODULE}/lake-access-lake.bicep"
DFS = r"^ +'lake-lake-gold-dfs': \{\n(?:.*\n)*?        \}\n(?=        'model-registry')"
ROLES = "packages/scoring/modules/roles.bicep"
WRITER, OWNER = "ba92f5b4-2d11-453d-a403-e96b0029c9fe", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
REGISTRY = "modules/model-registry.bicep"
VALUES = "packages/scoring/main.bicepparam"
QUEUE = r"^ +'storage-queue': \{\n(?:.*\n)*?        \}\n(?=        'storage-table')"
APPROVER = "azureAIEnterpriseNetworkConnectionApprover"
MORE = "x: {type: 'FQDN', category: 'UserDefined', destination: 'evil.example'}"
MIRROR = swap(r"^ +\.\.\.\(contains\(endpoint, 'mirror'\).*\n", "")
CLUSTER = swap("workspace.name, deployment.cluster", "workspace.name, '${deployment.cluster}x'")
SCIENTIST = "'f6c7c914-8db3-469d-8ca1-694a8f32e121'"
PAYMENTS = "8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a23"


def hasty(text: str) -> str:
    """Batch endpoints do not wait for the clusters."""
    head, found, tail = text.partition("module batchEndpointsModule")
    return head + found + tail.replace("    computeModule\n", "", 1)


CASES = (
    Sabotage(
        "open network", WORKSPACE, swap("AllowOnlyApprovedOutbound", "AllowInternetOutbound"), "HRD01", "isolationMode"
    ),
    Sabotage("no network", WORKSPACE, swap("AllowOnlyApprovedOutbound", "Disabled"), "HRD01", "isolationMode"),
    Sabotage("made later", WORKSPACE, swap("Now: true", "Now: false"), "PAR04", "provisionNetworkNow"),
    Sabotage("public", WORKSPACE, swap("Access: 'Disabled'", "Access: 'Enabled'"), "HRD01", "publicNetwork"),
    Sabotage("no queue", WORKSPACE, swap(QUEUE, ""), "PAR04", "storage-queue"),
    Sabotage("another host", VALUES, swap("lists.sanctions.example", "evil.example"), "PAR04", "sanctions-list"),
    Sabotage(
        "one host more", WORKSPACE, swap("outboundRules: {", f"outboundRules: {{\n{MORE}"), "PAR04", "outboundRules.x"
    ),
    Sabotage(
        "another registry", VALUES, swap("registries/mlr-lub-fraud'", "registries/mlr-evil'"), "PAR04", "model-registry"
    ),
    Sabotage("keys at an endpoint", ONLINE, swap("'AADToken'", "'Key'"), "HRD01", "authMode"),
    Sabotage("public endpoint", ONLINE, swap("Access: 'Disabled'", "Access: 'Enabled'"), "HRD01", "publicNetwork"),
    Sabotage("traffic to green", VALUES, swap("blue: 100", "blue: 99"), "PAR04", "traffic.blue"),
    Sabotage("copies to nobody", ONLINE, MIRROR, "PAR04", "mirrorTraffic"),
    Sabotage("another model", VALUES, swap("payment-fraud/versions/12", "payment-fraud/versions/11"), "PAR04", "model"),
    Sabotage(
        "unlogged",
        ONLINE,
        swap(r"(?<=for \(one, index\) in )onlineEndpoints(?=: \{\n    scope)", "take(onlineEndpoints, 0)"),
        "PAR01",
        "diagnosticSettings",
    ),
    Sabotage("deployments side by side", ONLINE, swap(r"^@batchSize\(1\).*\n", ""), "DEP01", "one at a time"),
    Sabotage("work side by side", BATCH, swap(r"^@batchSize\(1\).*\n", ""), "DEP01", "one at a time"),
    Sabotage("unwatched", ONLINE, swap("InsightsEnabled: true", "InsightsEnabled: false"), "HRD01", "appInsights"),
    Sabotage(
        "code of another account", VALUES, swap(r"(?<=uri: 'https://)\w+(?=\.blob)", "stevil"), "PAR04", "codeUri"
    ),
    Sabotage(
        "another version of code", VALUES, swap("scoring-code/versions/7", "scoring-code/versions/6"), "REF01", "6"
    ),
    Sabotage(
        "unsigned telemetry", ONLINE, swap(r"^ +environmentVariables: .*\n", ""), "PAR04", "APPLICATIONINSIGHTS_AUTH"
    ),
    Sabotage(
        "telemetry by another identity",
        ONLINE,
        swap("AAD;ClientId=", "AAD;ClientId=x"),
        "PAR04",
        "APPLICATIONINSIGHTS_AUTH",
    ),
    Sabotage(
        "tells what is late", ONLINE, swap("properties.clientId", "properties.principalId"), "SNP02", "APPLICATION"
    ),
    Sabotage("scales without end", VALUES, swap("max: 12", "max: 50"), "PAR04", "maximum"),
    Sabotage(
        "scales another",
        ONLINE,
        swap(r"(?<=targetResourceUri: )deployments\[.*\]", "deployments[1]"),
        "PAR04",
        "targetResourceUri",
    ),
    Sabotage("gives all back", ONLINE, swap(r"(?<=string\(rule\.step\) : )'1'", "'9'"), "PAR04", "scaleAction.value"),
    Sabotage("never gives back", ONLINE, swap("direction: direction", "direction: 'Increase'"), "PAR04", "direction"),
    Sabotage("keys for batch", BATCH, swap("'AADToken'", "'Key'"), "HRD01", "authMode"),
    Sabotage(
        "another cluster",
        BATCH,
        CLUSTER,
        "PAR04",
        "compute",
    ),
    Sabotage(
        "answers for another endpoint",
        ONLINE,
        swap(r"(?<=parent: )endpoints\[.*\]", "endpoints[1]"),
        "PAR02",
        "review-",
    ),
    Sabotage(
        "callers replace the model again",
        ONLINE,
        swap(r"(?<=roleType, )customRolesOnlineCaller", SCIENTIST),
        "DSG50",
        "replace what answers at endpoints of mlw-lub-scoring",
    ),
    Sabotage("anybody calls", VALUES, swap(PAYMENTS, PAYMENTS.replace("4a23", "4a99")), "PAR01", "roleAssignments"),
    Sabotage("work before the cluster is there", "packages/scoring/main.bicep", hasty, "DEP01", "computes"),
    Sabotage("public nodes", COMPUTE, swap("PublicIp: false", "PublicIp: true"), "HRD01", "enableNodePublicIp"),
    Sabotage("owns the registry", ROLES, role(APPROVER, OWNER), "PAR01", "roleAssignments"),
    Sabotage("no way to the lake", WORKSPACE, swap(DFS, ""), "PAR04", "lake-lake-gold-dfs"),
    Sabotage(
        "another lake", VALUES, swap(r"(?<=storageAccounts/)stlake\w+(?=')", "stevil"), "PAR04", "lake-lake-gold-blob"
    ),
    Sabotage("writes the lake", ROLES, role("storageBlobDataReader", WRITER), "PAR01", "roleAssignments"),
    Sabotage("reads the whole account", LAKE, swap("scope: layerGold", "scope: accountGold"), "PAR01", "roleAssign"),
    Sabotage("another layer", LAKE, swap("name: 'gold'", "name: 'bronze'"), "PAR01", "roleAssignments"),
    Sabotage("public registry", REGISTRY, swap("Access: 'Disabled'", "Access: 'Enabled'"), "HRD01", "publicNetwork"),
    Sabotage("files for anybody", REGISTRY, swap("PublicAccess: false", "PublicAccess: true"), "HRD01", "allowBlob"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_loosened_endpoint_is_found(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]


def test_a_managed_network_is_never_read_as_a_workspace_without_one(bicep: Bicep, folder: Path) -> None:
    """The two kinds of workspace share a type; each edit is judged as the kind that the resource still is."""
    file = folder / WORKSPACE
    file.write_text(file.read_text("utf-8").replace("AllowOnlyApprovedOutbound", "Disabled"), "utf-8")
    rehash(folder, file)
    found = [f for f in examine(bicep, folder, ["scoring"]).findings if f.code == "HRD01"]
    assert [f.path.rsplit("/", 1)[-1] for f in found] == ["properties.managedNetwork.isolationMode"]
