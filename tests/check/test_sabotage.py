"""Somebody edits what was generated. Each edit must be found twice: by the manifest, and by a witness that knows why.

With the manifest's hashes made right again, only the witness is left to see it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ringfence.check import Bicep, manifest
from ringfence.check.run import examine
from ringfence.diagnostics import Report

GOLDEN = Path(__file__).parents[2] / "out" / "quickstart"
pytestmark = [
    pytest.mark.bicep,
    pytest.mark.skipif(not GOLDEN.is_dir(), reason="out/quickstart is not there; `ringfence generate` writes it"),
]

Edit = Callable[[str], str]


@dataclass(frozen=True)
class Sabotage:
    """An edit of the first file of a glob in which it changes something, and what must be said about it."""

    name: str
    files: str
    edit: Edit
    code: str
    says: str


def swap(old: str, new: str, count: int = 1) -> Edit:
    """Replace the first occurrences of a pattern."""
    return lambda text: re.sub(old, lambda _: new, text, count=count, flags=re.MULTILINE)


def without(head: str) -> Edit:
    """Remove the first block that starts with a line of this pattern, up to the closing brace of the same depth."""
    return swap(rf"^( *){head}(?:.*\n)+?\1\}}\n", "")


def element(name: str) -> Edit:
    """Remove the first `{ name: … }` of a list, on lines or on one."""
    return swap(
        rf"^( *)\{{\n +name: '{name}'\n(?:.*\n)*?\1\}}\n|^ *\{{ name: '{name}'.*\}}\n|\{{ name: '{name}'.*\}}", ""
    )


def resource(symbol: str) -> Edit:
    """Remove the declaration of the first resource whose symbol matches."""
    return without(rf"resource {symbol} '")


def role(name: str, other: str) -> Edit:
    """Give a role that the package grants another id."""
    return swap(rf"(?<=^var {name}Role = )'.*'", f"'{other}'")


def loop(symbol: str) -> Edit:
    """Remove the declaration of the first loop whose symbol matches."""
    return swap(rf"^resource {symbol} '(?:.*\n)+?\]\n", "")


def again(symbol: str) -> Edit:
    """Declare the same resource once more, under another symbol."""

    def edit(text: str) -> str:
        block = re.search(rf"^resource {symbol} '(?:.*\n)+?\}}\n", text, re.MULTILINE)
        return text if block is None else f"{text}\n{block[0].replace(f'resource {symbol} ', 'resource another ')}"

    return edit


def exchange(first: str, second: str) -> Edit:
    """Let two assignments of a parameter file change their values."""

    def edit(text: str) -> str:
        values = dict(re.findall(rf"^ +({first}|{second}): ('.*')$", text, re.MULTILINE))
        if len(values) != 2:
            return text
        turned = {first: values[second], second: values[first]}
        return re.sub(
            rf"^( +)({first}|{second}): '.*'$", lambda m: f"{m[1]}{m[2]}: {turned[m[2]]}", text, flags=re.MULTILINE
        )

    return edit


OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
NOWHERE = (
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/x/providers/Microsoft.Storage/storageAccounts/y"
)
MODULE = "packages/*/modules"
DENIES = "modules/security-groups.bicep"

PAGES = """corsRules: [
        {
          allowedHeaders: ['*']
          allowedMethods: ['GET']
          allowedOrigins: ['*']
          exposedHeaders: ['*']
          maxAgeInSeconds: 1800
        }
      ]"""

SABOTAGE = (
    Sabotage(
        "studio shut out of storage",
        "modules/storage.bicep",
        swap(r"^ +cors: \{\n(?:.*\n)*? {4}\}\n", ""),
        "PAR04",
        "cors",
    ),
    Sabotage("any page let in", "modules/storage.bicep", swap("'https://ml.azure.com'", "'*'"), "HRD01", "cors"),
    Sabotage(
        "any page let in to flow records",
        "modules/log-storage.bicep",
        swap(r"corsRules: \[\]", PAGES),
        "HRD01",
        "cors",
    ),
    Sabotage(
        "account slipped into the endpoint policy",
        "packages/*/main.bicepparam",
        swap(r"storageAccounts: \[\]", f"storageAccounts: ['{NOWHERE}']"),
        "REF01",
        NOWHERE,
    ),
    Sabotage(
        "default route dropped",
        f"{MODULE}/network.bicep",
        element("default-to-firewall"),
        "PAR04",
        "default-to-firewall",
    ),
    Sabotage("deny dropped", DENIES, swap(r"^  deny\('Outbound'\)\n", ""), "PAR04", "deny-all-outbound"),
    Sabotage("deny turned", DENIES, swap("access: 'Deny'", "access: 'Allow'"), "PAR04", "access"),
    Sabotage(
        "zone link dropped",
        f"{MODULE}/dns.bicep",
        swap(r"dnsZones(?=: \{\n +parent)", "take(dnsZones, 1)"),
        "PAR01",
        "virtualNetworkLinks",
    ),
    Sabotage(
        "zone dropped from a zone group",
        "packages/*/main.bicepparam",
        swap(r", 'privatelink\.notebooks[a-z.]+'", ""),
        "PAR04",
        "privatelink-notebooks",
    ),
    Sabotage(
        "dependency dropped",
        "packages/*/main.bicep",
        swap(r"^    storageEndpointsModule\n", "", 2),
        "DEP01",
        "storage-endpoints",
    ),
    Sabotage(
        "diagnostic setting dropped", "modules/storage.bicep", resource(r"\w+Logs"), "PAR01", "diagnosticSettings"
    ),
    Sabotage("lock dropped", "modules/storage.bicep", resource(r"\w+Lock"), "PAR01", "locks"),
    Sabotage(
        "storage opened",
        "modules/storage.bicep",
        swap("publicNetworkAccess: 'Disabled'", "publicNetworkAccess: 'Enabled'"),
        "HRD01",
        "publicNetworkAccess",
    ),
    Sabotage(
        "shared keys allowed",
        "modules/storage.bicep",
        swap("allowSharedKeyAccess: false", "allowSharedKeyAccess: true"),
        "HRD01",
        "allowSharedKeyAccess",
    ),
    Sabotage(
        "purge protection off",
        "modules/key-vault.bicep",
        swap("enablePurgeProtection: true", "enablePurgeProtection: false"),
        "HRD01",
        "enablePurgeProtection",
    ),
    Sabotage(
        "nodes made public",
        f"{MODULE}/compute.bicep",
        swap("enableNodePublicIp: false", "enableNodePublicIp: true"),
        "HRD01",
        "enableNodePublicIp",
    ),
    Sabotage(
        "subnet given a way out",
        f"{MODULE}/network.bicep",
        swap("defaultOutboundAccess: false", "defaultOutboundAccess: true"),
        "HRD01",
        "defaultOutboundAccess",
    ),
    Sabotage(
        "threats only reported",
        "modules/firewall.bicep",
        swap("threatIntelMode: 'Deny'", "threatIntelMode: 'Alert'"),
        "HRD01",
        "threatIntelMode",
    ),
    Sabotage(
        "a host trusted by threat intelligence",
        "packages/*/main.bicepparam",
        swap(r"trustedHosts: \[\]", "trustedHosts: ['a.example.com']"),
        "PAR04",
        "threatIntelWhitelist",
    ),
    Sabotage(
        "firewall source widened",
        "packages/connectivity/main.bicepparam",
        swap(r"(?<=from: \[)(?=landingZones)", "'*', "),
        "PAR04",
        "sourceAddresses",
    ),
    Sabotage(
        "groups of rules at once",
        "modules/firewall.bicep",
        swap(r"^@batchSize\(1\).*\n", ""),
        "DEP01",
        "one at a time",
    ),
    Sabotage(
        "subnet under another group",
        "packages/*/main.bicep",
        swap("(?<=networkComputeSecurityGroup: )network.computeSecurityGroup", "network.endpointsSecurityGroup"),
        "PAR04",
        "networkSecurityGroup.id",
    ),
    Sabotage(
        "subnet without its routes",
        f"{MODULE}/network.bicep",
        swap(r"^ +routeTable: \{ id: .*\n", ""),
        "PAR04",
        "routeTable",
    ),
    Sabotage(
        "prefixes swapped",
        "packages/*/main.bicepparam",
        exchange("agentsPrefix", "computePrefix"),
        "PAR04",
        "addressPrefix",
    ),
    Sabotage(
        "address of the firewall changed",
        "packages/*/main.bicepparam",
        swap(r"firewallAddress: '[0-9.]+'", "firewallAddress: '192.0.2.1'"),
        "PAR04",
        "nextHopIpAddress",
    ),
    Sabotage(
        "peering forwards",
        "packages/*/main.bicepparam",
        swap("allowForwardedTraffic: false", "allowForwardedTraffic: true"),
        "PAR04",
        "allowForwardedTraffic",
    ),
    Sabotage(
        "role assignment dropped",
        f"{MODULE}/identity-access.bicep",
        resource(r"\w+StorageBlobDataContributor\w*"),
        "PAR01",
        "roleAssignments",
    ),
    Sabotage(
        "instance before the roles of its owner",
        "packages/*/main.bicep",
        swap(r"^    ownerAccessModule\n", ""),
        "DEP01",
        "module compute does not wait for module owner-access",
    ),
    Sabotage(
        "owner without roles",
        "packages/*/main.bicepparam",
        swap(r"owners: \[.*\]", "owners: []"),
        "PAR01",
        "Authorization",
    ),
    Sabotage(
        "roles for another person",
        "packages/*/main.bicepparam",
        swap(r"owners: \['\w{8}", "owners: ['00000000"),
        "PAR01",
        "Authorization",
    ),
    Sabotage(
        "owner's roles for a group",
        f"{MODULE}/owner-access.bicep",
        swap("principalType: 'User'", "principalType: 'Group'"),
        "PAR04",
        "principalType",
    ),
    Sabotage(
        "role changed",
        f"{MODULE}/identity-access.bicep",
        swap(r"(?<=roleDefinitions',\n {6})\w+Role$", f"'{OWNER}'"),
        "PAR04",
        OWNER,
    ),
    Sabotage(
        "logs sent elsewhere",
        "packages/*/main.bicepparam",
        swap(r"logAnalyticsId: '.*'", f"logAnalyticsId: '{NOWHERE}'"),
        "REF01",
        NOWHERE,
    ),
    Sabotage(
        "region changed",
        "packages/*/main.bicepparam",
        swap("param location = '.*'", "param location = 'eastus'"),
        "PAR03",
        "eastus",
    ),
    Sabotage(
        "resource switched off",
        "modules/storage.bicep",
        swap(r"(?<=^resource storage 'Microsoft\.Storage/storageAccounts@\d{4}-\d\d-\d\d' =)", " if (empty(location))"),
        "PAR01",
        "storageAccounts",
    ),
    Sabotage(
        "resource declared twice",
        f"{MODULE}/identities.bicep",
        again(r"workspaceIdentity"),
        "UNQ01",
        "declared 2 times",
    ),
    Sabotage(
        "value left to run time",
        f"{MODULE}/machine-learning.bicep",
        swap("friendlyName: workspaceFriendlyName", "friendlyName: '${workspaceFriendlyName} ${environment().name}'"),
        "SNP02",
        "environment()",
    ),
    Sabotage(
        "lint rules silenced",
        "packages/*/bicepconfig.json",
        swap('"level": "error"', '"level": "off"'),
        "CMP02",
        "lint",
    ),
    Sabotage("layout changed", "packages/*/main.bicep", swap("^  scope:", "    scope:"), "FMT01", "main.bicep"),
    Sabotage(
        "compile error", "packages/*/main.bicep", swap("^  scope: .*\n", "  scope: nothing\n"), "WIT01", "not proven"
    ),
)


def sabotaged(folder: Path, case: Sabotage) -> tuple[Path, str]:
    """Make the edit; the file that was edited and the package that it is in."""
    for file in sorted(folder.glob(case.files)):
        text = file.read_text("utf-8")
        edited = case.edit(text)
        if edited != text:
            file.write_text(edited, "utf-8", newline="\n")
            return file, package_of(folder, file)
    pytest.fail(f"{case.name}: the edit changes no file of {case.files}")


def package_of(folder: Path, file: Path) -> str:
    """The package that a file is in; for one that packages share, the first that calls it."""
    room, *rest = file.relative_to(folder).parts
    if room == "packages":
        return rest[0]
    call = f"'../../{room}/{file.name}'"
    mains = sorted(folder.glob("packages/*/main.bicep"))
    return next(main.parent.name for main in mains if call in main.read_text("utf-8"))


def rehash(folder: Path, *files: Path) -> None:
    """What somebody would do who knows about the manifest."""
    path = folder / manifest.NAME
    content = json.loads(path.read_text("utf-8"))
    for file in files:
        content["files"][file.relative_to(folder).as_posix()] = hashlib.sha256(file.read_bytes()).hexdigest()
    path.write_text(json.dumps(content), "utf-8")


def said(report: Report, code: str, text: str) -> bool:
    return any(f.code == code and text in f"{f.place} {f.path} {f.message} {f.value} {f.hint}" for f in report.findings)


def edited(bicep: Bicep, folder: Path, case: Sabotage) -> Report:
    """What is said after the edit of a case, once the manifest has seen it and its hashes are right again."""
    file, package = sabotaged(folder, case)
    assert said(Report.of(manifest.untouched(folder)), "MAN01", file.name)
    rehash(folder, file)
    return examine(bicep, folder, [package])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "out"))


def test_the_golden_folder_is_proven(bicep: Bicep, folder: Path) -> None:
    assert examine(bicep, folder).findings == ()


@pytest.mark.parametrize("case", SABOTAGE, ids=lambda case: case.name)
def test_sabotage_is_found_by_manifest_and_witness(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    file, package = sabotaged(folder, case)
    assert [f.path for f in manifest.untouched(folder)] == [file.relative_to(folder).as_posix()]
    rehash(folder, file)
    report = examine(bicep, folder, [package])
    assert not said(report, "MAN01", "")
    assert said(report, case.code, case.says), report.findings
    assert not report.ok


def test_manifest_and_witness_are_heard_together(bicep: Bicep, folder: Path) -> None:
    case = next(case for case in SABOTAGE if case.code == "HRD01")
    _, package = sabotaged(folder, case)
    report = examine(bicep, folder, [package])
    assert said(report, "MAN01", "storage.bicep")
    assert said(report, case.code, case.says)
    assert said(report, "MAN03", "main.json")


def agree(part: object) -> int:
    """Let every part of a plan that closes public access open it; how many did."""
    if isinstance(part, list):
        return sum(agree(item) for item in part)
    if not isinstance(part, dict):
        return 0
    closed = part.get("path") == "properties.publicNetworkAccess"
    if closed:
        part["value"] = "Enabled"
    return closed + sum(agree(item) for item in part.values())


def test_a_plan_edited_to_match_does_not_help(bicep: Bicep, folder: Path) -> None:
    opened = swap("publicNetworkAccess: 'Disabled'", "publicNetworkAccess: 'Enabled'")
    file, package = sabotaged(folder, Sabotage("", "modules/storage.bicep", opened, "", ""))
    plan = folder / manifest.PLAN
    content = json.loads(plan.read_text("utf-8"))
    assert agree(content) > 0
    plan.write_text(json.dumps(content), "utf-8")
    rehash(folder, file, plan)
    report = examine(bicep, folder, [package])
    assert said(report, "HRD01", "publicNetworkAccess")
    assert not said(report, "MAN01", "")


def test_an_id_that_is_spelled_out_carries_no_dependency(bicep: Bicep, folder: Path) -> None:
    """The snapshot stays the same to the letter, but the hub's half would be deployed before the network is there."""
    plan = manifest.plan_of(folder)
    package, network = next((p, n) for p in plan.packages for m in p.modules if m.peerings for n in _networks(p))
    main = folder / "packages" / package.name / "main.bicep"
    text = main.read_text("utf-8")
    literal = text.replace(
        "virtualNetworkId: networkModule.outputs.virtualNetworkId", f"virtualNetworkId: '{network}'", 1
    )
    assert literal != text
    main.write_text(literal, "utf-8")
    rehash(folder, main)
    report = examine(bicep, folder, [package.name])
    assert said(report, "DEP01", "names network/virtualNetwork, but does not wait for it")
    assert not said(report, "PAR04", "")


def _networks(package: object) -> list[str]:
    return [n.resource.id for m in package.modules for n in m.networks]  # type: ignore[attr-defined]


def test_a_comment_is_found_by_the_manifest_alone(bicep: Bicep, folder: Path) -> None:
    main = min(folder.glob("packages/*/main.bicep"))
    main.write_text(f"// Approved by nobody.\n{main.read_text('utf-8')}", "utf-8")
    findings = examine(bicep, folder, [main.parent.name]).findings
    assert [(f.code, f.path) for f in findings] == [("MAN01", main.relative_to(folder).as_posix())]
