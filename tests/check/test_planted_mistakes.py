"""Wrong values typed by hand into a parameter file: the compiler refuses most at their line, `check` the others."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from ringfence.check import Bicep
from ringfence.check.run import examine
from tests.check.test_sabotage import rehash

GOLDEN = Path(__file__).parents[2] / "out" / "universal-bank"
pytestmark = pytest.mark.bicep


@dataclass(frozen=True)
class Mistake:
    """An edit of a package's parameter file; `compiles` for what Bicep takes and only `check` refuses."""

    name: str
    package: str
    wrong: str
    typed: str
    compiles: bool = False


MISTAKES = (
    Mistake("a protocol in capitals", "fraud", r"protocol: 'Tcp'", "protocol: 'TCP'"),
    Mistake("a priority out of range", "fraud", r"priority: 150", "priority: 70000"),
    Mistake("a priority as text", "fraud", r"priority: 150", "priority: '150'"),
    Mistake("a key misspelt", "fraud", r"from: \[network\.agentsPrefix\]", "form: [network.agentsPrefix]"),
    Mistake("a subnet that is not there", "fraud", r"network\.agentsPrefix\]", "network.agentPrefix]"),
    Mistake("a port as a number", "fraud", r"ports: \['443'\]", "ports: [443]"),
    Mistake("a reason too long for Azure", "fraud", r"why: 'Sign-in and tokens", "why: '" + "x" * 150),
    Mistake("a tier of no firewall", "connectivity", r"tier: 'Premium'", "tier: 'Premum'"),
    Mistake("logs kept for too long", "connectivity", r"retentionDays: \d+", "retentionDays: 5000"),
    Mistake(
        "a name too long for a vault",
        "fraud",
        r"'kv-lub-fraud-\w+' }",
        "'kv-lub-fraud-analytics-platform-europe' }",
    ),
    Mistake("a tenant cut short", "fraud", r"(param tenant = '[0-9a-f-]{35})[0-9a-f]", r"\1"),
    Mistake("a switch as text", "fraud", r"useRemoteGateways: true", "useRemoteGateways: 'true'"),
    Mistake("half a peering without a name", "fraud", r"    name: 'peer-fraud-to-hub'\n", ""),
    Mistake("an endpoint without zones", "fraud", r"      zones: \['privatelink\.vaultcore\.azure\.net'\]\n", ""),
    Mistake("a lifecycle of no layer", "lake", r"layer: 'silver'", "layer: 'silber'"),
    Mistake("files kept for too long", "lake", r"retentionDays: 2555", "retentionDays: 146001"),
    Mistake("an address that is none", "connectivity", r"to: landingZones\.fraud\.network", "to: '10.0/8'"),
    Mistake("a tag that is a number", "fraud", r"criticality: 'high'", "criticality: 1"),
    Mistake("an id of a name only", "fraud", r"networkId: '/subscriptions/.*'", "networkId: 'vnet-lub-hub-sdc'"),
    Mistake(
        "a wrong kind of list",
        "fraud",
        r"zones: \['privatelink\.blob[a-z.]+'\]",
        "zones: 'privatelink.blob.core.windows.net'",
    ),
    Mistake("a prefix beyond 32 bits", "fraud", r"computePrefix: '([0-9.]+)/27'", r"computePrefix: '\1/99'", True),
    Mistake("two rules of one name", "fraud", r"name: 'allow-entra-sign-in'", "name: 'allow-private-endpoints'", True),
    Mistake("a layer that is none", "lake", r"name: 'silver'", "name: 'silber'", True),
    Mistake("a vault in capitals", "fraud", r"'kv-lub-fraud-(\w+)' }", r"'KV_lub-fraud-\1' }", True),
)


def planted(folder: Path, mistake: Mistake) -> tuple[Path, int]:
    """The copied package with the mistake in it; its parameter file, and the first line that differs."""
    package = folder / "packages" / mistake.package
    shutil.copytree(GOLDEN / "packages" / mistake.package, package)
    shutil.copytree(GOLDEN / "modules", folder / "modules", dirs_exist_ok=True)
    file = package / "main.bicepparam"
    text = file.read_text("utf-8")
    wrong, count = re.subn(mistake.wrong, mistake.typed, text, count=1)
    assert count == 1, mistake.wrong
    file.write_text(wrong, "utf-8")
    pairs = zip(text.splitlines(), wrong.splitlines(), strict=False)
    return file, next(number for number, (old, new) in enumerate(pairs, 1) if old != new)


@pytest.mark.parametrize("mistake", [one for one in MISTAKES if not one.compiles], ids=lambda one: one.name)
def test_bicep_refuses_at_the_line(bicep: Bicep, tmp_path: Path, mistake: Mistake) -> None:
    file, line = planted(tmp_path, mistake)
    errors = [message for message in bicep.compile(file).messages if message.level == "Error"]
    assert errors, "compiles"
    near = range(line - 5, line + 2)  # what is missing is told of at the start of its object
    assert {Path(one.file).name for one in errors} == {"main.bicepparam"}
    assert any(one.line in near for one in errors), [(one.line, one.text) for one in errors]


@pytest.mark.parametrize("mistake", [one for one in MISTAKES if one.compiles], ids=lambda one: one.name)
def test_check_refuses_what_compiles(bicep: Bicep, tmp_path: Path, mistake: Mistake) -> None:
    folder = tmp_path / "out"
    shutil.copytree(GOLDEN, folder, ignore=shutil.ignore_patterns(mistake.package))
    file, _ = planted(folder, mistake)
    assert not [message for message in bicep.compile(file).messages if message.level == "Error"]
    rehash(folder, file)
    assert not examine(bicep, folder, [mistake.package]).ok


def test_most_are_refused_by_the_compiler() -> None:
    assert sum(not mistake.compiles for mistake in MISTAKES) >= 16
    assert len(MISTAKES) >= 20
