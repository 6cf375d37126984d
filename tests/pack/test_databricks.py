"""What Databricks is handed beside the package: a policy that fits its subnets, and the layers it has rights on."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from ringfence.pack.runbook.databricks import databricks_scripts, handovers
from ringfence.pack.runbook.deploy import deploy
from tests.banks import Tree, bank, connection, planned, zone
from tests.pack.stand_ins import Done, lines
from tests.pack.stand_ins import run as run_script
from tests.variants import MLFLOW, SPARK, databricks

FOLDER = "packages/spark"


def handed(folder: Path, tree: Tree) -> dict[str, str]:
    """What stands beside the package: settings and scripts, by path."""
    plan = planned(folder, tree).plan
    return {**handovers(plan), **{script.path: script.text for script in databricks_scripts(plan)}}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    lake = zone("lake", "dataLake", accounts="one-a-layer")
    ways = [
        connection("spark", "lake", "lake", "silver", access="write"),
        connection("spark", "lake", "lake", "gold"),
    ]
    sizes = ["Standard_D8ds_v5", "Standard_D4ds_v5"]
    return handed(tmp_path, bank(databricks("spark", sizes=sizes, idleMinutes=45), lake, connections=ways))


def test_the_policy_keeps_clusters_within_their_subnets_and_scaling(files: dict[str, str]) -> None:
    rules = json.loads(json.loads(files[f"{FOLDER}/cluster-policy.json"])["definition"])
    assert rules["autoscale.max_workers"]["maxValue"] == 19  # 20 nodes, one of them the driver
    assert rules["num_workers"]["type"] == "forbidden"
    assert rules["autotermination_minutes"]["maxValue"] == 45
    assert rules["node_type_id"]["values"] == ["Standard_D8ds_v5", "Standard_D4ds_v5"]


def test_the_script_names_each_layer_with_the_access_that_the_lake_grants(files: dict[str, str]) -> None:
    text = files[f"{FOLDER}/unity-catalog.sh"].splitlines()
    lines = [shlex.split(line) for line in text if line.startswith("ensure external-locations")]
    options = ["--read-only", "--skip-validation"]  # Databricks cannot try what it may only read while it is empty
    assert [(words[6].split("@")[0], words[8:-2] == options) for words in lines] == [
        ("abfss://silver", False),
        ("abfss://gold", True),
    ]


def test_without_mlflow_there_is_no_second_credential(files: dict[str, str]) -> None:
    assert not {f"{FOLDER}/mlflow.sh", f"{FOLDER}/service-credential.json"} & files.keys()


def test_mlflow_asks_azure_for_the_address_and_acts_as_an_identity_of_its_own(tmp_path: Path) -> None:
    files = with_mlflow(tmp_path)
    lines = files[f"{FOLDER}/mlflow.sh"].splitlines()
    (asked,) = [shlex.split(line.removeprefix("uri=$(").removesuffix(")")) for line in lines if "uri=$(" in line]
    assert asked[asked.index("--ids") + 1].endswith("/workspaces/mlw-tb-fraud")
    assert asked[asked.index("--query") + 1] == "properties.mlFlowTrackingUri"
    service, storage = (json.loads(files[f"{FOLDER}/{kind}-credential.json"]) for kind in ("service", "storage"))
    assert service["purpose"] == "SERVICE"
    assert f"echo DATABRICKS_DEFAULT_SERVICE_CREDENTIAL_NAME={service['name']}" in lines
    mine, unity = service["azure_managed_identity"], storage["azure_managed_identity"]
    assert mine["managed_identity_id"] != unity["managed_identity_id"]
    assert mine["access_connector_id"] != unity["access_connector_id"]


@pytest.mark.parametrize("script", ["unity-catalog.sh", "mlflow.sh"])
def test_who_runs_a_script_learns_of_the_role_on_the_connector(script: str, tmp_path: Path) -> None:
    """Source: databricks/cli#1486, databricks/terraform-provider-databricks#5768: other roles are refused."""
    plan = planned(tmp_path, bank(zone("fraud"), SPARK, connections=[MLFLOW])).plan
    (one,) = [each for each in databricks_scripts(plan) if each.name == script]
    connector = json.loads(handovers(plan)[f"{FOLDER}/{'service' if script[0] == 'm' else 'storage'}-credential.json"])
    head = " ".join(one.text.split("set -eu")[0].replace("#", "").split())
    step = deploy(plan, [one]).split("Landing zone spark")[1]
    assert "the built-in role Contributor or Owner on the access connector" in head
    assert f"Contributor or Owner on `{connector['azure_managed_identity']['access_connector_id']}`" in step


