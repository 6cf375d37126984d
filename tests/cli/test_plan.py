"""`plan` shows what will be deployed, and everything that Ringfence chose on its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ringfence.pack.text.terminal import MOST, named, printed, summary
from ringfence.pipeline import decide
from ringfence.plan.model.package import modules
from ringfence.plan.model.written.plan_json import read_plan
from tests.banks import bank, write, zone
from tests.cli.ringfence import listing, ringfence
from tests.variants import VARIANTS

pytestmark = pytest.mark.slow


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """A blueprint with everything in it."""
    return write(tmp_path, VARIANTS["everything"])


def test_every_default_that_was_taken_is_printed_with_its_value(everything: Path) -> None:
    result = ringfence("plan", everything, "--table", "defaults-taken")
    defaults = decide(everything).plan.defaults
    assert (result.exit_code, result.stderr) == (0, "")
    assert all(default.at in result.stdout and default.value in result.stdout for default in defaults)
    assert {"hubs[name=weu].firewall.tier", "institution.cloud"} <= {default.at for default in defaults}


def test_one_screen_counts_and_names_every_table(everything: Path) -> None:
    plan = decide(everything).plan
    text = ringfence("plan", everything).stdout
    assert f"{len(plan.packages)} packages" in text
    assert len(text.split("\n")) < 35
    assert f"defaults taken {len(plan.defaults)}," in " ".join(text.split())
    assert all(str(package.name) in text for package in plan.packages[:MOST])
    assert all(re.search(rf"[ ,]{name}\b", text) for name in named(plan))


def test_more_packages_than_a_screen_are_counted(tmp_path: Path) -> None:
    path = write(tmp_path, bank(*(zone(f"team-{letter}") for letter in "abcdefghij")))
    text = ringfence("plan", path).stdout
    assert "... and 3 more: --table packages, --table addresses\n" in text
    assert "team-j" not in text


def test_tables_are_printed_by_name_and_in_the_order_asked_for(everything: Path) -> None:
    text = ringfence("plan", everything, "--table", "role-assignments", "--table", "Private DNS zones").stdout
    assert text.startswith("Role assignments\n")
    assert text.index("Private DNS zones\n") > 0
    assert "Subnets\n" not in text


def test_a_package_has_its_rows_of_every_table(everything: Path) -> None:
    text = ringfence("plan", everything, "--package", "fraud", "--table", "subnets").stdout
    plan = decide(everything).plan
    rows = {str(subnet.name) for _, module in modules(plan) for n in module.networks for subnet in n.subnets}
    assert "fraud" in text
    assert "connectivity" not in text
    assert any(name in text for name in rows)
    assert "Hardening\n" in ringfence("plan", everything, "--package", "fraud").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--table", "firewal-rules"], "the plan has no table 'firewal-rules'; did you mean 'firewall-rules'?"),
        (["--package", "frauds"], "the plan has no package 'frauds'; did you mean 'fraud'?"),
        (["--table", "defaults-taken", "--package", "fraud"], "no row is about fraud"),
        (["--all", "--json"], "leave --table, --package and --all out"),
    ],
)
def test_what_is_not_there_is_misuse(everything: Path, words: list[str], said: str) -> None:
    result = ringfence("plan", everything, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())


def test_a_setting_that_is_written_is_no_default(tmp_path: Path) -> None:
    path = write(tmp_path, VARIANTS["standard-firewall"])
    assert "hub.firewall " not in ringfence("plan", path, "--table", "defaults-taken").stdout


@pytest.mark.parametrize(
    "name",
    ["10.40.0.0/22", "default-to-firewall", "allow-dns-udp", "privatelink.blob.core.windows.net", "AcrPull", "bureau"],
)
def test_networks_rules_routes_zones_rights_and_flows_are_there(everything: Path, name: str) -> None:
    assert name in ringfence("plan", everything, "--all").stdout


@pytest.mark.parametrize("width", [80, 120])
def test_only_a_longer_word_is_wider_than_the_page_and_no_line_ends_in_blanks(everything: Path, width: int) -> None:
    plan = decide(everything).plan
    for text in (summary(plan, "bank.yaml", width), printed(named(plan).values(), width)):
        lines = text.split("\n")
        assert [line for line in lines if line != line.rstrip()] == []
        wide = [line for line in lines if len(line) > width]
        assert [line for line in wide if len(line.split()[-1]) < width - 25] == []


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
