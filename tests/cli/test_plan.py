"""`plan` shows what will be deployed, and everything that Ringfence chose on its own."""

from __future__ import annotations

import json
from itertools import takewhile
from pathlib import Path

import pytest

from ringfence.pipeline import decide
from ringfence.plan.model.plan_json import read_plan
from tests.banks import write
from tests.cli.ringfence import listing, ringfence
from tests.variants import VARIANTS


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """A blueprint with everything in it."""
    return write(tmp_path, VARIANTS["everything"])


def section(text: str, title: str, columns: list[str], following: str) -> dict[str, str]:
    """The cells of a table of the terminal, by column and without what they were folded with, one after the other.

    The table ends where that with the title `following` begins.
    """
    lines = text.split("\n")
    head = lines[lines.index(title) + 1]
    starts = [head.index(column) for column in columns]
    edges = list(zip(starts, [*starts[1:], None], strict=True))
    indented = list(takewhile(lambda line: line != following, lines[lines.index(title) + 2 :]))
    return {
        column: "".join(line[left:right].strip() for line in indented)
        for column, (left, right) in zip(columns, edges, strict=True)
    }


def test_every_default_that_was_taken_is_printed_with_its_value(everything: Path) -> None:
    result = ringfence("plan", everything)
    defaults = decide(everything).plan.defaults
    shown = section(result.stdout, "Defaults taken", ["Setting", "Value", "Meaning"], "Addresses")
    assert (result.exit_code, result.stderr) == (0, "")
    assert shown["Setting"] == "".join(default.at for default in defaults)
    assert shown["Value"] == "".join(default.value for default in defaults)
    assert {"hub.firewall", "institution.cloud"} <= {default.at for default in defaults}


def test_a_setting_that_is_written_is_no_default(tmp_path: Path) -> None:
    path = write(tmp_path, VARIANTS["standard-firewall"])
    assert "hub.firewall" not in ringfence("plan", path).stdout


@pytest.mark.parametrize(
    "name",
    ["10.40.0.0/22", "default-to-firewall", "allow-dns-udp", "privatelink.blob.core.windows.net", "AcrPull", "bureau"],
)
def test_networks_rules_routes_zones_rights_and_flows_are_there(everything: Path, name: str) -> None:
    assert name in ringfence("plan", everything).stdout


def test_no_line_is_wider_than_the_page_or_ends_in_blanks(everything: Path) -> None:
    lines = ringfence("plan", everything).stdout.split("\n")
    assert [line for line in lines if len(line) > 160 or line != line.rstrip()] == []


def test_the_plan_as_json_is_the_plan(everything: Path) -> None:
    result = ringfence("plan", everything, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert read_plan(result.stdout) == decide(everything).plan
    assert json.loads(result.stdout)["institution"]["name"] == "Test Bank"


def test_planning_writes_nothing(everything: Path) -> None:
    before = listing(everything.parent)
    ringfence("plan", everything)
    ringfence("plan", everything, "--json")
    ringfence("explain", everything, "fraud")
    assert listing(everything.parent) == before
