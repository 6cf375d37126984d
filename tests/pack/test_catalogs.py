"""`catalogs.sh`: a plan changes nothing, one run makes what REVIEW.md says, a second has nothing left to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ringfence.pack.runbook.deploy import deploy
from ringfence.pack.runbook.lakes.catalogs import catalog_scripts
from ringfence.plan.model.package import Plan
from tests.banks import PERSON, Tree, bank, connection, planned, zone
from tests.pack.stand_ins import Done, lines
from tests.pack.stand_ins import run as run_script
from tests.variants import SPARK

pytestmark = pytest.mark.slow

AZ = """\
#!/bin/sh
case "$*" in
*"ad group show"*) [ -n "${NAMELESS-}" ] || echo "${NAMED:-Payments (data) ${5##*-}}" ;;
*workspaceId*) echo 4711 ;;
*) echo adb-1.azuredatabricks.net ;;
esac
"""
DATABRICKS = (Path(__file__).parent / "databricks_stand_in.py").read_text("utf-8")
STEWARDS, SCIENTISTS = PERSON, PERSON.replace("5d1c", "5d1e").replace("f3e51", "f3e52")


def governed(**more: Any) -> Tree:
    """A bank with a catalog over silver and bronze; scientists read silver, stewards write, Databricks reads bronze."""
    catalog = {"name": "payments_prod", "domain": "payments", "owner": "stewards", "workspaces": ["spark"]}
    row = {"lake": "lake", "reason": "They look after it."}
    return bank(
        SPARK,
        zone("lake", "dataLake", catalogs=[{**catalog, "layers": ["bronze", "silver"], **more}]),
        connections=[
            connection("spark", "lake", "lake", "bronze"),
            connection("spark", "lake", "lake", "silver", access="write"),
        ],
        access=[
            {
                "group": "stewards",
                "objectId": STEWARDS,
                "layers": [{**row, "layers": ["bronze", "silver"], "access": "write"}],
            },
            {"group": "scientists", "objectId": SCIENTISTS, "layers": [{**row, "layers": ["silver"]}]},
        ],
    )


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("catalogs"), governed()).plan


@pytest.fixture(scope="module")
def applied(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the script ran once, with what the stand-in then holds."""
    folder = tmp_path_factory.mktemp("applied")
    assert run(folder, plan, "apply").returncode == 0
    return folder


@pytest.fixture
def folder(applied: Path, tmp_path: Path) -> Path:
    """A copy that a test may change, in which nothing was changed since."""
    copied = Path(shutil.copytree(applied, tmp_path / "copy"))
    (copied / "changes").unlink()
    return copied


def run(folder: Path, plan: Plan, mode: str, **variables: str) -> Done:
    (script,) = catalog_scripts(plan)
    return run_script(folder, script.text, {"az": AZ, "databricks": DATABRICKS}, mode, **variables)


def unity(folder: Path) -> dict[str, Any]:
    """What the stand-in holds."""
    return dict(json.loads((folder / "unity.json").read_text("utf-8")))


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    state = unity(folder)
    edit(state)
    (folder / "unity.json").write_text(json.dumps(state), "utf-8")


def name(group: str) -> str:
    """The display name of a group in the directory."""
    return f"Payments (data) {group.rsplit('-', 1)[-1]}"


def test_a_plan_says_what_an_empty_metastore_lacks_and_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    done = run(tmp_path, plan, "plan")
    assert (done.returncode, done.stderr) == (0, "")
    assert "plan: make catalogs payments_prod\n" in done.stdout
    assert "plan: bind payments_prod to workspace 4711\n" in done.stdout
    assert "plan: switch system tables of access on\n" in done.stdout
    assert lines(tmp_path / "changes") == []


def test_what_is_planned_is_what_is_applied_and_then_nothing_is_left(plan: Plan, tmp_path: Path) -> None:
    wanted = run(tmp_path, plan, "plan").stdout.replace("plan:", "apply:")
    done = run(tmp_path, plan, "apply")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", wanted)
    assert (run(tmp_path, plan, "plan").stdout, run(tmp_path, plan, "apply").stdout) == ("", "")


