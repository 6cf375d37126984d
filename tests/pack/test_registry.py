"""The script that makes a registry's two private endpoints: plain shell, in the zones that the package's own are in."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from ringfence.pack.runbook.registry import registry_scripts
from ringfence.plan.model.package import Plan
from tests.banks import bank, planned, zone
from tests.pack.stand_ins import lines
from tests.pack.stand_ins import run as run_script

MADE = "/subscriptions/s/resourceGroups/azureml-rg-mlr-tb-fraud_0f3c"
AZ = f"""\
#!/bin/sh
if [ "$1 $2" = "resource show" ] && [ "$6" = properties.publicNetworkAccess ]; then
  case "$4" in
    */storageAccounts/*) echo "${{FILES-Disabled}}" ;;
    */registries/*) [ -z "${{LOST-}}" ] || exit 3; echo "${{IMAGES-Disabled}}" ;;
  esac
elif [ "$1 $2" = "resource show" ]; then
  [ -z "${{FAILS-}}" ] || exit 3
  echo "${{GROUP-{MADE}}}"
else
  printf '%s\\n' "$*" >>calls
fi
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, bank(zone("fraud", services={"modelRegistry": {}}), zone("pricing"))).plan


def run(folder: Path, plan: Plan, **variables: str) -> tuple[int, list[list[str]]]:
    """Runs the script with an `az` that knows the registry's group; its exit code and what it asked az for."""
    (script,) = registry_scripts(plan)
    assert script.path == "packages/fraud/registry-endpoints.sh"
    done = run_script(folder, script.text, {"az": AZ}, **variables)
    return done.returncode, list(map(shlex.split, lines(folder / "calls")))


def value(words: list[str], option: str) -> str:
    return words[words.index(option) + 1]


def test_both_endpoints_lead_to_what_azure_made_and_write_their_records(plan: Plan, tmp_path: Path) -> None:
    code, calls = run(tmp_path, plan)
    assert code == 0
    made = [words for words in calls if words[:3] == ["network", "private-endpoint", "create"]]
    records = [words for words in calls if words[:3] == ["network", "private-endpoint", "dns-zone-group"]]
    assert [value(words, "--group-id") for words in made] == ["blob", "registry"]
    targets = [value(words, "--private-connection-resource-id") for words in made]
    assert all(target.startswith(f"{MADE}/providers/") for target in targets)
    assert [value(words, "--endpoint-name") for words in records] == [value(words, "--name") for words in made]
    zones = [value(words, "--private-dns-zone").rsplit("/", 1)[-1] for words in records]
    assert zones == ["privatelink.blob.core.windows.net", "privatelink.azurecr.io"]
    assert {value(words, "--subnet").rsplit("/", 1)[-1] for words in made} == {"snet-endpoints"}


@pytest.mark.parametrize("answer", [{"FAILS": "1"}, {"GROUP": ""}], ids=["failure", "nothing"])
def test_a_registry_that_does_not_say_where_its_group_is_ends_the_script(
    answer: dict[str, str], plan: Plan, tmp_path: Path
) -> None:
    code, calls = run(tmp_path, plan, **answer)
    assert code != 0
    assert calls == []


@pytest.mark.parametrize(
    ("answers", "open_"),
    [
        ({}, []),
        ({"FILES": "Enabled"}, ["storageAccounts"]),
        ({"FILES": ""}, ["storageAccounts"]),
        ({"IMAGES": "Enabled"}, ["registries"]),
        ({"FILES": "SecuredByPerimeter", "IMAGES": ""}, ["storageAccounts", "registries"]),
    ],
    ids=str,
)
def test_accounts_that_azure_left_open_end_the_script_with_a_failure(
    answers: dict[str, str], open_: list[str], plan: Plan, tmp_path: Path
) -> None:
    """Source: azure-ai-docs machine-learning/how-to-registry-network-isolation.md (2025-04-04)."""
    (script,) = registry_scripts(plan)
    done = run_script(tmp_path, script.text, {"az": AZ}, **answers)
    assert (done.returncode != 0) == bool(open_)
    assert [word for word in ("storageAccounts", "registries") if f"/{word}/" in done.stderr] == open_
    assert len(lines(tmp_path / "calls")) == 4


def test_an_account_that_cannot_be_looked_at_is_not_taken_for_closed(plan: Plan, tmp_path: Path) -> None:
    code, _ = run(tmp_path, plan, LOST="1")
    assert code != 0


def test_the_endpoints_subnet_has_room_for_them(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    without = planned(tmp_path / "without", bank(zone("fraud"), zone("pricing"))).plan

    def needed(of: Plan) -> int:
        modules = (module for package in of.packages if package.name == "fraud" for module in package.modules)
        subnets = (subnet for module in modules for network in module.networks for subnet in network.subnets)
        return next(subnet.needed for subnet in subnets if subnet.role == "endpoints")

    assert needed(plan) - needed(without) == 1 + 1 + 2  # the registry, its files, its images
