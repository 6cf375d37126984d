"""The script that has managed private endpoints approved: those of this factory, when all of them are planned."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.runbook.managed_endpoints import managed_endpoint_scripts
from ringfence.plan.model.package import Plan
from tests.banks import bank, planned
from tests.factories import SERVER, factory
from tests.pack.stand_ins import lines
from tests.pack.stand_ins import run as run_script

AZ = """\
#!/bin/sh
case "$*" in
  *list*Pending*ends_with*|*list*ends_with*Pending*) printf '%s' "${WAITING-/mine}" ;;
  *list*ends_with*) printf '%s' "${MINE-/mine}" ;;
  *list*contains*) printf '%s' "${ALL-/mine}" ;;
  *approve*) printf '%s\\n' "$*" >>calls ;;
esac
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, bank(factory(sqlServers=[SERVER]))).plan


def run(folder: Path, plan: Plan, **said: str) -> tuple[int, list[str]]:
    """Runs the script with an `az` that says which requests there are; its exit code and what it approved."""
    (script,) = managed_endpoint_scripts(plan)
    text = script.text.replace("change=${1:", "change=${CHANGE:")
    done = run_script(folder, text, {"az": AZ}, CHANGE="CHG42", **said)
    return done.returncode, lines(folder / "calls")


def test_each_target_is_asked_for_the_requests_of_the_factory_by_name(plan: Plan) -> None:
    (script,) = managed_endpoint_scripts(plan)
    calls = [line for line in script.text.splitlines() if line.startswith("approve /")]
    assert [line.split()[1].rsplit("/", 1)[-1].split("-")[0] for line in calls] == ["sql", "kv"]
    assert all(line.split()[2] == "1" for line in calls)
    assert all("/adf-tb-integration-" in line and "Pending" not in line for line in calls)


def test_what_the_plan_has_is_approved_with_the_number_of_the_change(plan: Plan, tmp_path: Path) -> None:
    code, approved = run(tmp_path, plan)
    assert code == 0
    assert len(approved) == 2
    assert all("--id /mine" in line and "CHG42" in line for line in approved)


def test_what_is_approved_already_is_left_as_it_is(plan: Plan, tmp_path: Path) -> None:
    assert run(tmp_path, plan, WAITING="") == (0, [])


@pytest.mark.parametrize("said", [{"MINE": ""}, {"MINE": "/mine\n/twin\n"}, {"ALL": "/mine\n/by-hand\n"}])
def test_a_request_that_is_missing_or_not_in_the_plan_stops_it(
    said: dict[str, str], plan: Plan, tmp_path: Path
) -> None:
    code, approved = run(tmp_path, plan, **said)
    assert (code, approved) == (1, [])


def test_a_request_of_others_is_left_alone(plan: Plan) -> None:
    """DSG84 holds for templates; the script has no query that a request of another service could match."""
    (script,) = managed_endpoint_scripts(plan)
    assert "[?properties.privateLinkServiceConnectionState" not in script.text