def test_the_credential_is_the_connector_and_its_identity(files: dict[str, str]) -> None:
    credential = json.loads(files[f"{FOLDER}/storage-credential.json"])
    held = credential["azure_managed_identity"]
    assert held["access_connector_id"].endswith("/accessConnectors/dbac-tb-spark")
    assert "/userAssignedIdentities/id-tb-spark-connector" in held["managed_identity_id"]
    assert files[f"{FOLDER}/unity-catalog.sh"].count(f" {credential['name']}") == 3


AZ = """\
#!/bin/sh
case "$*" in
*mlFlowTrackingUri*) echo "${URI-azureml://1.workspace}" ;;
*) echo "${HOST-adb-1.azuredatabricks.net}" ;;
esac
"""
DATABRICKS = """\
#!/bin/sh
echo "$*" >>calls
case $2 in
list*)
  [ "$1" != "${FAILS-}" ] || exit 7
  cat "$1.json"
  ;;
get*) cat "$1-$3.json" ;;
create*) [ "$3" != "${REFUSES-}" ] ;;
esac
"""
KINDS = ("cluster-policies", "storage-credentials", "external-locations")
OBJECT = dict[str, str]


def run(
    folder: Path,
    files: dict[str, str],
    there: dict[str, list[OBJECT]],
    name: str = "unity-catalog.sh",
    **variables: str,
) -> tuple[Done, list[str]]:
    """Runs the script against a databricks that has these objects; what it said, and what it was asked to create."""
    for kind in (*KINDS, "credentials"):
        held = there.get(kind, [])
        (folder / f"{kind}.json").write_text(json.dumps(held, indent=2), "utf-8")
        for one in held:
            (folder / f"{kind}-{one['name']}.json").write_text(json.dumps(one, indent=2), "utf-8")
    done = run_script(folder, files[f"{FOLDER}/{name}"], {"az": AZ, "databricks": DATABRICKS}, **variables)
    return done, [line for line in lines(folder / "calls") if " create" in line]


def objects(files: dict[str, str], name: str = "unity-catalog.sh") -> dict[str, list[OBJECT]]:
    """What Databricks has once the script has run, spelled as Databricks may: without the slash at the end."""
    found: dict[str, list[OBJECT]] = {}
    for line in files[f"{FOLDER}/{name}"].splitlines():
        if line.startswith("ensure "):
            _, kind, called, key, address, *_ = shlex.split(line)
            found.setdefault(kind, []).append({"name": called} | ({key: address.removesuffix("/")} if key else {}))
    return found


def test_the_script_is_plain_shell(files: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "script.sh").write_text(files[f"{FOLDER}/unity-catalog.sh"], "utf-8")
    assert subprocess.run(["sh", "-n", str(tmp_path / "script.sh")], check=False).returncode == 0


def test_the_script_creates_everything_once(files: dict[str, str], tmp_path: Path) -> None:
    done, created = run(tmp_path, files, {})
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in created] == [*KINDS, "external-locations"]


def test_run_again_the_script_creates_what_is_missing_only(files: dict[str, str], tmp_path: Path) -> None:
    there = objects(files)
    gone = there["external-locations"].pop()
    done, created = run(tmp_path, files, there)
    assert done.returncode == 0
    assert [line.split()[2] for line in created] == [gone["name"]]
    assert done.stdout.count("stays as it is") == 3


@pytest.mark.parametrize(
    "address",
    [
        "abfss://silver@another.dfs.core.windows.net",
        "{}/folder",  # the right address is a part of it
        "",
    ],
)
def test_a_layer_whose_name_leads_elsewhere_is_an_error_and_keeps_no_other_from_being_made(
    address: str, files: dict[str, str], tmp_path: Path
) -> None:
    there = objects(files)
    silver, gold = there["external-locations"]
    silver["url"] = address.format(silver["url"])
    there["external-locations"] = [silver]
    done, created = run(tmp_path, files, there)
    assert done.returncode == 1
    assert f"is there, but for '{silver['url']}', not for abfss://silver@" in done.stderr
    assert f"not done: {silver['name']}\n" in done.stderr
    assert [line.split()[2] for line in created] == [gold["name"]]