def test_groups_get_what_access_and_connections_give_them_together(folder: Path) -> None:
    held = unity(folder)["grants"]
    assert held["catalog/payments_prod"] == {name(STEWARDS): ["USE_CATALOG"], name(SCIENTISTS): ["USE_CATALOG"]}
    assert held["schema/payments_prod.silver"][name(SCIENTISTS)] == ["READ_VOLUME", "SELECT", "USE_SCHEMA"]
    assert "MODIFY" in held["schema/payments_prod.silver"][name(STEWARDS)]
    assert held["schema/payments_prod.bronze"] == {name(STEWARDS): ["READ_VOLUME", "SELECT", "USE_SCHEMA"]}
    assert unity(folder)["catalogs"]["payments_prod"]["owner"] == name(STEWARDS)
    assert unity(folder)["catalogs"]["payments_prod"]["isolation_mode"] == "ISOLATED"


EDITS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a person who was let in": lambda s: s["grants"]["schema/payments_prod.silver"].update(
        {"eve@b.example": ["SELECT"]}
    ),
    "a group that may do more": lambda s: s["grants"]["catalog/payments_prod"][name(SCIENTISTS)].append(
        "ALL_PRIVILEGES"
    ),
    "managed tables opened": lambda s: s["grants"].update(
        {"external_location/lake-catalog-payments-prod": {"eve@b.example": ["READ_FILES"]}}
    ),
    "another workspace": lambda s: s["bindings"]["catalog/payments_prod"].append(99),
    "an open catalog": lambda s: s["catalogs"]["payments_prod"].update(isolation_mode="OPEN"),
    "another owner": lambda s: s["catalogs"]["payments_prod"].update(owner="eve@b.example"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_somebody_changed_by_hand_is_told_and_set_back(edit: str, plan: Plan, folder: Path) -> None:
    good = unity(folder)
    change(folder, EDITS[edit])
    assert len(run(folder, plan, "plan").stdout.splitlines()) == 1
    assert run(folder, plan, "apply").returncode == 0
    found = unity(folder)
    assert {key: found[key] for key in ("catalogs", "bindings")} == {key: good[key] for key in ("catalogs", "bindings")}
    assert "eve@b.example" not in [who for held in found["grants"].values() for who, what in held.items() if what]


def test_a_metastore_with_storage_is_refused(plan: Plan, folder: Path) -> None:
    change(folder, lambda state: state["metastore"].update(storage_root="abfss://all@st.dfs.core.windows.net/"))
    done = run(folder, plan, "plan")
    assert done.returncode == 1
    assert "metastore m-1 keeps managed tables itself" in done.stderr


def test_a_catalog_of_that_name_with_other_storage_is_no_catalog_of_ours(plan: Plan, folder: Path) -> None:
    change(folder, lambda state: state["catalogs"]["payments_prod"].update(storage_root="abfss://x@y/"))
    done = run(folder, plan, "apply")
    assert (done.returncode, lines(folder / "changes")) == (1, [])
    assert "payments_prod is there, but for 'abfss://x@y/'" in done.stderr


@pytest.mark.parametrize("mode", ["", "aply"])
def test_without_a_mode_nothing_is_asked(mode: str, plan: Plan, tmp_path: Path) -> None:
    done = run(tmp_path, plan, mode)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_group_that_the_directory_does_not_know_ends_the_script(plan: Plan, tmp_path: Path) -> None:
    done = run(tmp_path, plan, "apply", NAMELESS="1")
    assert done.returncode != 0
    assert lines(tmp_path / "changes") == []


@pytest.mark.parametrize("called", ['a "b"', "R&D", "one, two"])
def test_a_name_that_json_spells_otherwise_ends_the_script(called: str, plan: Plan, tmp_path: Path) -> None:
    done = run(tmp_path, plan, "apply", NAMED=called)
    assert done.returncode != 0
    assert "a display name without" in done.stderr
    assert lines(tmp_path / "changes") == []


def test_the_runbook_has_people_look_before_they_apply(plan: Plan) -> None:
    text = deploy(plan, list(catalog_scripts(plan)))
    assert "run `sh catalogs.sh plan`, read what it says, then run `sh catalogs.sh apply`" in text
