"""Compute of Databricks: the files of policies and warehouses, and a script that plans before it changes anything."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ringfence.pack.review.data.compute import compute
from ringfence.pack.runbook.data.compute import compute_files, compute_scripts
from ringfence.pack.runbook.deploy import deploy
from ringfence.plan.model.package import Plan
from tests.banks import Tree, bank, planned
from tests.pack.stand_ins import Done, lines
from tests.pack.stand_ins import run as run_script
from tests.variants import COMPUTE, databricks

pytestmark = pytest.mark.skipif(shutil.which("jq") is None, reason="the script needs jq")
AZ = "#!/bin/sh\necho adb-1.azuredatabricks.net\n"
DATABRICKS = """\
#!/bin/sh
echo "$*" >>calls
case $2 in
list) [ "$1" != "${FAILS-}" ] || exit 7; cat "$1.json" ;;
create) [ "$4" != "@compute/${REFUSES-}.json" ] ;;
esac
"""
POLICIES, WAREHOUSES = ("spark-nightly", "spark-people", "spark-streams"), ("spark-reports",)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    sizes = ["Standard_D8ds_v5", "Standard_D4ds_v5"]
    return planned(tmp_path, bank(databricks("spark", nodes=40, sizes=sizes, **COMPUTE))).plan


def files(plan: Plan) -> dict[str, Tree]:
    """The files of the package by name, as data."""
    prefix = "packages/spark/compute/"
    return {path.removeprefix(prefix)[:-5]: json.loads(text) for path, text in compute_files(plan).items()}


def rules(plan: Plan, name: str) -> Tree:
    found: Tree = json.loads(files(plan)[f"policy-{name}"]["definition"])
    return found


def test_a_policy_is_for_one_kind_of_cluster(plan: Plan) -> None:
    assert [rules(plan, name)["cluster_type"]["value"] for name in POLICIES] == ["job", "all-purpose", "dlt"]
    assert [rules(plan, name).get("autoscale.mode", {}).get("value") for name in POLICIES] == [None, None, "ENHANCED"]
    assert [rules(plan, name).get("autotermination_minutes", {}).get("maxValue") for name in POLICIES] == [
        None,
        45,
        None,
    ]


def test_a_policy_scales_between_its_bounds_with_machines_of_its_own_or_of_the_workspace(plan: Plan) -> None:
    nightly, streams = rules(plan, "spark-nightly"), rules(plan, "spark-streams")
    assert (nightly["autoscale.max_workers"]["minValue"], nightly["autoscale.max_workers"]["maxValue"]) == (2, 12)
    assert nightly["node_type_id"]["values"] == ["Standard_D8ds_v5"]
    assert streams["node_type_id"]["values"] == ["Standard_D8ds_v5", "Standard_D4ds_v5"]
    assert nightly["num_workers"]["type"] == "forbidden"


def test_a_warehouse_says_that_it_is_not_serverless(plan: Plan) -> None:
    warehouse = files(plan)["warehouse-spark-reports"]
    assert (warehouse["warehouse_type"], warehouse["enable_serverless_compute"]) == ("PRO", False)
    assert (warehouse["cluster_size"], warehouse["max_num_clusters"], warehouse["auto_stop_mins"]) == ("Small", 2, 20)


def test_a_workspace_without_them_has_no_script(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(databricks("spark"))).plan
    assert (list(compute_scripts(plan)), compute_files(plan), compute(plan).rows) == ([], {}, ())


def test_the_review_and_the_quota_count_machines(plan: Plan) -> None:
    rows = {row[1]: row[2:7] for row in compute(plan).rows}
    assert rows["spark-streams"] == (
        "pipelines, enhanced autoscaling",
        "Standard_D8ds_v5, Standard_D4ds_v5",
        "1",
        "9",
        "with its work",
    )
    assert rows["spark-reports"][1] == "Small: Standard_E16ds_v4 and 4 Standard_E8ds_v4"
    text = deploy(plan, list(compute_scripts(plan)))
    assert "vCPU quota in the region for 40 nodes of `Standard_D8ds_v5` or `Standard_D4ds_v5`" in text
    assert "takes 96 cores" in text
    assert "8 times as many free, 768" in text
    assert "network policy for serverless compute" in text


def run(folder: Path, plan: Plan, does: str, there: Tree, **variables: str) -> tuple[Done, list[str]]:
    """Runs the script against a databricks that has these objects; what it said, and what it was asked to change."""
    (script,) = compute_scripts(plan)
    (folder / "compute").mkdir(exist_ok=True)
    for path, text in compute_files(plan).items():
        (folder / "compute" / path.rsplit("/", 1)[-1]).write_text(text, "utf-8")
    for kind in ("cluster-policies", "warehouses"):
        (folder / f"{kind}.json").write_text(json.dumps(there.get(kind, [])), "utf-8")
    text = script.text.replace("${1-}", does).replace("does=$1", f"does={does}")
    done = run_script(folder, text, {"az": AZ, "databricks": DATABRICKS}, **variables)
    return done, [line for line in lines(folder / "calls") if line.split()[1] in ("create", "edit")]


def made(plan: Plan) -> Tree:
    """What Databricks has once the script has run: with ids, more keys, and definitions spelled otherwise."""
    found = files(plan)
    policies = [
        {**found[f"policy-{name}"], "definition": json.dumps(rules(plan, name), indent=1), "policy_id": f"id-{name}"}
        for name in POLICIES
    ]
    return {
        "cluster-policies": policies,
        "warehouses": [{**found[f"warehouse-{name}"], "id": f"id-{name}", "state": "STOPPED"} for name in WAREHOUSES],
    }


def test_plan_says_what_is_missing_and_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    done, changes = run(tmp_path, plan, "plan", {})
    assert (done.returncode, done.stderr, changes) == (0, "", [])
    assert done.stdout.count("is missing") == 4


def test_apply_makes_what_is_missing_once(plan: Plan, tmp_path: Path) -> None:
    done, changes = run(tmp_path, plan, "apply", {})
    assert (done.returncode, len(changes)) == (0, 4)
    (tmp_path / "calls").unlink()
    done, changes = run(tmp_path, plan, "apply", made(plan))
    assert (done.returncode, done.stdout.count("is as it should be"), changes) == (0, 4, [])


def test_what_differs_is_named_and_changed_by_its_id(plan: Plan, tmp_path: Path) -> None:
    there = made(plan)
    there["warehouses"][0]["enable_serverless_compute"] = True
    nightly = there["cluster-policies"][0]
    nightly["definition"] = nightly["definition"].replace("12", "500")
    done, changes = run(tmp_path, plan, "plan", there)
    assert "warehouses: spark-reports differs in enable_serverless_compute" in done.stdout
    assert "cluster-policies: spark-nightly differs in definition" in done.stdout
    assert changes == []
    (tmp_path / "calls").unlink()
    done, changes = run(tmp_path, plan, "apply", there)
    assert done.returncode == 0
    assert any(
        line.startswith("warehouses edit id-spark-reports --json @compute/warehouse-spark-reports") for line in changes
    )
    assert '"policy_id":"id-spark-nightly"' in (tmp_path / "calls").read_text("utf-8")


def test_what_databricks_refuses_keeps_no_other_from_being_made(plan: Plan, tmp_path: Path) -> None:
    done, changes = run(tmp_path, plan, "apply", {}, REFUSES="policy-spark-people")
    assert (done.returncode, done.stderr, len(changes)) == (1, "not done: spark-people\n", 4)


def test_a_list_that_fails_is_no_empty_list_and_two_of_a_name_are_touched_by_nothing(
    plan: Plan, tmp_path: Path
) -> None:
    done, changes = run(tmp_path, plan, "apply", made(plan), FAILS="warehouses")
    assert (done.returncode, done.stderr, changes) == (1, "not done: spark-reports\n", [])
    there = made(plan)
    there["warehouses"] *= 2
    done, changes = run(tmp_path, plan, "apply", there)
    assert (done.returncode, changes) == (1, [])
    assert "several are called spark-reports" in done.stderr


def test_without_a_word_it_says_how_it_is_run(plan: Plan, tmp_path: Path) -> None:
    (script,) = compute_scripts(plan)
    done = run_script(tmp_path, script.text, {"az": AZ, "databricks": DATABRICKS})
    assert (done.returncode, "usage: sh compute.sh plan|apply" in done.stderr) == (2, True)