def test_the_address_of_another_object_does_not_pass_for_its_own(files: dict[str, str], tmp_path: Path) -> None:
    there = objects(files)
    silver, gold = there["external-locations"]
    silver["url"], gold["url"] = gold["url"], silver["url"]
    done, created = run(tmp_path, files, there)
    assert (done.returncode, created) == (1, [])
    assert f"not done: {silver['name']} {gold['name']}\n" in done.stderr


def test_a_credential_of_another_connector_ends_the_script(files: dict[str, str], tmp_path: Path) -> None:
    there = objects(files)
    del there["external-locations"]
    there["storage-credentials"][0]["access_connector_id"] += "-2"
    done, created = run(tmp_path, files, there)
    assert (done.returncode, created) == (1, [])


def test_a_layer_that_databricks_refuses_keeps_no_other_from_being_made(files: dict[str, str], tmp_path: Path) -> None:
    silver, gold = objects(files)["external-locations"]
    done, created = run(tmp_path, files, {}, REFUSES=silver["name"])
    assert done.returncode == 1
    assert done.stderr == f"not done: {silver['name']}\n"
    assert gold["name"] in created[-1]


def test_ids_of_azure_are_the_same_in_any_case_of_letters(files: dict[str, str], tmp_path: Path) -> None:
    there = objects(files)
    credential = there["storage-credentials"][0]
    credential["access_connector_id"] = credential["access_connector_id"].lower()
    done, created = run(tmp_path, files, there)
    assert (done.returncode, created) == (0, [])


@pytest.mark.parametrize("name", ["unity-catalog.sh", "mlflow.sh"])
def test_a_workspace_without_a_host_ends_the_script(name: str, tmp_path: Path) -> None:
    done, created = run(tmp_path, with_mlflow(tmp_path), {}, name, HOST="")
    assert done.returncode != 0
    assert "Azure did not say the host of the workspace" in done.stderr
    assert created == []


def with_mlflow(folder: Path) -> dict[str, str]:
    """What is handed over where clusters use MLflow of one landing zone."""
    return handed(folder, bank(zone("fraud"), zone("pricing"), SPARK, connections=[MLFLOW]))


def test_the_credential_for_mlflow_is_made_once(tmp_path: Path) -> None:
    files = with_mlflow(tmp_path)
    first, created = run(tmp_path, files, {}, "mlflow.sh")
    assert first.returncode == 0
    assert created == ["credentials create-credential --json @service-credential.json"]
    (tmp_path / "calls").unlink()
    second, created = run(tmp_path, files, objects(files, "mlflow.sh"), "mlflow.sh")
    assert (second.returncode, created) == (0, [])
    assert "MLFLOW_TRACKING_URI=azureml://1.workspace\n" in second.stdout


def test_a_credential_for_mlflow_of_another_connector_ends_the_script(tmp_path: Path) -> None:
    files = with_mlflow(tmp_path)
    there = objects(files, "mlflow.sh")
    there["credentials"][0]["access_connector_id"] += "-2"
    done, created = run(tmp_path, files, there, "mlflow.sh")
    assert (done.returncode, created) == (1, [])
    assert "MLFLOW_TRACKING_URI" not in done.stdout


def test_no_address_of_mlflow_is_no_success(tmp_path: Path) -> None:
    done, _ = run(tmp_path, with_mlflow(tmp_path), {}, "mlflow.sh", URI="")
    assert done.returncode != 0
    assert "MLFLOW_TRACKING_URI" not in done.stdout
    assert "Azure did not say the address of MLflow of fraud" in done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_that_fails_is_no_empty_list(kind: str, files: dict[str, str], tmp_path: Path) -> None:
    done, created = run(tmp_path, files, {}, FAILS=kind)
    assert done.returncode == (1 if kind == "external-locations" else 7)
    assert not [line for line in created if line.startswith(kind)]
