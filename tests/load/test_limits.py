"""A hostile file costs little: reading ends at stated limits, and memory stays below 200 MB."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.events import Event

from ringfence.blueprint.validate import MOST
from ringfence.diagnostics import Rejected
from ringfence.load.compose import MAX_DEPTH, MAX_FINDINGS, MAX_VALUES, compose
from ringfence.load.document import LIMIT
from ringfence.pipeline import examine
from tests.banks import TENANT, bank, write, zone

pytestmark = pytest.mark.slow

MEMORY = 200_000
"""Kilobytes that a process may take for a hostile file."""
SIZE = LIMIT - 100
TEXTS = {
    "one long word": b"name: " + b"x" * 20_000_000,
    "one long word within the limit": b"name: " + b"x" * SIZE,
    "brackets": b"a: " + b"[" * SIZE,
    "braces": b"{a: " * (SIZE // 4),
    "dashes": b"- " * (SIZE // 2),
    "questions": b"? " * (SIZE // 2),
    "one key again and again": b"a: 1\n" * (SIZE // 5),
    "many keys": b"".join(b"k%d: 1\n" % number for number in range(SIZE // 10)),
    "anchors": b"a: [" + b"&a x, " * (SIZE // 6),
    "aliases of aliases": b"a: &a [x]\n" + b"".join(b"b%d: [*a, *a, *a]\n" % number for number in range(SIZE // 25)),
    "quotation marks": b"'" * SIZE,
    "empty landing zones": b"landingZones:\n" + b"- {}\n" * (SIZE // 5),
    "empty lines": b"a: 1\n" + b"\n" * SIZE,
    "unseen characters": "'{}'".format("\u202e" * (SIZE // 3)).encode(),
}
CHILD = """
import re, resource, sys
from pathlib import Path
from ringfence.pipeline import examine
found = len(examine(Path(sys.argv[1])).findings)
status = Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print(found, peak[1] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
"""On Linux the peak of a process' usage begins with what its parent had; that of its memory map does not."""


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_file_is_refused_with_few_findings_and_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_bytes(TEXTS[name])
    run = [sys.executable, "-c", CHILD, str(path)]
    done = subprocess.run(run, check=True, capture_output=True, text=True, env=os.environ)
    found, memory = map(int, done.stdout.split())
    assert 1 <= found <= 2 * MOST
    assert memory < MEMORY


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("[" * 200_000, MAX_DEPTH + 10),
        ("- " * 200_000, MAX_DEPTH + 10),
        ("".join(f"k{number}: 1\n" for number in range(MAX_VALUES * 3)), 2 * MAX_VALUES + 10),
        ("a: 1\n" * 100_000, 2 * MAX_FINDINGS + 10),
        ("a: [" + "*b, " * 100_000, MAX_FINDINGS + 10),
    ],
    ids=["brackets", "dashes", "many keys", "one key", "aliases"],
)
def test_reading_ends_at_the_limit_however_much_follows(text: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    read, parse = count(), YAML.parse

    def counting(self: YAML, stream: str) -> Iterator[Event]:
        for event in parse(self, stream):
            next(read)
            yield event

    monkeypatch.setattr(YAML, "parse", counting)
    with pytest.raises(Rejected) as rejected:
        compose("bank.yaml", text)
    assert len(rejected.value.report.findings) <= MAX_FINDINGS
    assert next(read) <= most


@pytest.mark.slow
def test_a_bank_as_large_as_the_limits_of_the_language_is_within_those_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, bank(*(zone(f"zone-{number:03}") for number in range(500)), addressPools=["10.0.0.0/9"]))
    assert path.stat().st_size < LIMIT
    assert {finding.code for finding in examine(path).findings} <= {"LIM01", "ADR01"}


def test_prefixes_that_all_overlap_give_no_more_findings_than_anyone_reads(tmp_path: Path) -> None:
    everywhere = ["10.0.0.0/8"]
    path = write(tmp_path, bank(addressPools=everywhere * 100, premises=everywhere * 500))
    assert len(examine(path).findings) == MOST


def test_names_that_lead_nowhere_give_no_more_findings_than_anyone_reads(tmp_path: Path) -> None:
    group = {"objectId": TENANT, "personas": ["auditor"], "landingZones": ["nowhere"]}
    path = write(tmp_path, bank(access=[{"group": f"group-{number}", **group} for number in range(400)]))
    assert len(examine(path).findings) <= 2 * MOST
