"""`init` writes a commented blueprint that validates, asks people and never scripts, and overwrites nothing."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ringfence.assets import BLANK, starting_points
from ringfence.blueprint.schema.json_schema import schema_text
from ringfence.load.document import load
from ringfence.pipeline import examine
from ringfence.start.starter import beginning, filled
from tests.cli.ringfence import listing, ringfence

ID = "5d1c7b70-4f2e-4a8e-9d7e-0c6a1b2f3e{:02}"
AWKWARD = [
    "true",
    "null",
    "12",
    "O'Neill & Söhne: Bank",
    'say "yes" # no',
    "[x]",
    "{a}",
    "- dash",
    "*",
    "&a",
    "% x",
    "a: b",
]


@pytest.mark.parametrize("start", sorted(starting_points()))
def test_every_starting_point_becomes_a_blueprint_that_validates_and_generates(start: str, tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    result = ringfence("init", path, "--from", start)
    assert result.exit_code == 0
    assert result.stdout.endswith(f"next: ringfence plan {path}\n")
    assert path.read_text("utf-8") == beginning(start).text
    assert (tmp_path / "blueprint.schema.json").read_text("utf-8") == schema_text()
    assert ringfence("generate", path, "-o", tmp_path / "out").exit_code == 0


def test_the_blank_one_explains_every_part_of_the_language() -> None:
    text = beginning(BLANK).text
    assert text.startswith("# yaml-language-server: $schema=blueprint.schema.json\n")
    for key in ("institution", "regions", "subscriptions", "environments", "addressPools", "onPremises", "hubs"):
        lines = text.splitlines()
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
        assert lines[at - 1].startswith("#") or lines[at + 2].lstrip().startswith("#"), key


def test_what_the_blank_one_shows_in_comments_is_valid_too(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    lines = beginning(BLANK).text.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("# egress:"))
    shown = [
        line.removeprefix("# ") if line.startswith("#  ") or line.endswith(":") else line for line in lines[first:]
    ]
    more = [line.replace("# instances", "instances").replace("#   - {user", "  - {user") for line in lines[:first]]
    path.write_text("\n".join([*more, *shown]), "utf-8")
    assert examine(path).findings == ()
    assert {"egress", "access"} <= set(load(path).tree)


def test_options_stand_in_their_places_and_every_comment_stays(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    options = {
        "--name": "Nordwind Bank",
        "--code": "nwb",
        "--tenant": ID.format(1),
        "--landing-zone": "fraud",
        "--region": "northeurope",
        "--on-premises": "192.168.0.0/16",
    }
    lists = ["--subscription", f"platform={ID.format(2)}", "--subscription", f"workloads={ID.format(3)}"]
    lists += ["--pool", "10.64.0.0/16", "--pool", "10.80.0.0/16", "--region", "swedencentral"]
    words = [word for pair in options.items() for word in pair]
    result = ringfence("init", path, *words, *lists)
    assert result.exit_code == 0, result.stderr
    assert "example ids" not in result.stdout
    tree = load(path).tree
    assert tree["institution"] == {"name": "Nordwind Bank", "code": "nwb", "tenant": ID.format(1)}
    assert tree["regions"] == ["northeurope", "swedencentral"]
    assert tree["addressPools"] == ["10.64.0.0/16", "10.80.0.0/16"]
    assert tree["onPremises"] == {"prefixes": ["192.168.0.0/16"]}
    assert tree["subscriptions"] == [
        {"name": "platform", "id": ID.format(2)},
        {"name": "workloads", "id": ID.format(3)},
    ]
    comments = [line for line in path.read_text("utf-8").splitlines() if line.lstrip().startswith("#")]
    assert comments == [line for line in beginning(BLANK).text.splitlines() if line.lstrip().startswith("#")]


def test_a_landing_zone_gets_its_name_wherever_it_is_referred_to(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    assert ringfence("init", path, "--from", "quickstart", "--landing-zone", "fraud").exit_code == 0
    assert "landingZones: [fraud]" in path.read_text("utf-8")
    assert examine(path).findings == ()


@pytest.mark.parametrize("name", AWKWARD)
def test_a_name_of_any_spelling_stays_that_text(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    result = ringfence("init", path, "--name", name)
    if len(name) < 3:
        assert result.exit_code == 1
    else:
        assert load(path).tree["institution"] == beginning(BLANK).tree["institution"] | {"name": name}  # type: ignore[operator]


def test_ids_that_came_with_the_example_are_named(tmp_path: Path) -> None:
    result = ringfence("init", tmp_path / "bank.yaml", "--tenant", ID.format(1))
    assert (
        "replace the example ids: subscriptions[name=platform].id, subscriptions[name=workloads].id\n" in result.stdout
    )


@pytest.mark.parametrize("there", ["bank.yaml", "bank.ledger.yaml"])
def test_nothing_is_overwritten(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("mine", "utf-8")
    before = listing(tmp_path)
    result = ringfence("init", tmp_path / "bank.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "overwrites nothing" in result.stderr
    assert listing(tmp_path) == before


def test_a_schema_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "blueprint.schema.json").write_text("mine", "utf-8")
    assert ringfence("init", tmp_path / "bank.yaml").exit_code == 0
    assert (tmp_path / "blueprint.schema.json").read_text("utf-8") == "mine"


def test_a_folder_that_cannot_hold_it_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = ringfence("init", tmp_path / "file" / "bank.yaml")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_answers_that_make_no_valid_blueprint_are_findings_with_their_line_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    for flag, value, code in (("--code", "Nord Wind", "BLU03"), ("--pool", "10.0.0.0/13", "NET01")):
        result = ringfence("init", tmp_path / "bank.yaml", flag, value)
        assert result.exit_code == 1
        assert f"error[{code}]" in result.stderr
        assert re.search(r"^ +[0-9]+ \| ", result.stderr, re.MULTILINE)
    assert listing(tmp_path) == {}


def test_a_ledger_is_never_taken_for_a_starting_point() -> None:
    assert all(not name.endswith("ledger") for name in starting_points())
    assert filled(beginning(BLANK), {}) == beginning(BLANK).text


def typed(folder: Path, *answers: str) -> str:
    """What a terminal shows while somebody answers and then leaves; an empty answer is Enter."""
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "ringfence", "init", "bank.yaml"]
    process = subprocess.Popen(command, cwd=folder, stdin=end, stdout=end, stderr=end)
    os.close(end)
    os.write(terminal, b"".join(f"{answer}\n".encode() for answer in answers) + b"\x04")
    shown = b"".join(iter(lambda: _read(terminal), b""))
    os.close(terminal)
    process.wait(timeout=60)
    return shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """What is there; nothing once the other end is closed, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_on_a_terminal_it_asks_and_says_at_once_what_is_wrong(tmp_path: Path) -> None:
    shown = typed(tmp_path, "Nordwind Bank", "Nord", "nwb", ID.format(1), "", "", "", "", "10.64.0.0/16", "fraud")
    assert "Name of the institution [Example Bank]: " in shown
    assert "must be 2 to 6 lower-case letters" in shown
    assert shown.count("part of every name [exbk]") == 2
    tree = load(tmp_path / "bank.yaml").tree
    assert tree["institution"] == {"name": "Nordwind Bank", "code": "nwb", "tenant": ID.format(1)}
    assert tree["addressPools"] == ["10.64.0.0/16"]
    assert examine(tmp_path / "bank.yaml").findings == ()


def test_a_pool_is_asked_after_the_prefixes_on_premises_and_must_not_overlap_them(tmp_path: Path) -> None:
    premises, pools = "10.40.128.0/20", ("", "10.40.128.0/20", "172.16.0.0/16")
    shown = typed(tmp_path, "", "", "", "", "", "", premises, *pools, "fraud")
    assert shown.index("Prefixes in use on premises") < shown.index("Prefixes set aside for Azure networks")
    assert shown.count("Prefixes in use on premises") == 1
    assert shown.count("Prefixes set aside for Azure networks") == 3
    tree = load(tmp_path / "bank.yaml").tree
    assert (tree["onPremises"], tree["addressPools"]) == ({"prefixes": [premises]}, ["172.16.0.0/16"])
    assert examine(tmp_path / "bank.yaml").findings == ()


def test_who_leaves_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    assert "Aborted" in typed(tmp_path, "Nordwind Bank")
    assert listing(tmp_path) == {}
