"""What Databricks is handed beside the package: a policy that fits its subnets, and the layers it has rights on."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from generator.pack.databricks import handovers
from tests.banks import bank, planned, zone
from tests.variants import databricks, lake_of

FOLDER = "packages/spark"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    lake = lake_of("lake", "one-a-layer")
    lake["lake"]["access"] = [
        {"landingZone": "spark", "layers": ["silver"], "access": "write", "reason": "Pipelines write."},
        {"landingZone": "spark", "layers": ["gold"], "reason": "Reports read."},
    ]
    sizes = ["Standard_D8ds_v5", "Standard_D4ds_v5"]
    return handovers(planned(tmp_path, bank(databricks("spark", sizes=sizes, idleMinutes=45), lake)).plan)


def test_the_policy_keeps_clusters_within_their_subnets_and_scaling(files: dict[str, str]) -> None:
    rules = json.loads(json.loads(files[f"{FOLDER}/cluster-policy.json"])["definition"])
    assert rules["autoscale.max_workers"]["maxValue"] == 19  # 20 nodes, one of them the driver
    assert rules["num_workers"]["type"] == "forbidden"
    assert rules["autotermination_minutes"]["maxValue"] == 45
    assert rules["node_type_id"]["values"] == ["Standard_D8ds_v5", "Standard_D4ds_v5"]


def test_the_script_names_each_layer_with_the_access_that_the_lake_grants(files: dict[str, str]) -> None:
    text = files[f"{FOLDER}/unity-catalog.sh"].splitlines()
    lines = [shlex.split(line) for line in text if line.startswith("ensure external-locations")]
    assert [(words[5].split("@")[0], words[-1] == "--read-only") for words in lines] == [
        ("abfss://silver", False),
        ("abfss://gold", True),
    ]


def test_without_mlflow_there_is_no_second_credential(files: dict[str, str]) -> None:
    assert not {f"{FOLDER}/mlflow.sh", f"{FOLDER}/service-credential.json"} & files.keys()


def test_mlflow_asks_azure_for_the_address_and_acts_as_an_identity_of_its_own(tmp_path: Path) -> None:
    use = [{"landingZone": "fraud", "reason": "Models are registered."}]
    files = handovers(planned(tmp_path, bank(zone("fraud"), zone("pricing"), databricks("spark", mlflow=use))).plan)
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


def test_the_credential_is_the_connector_and_its_identity(files: dict[str, str]) -> None:
    credential = json.loads(files[f"{FOLDER}/storage-credential.json"])
    held = credential["azure_managed_identity"]
    assert held["access_connector_id"].endswith("/accessConnectors/dbac-tb-spark")
    assert "/userAssignedIdentities/id-tb-spark-connector" in held["managed_identity_id"]
    assert files[f"{FOLDER}/unity-catalog.sh"].count(f" {credential['name']}") == 3


AZ = "#!/bin/sh\necho adb-1.azuredatabricks.net\n"
DATABRICKS = """\
#!/bin/sh
echo "$*" >>calls
if [ "$2" = list ]; then
  [ "$1" != "${FAILS-}" ] || exit 7
  cat "$1.json"
fi
"""
KINDS = ("cluster-policies", "storage-credentials", "external-locations")


def run(
    folder: Path, files: dict[str, str], listed: dict[str, list[dict[str, str]]], **variables: str
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Runs the script against a databricks that has these objects; what it said, and what it was asked to create."""
    for name, text in (("az", AZ), ("databricks", DATABRICKS)):
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)
    for kind in KINDS:
        (folder / f"{kind}.json").write_text(json.dumps(listed.get(kind, []), indent=2), "utf-8")
    (folder / "script.sh").write_text(files[f"{FOLDER}/unity-catalog.sh"], "utf-8")
    found = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", **variables}
    done = subprocess.run(["sh", "script.sh"], cwd=folder, env=found, capture_output=True, text=True, check=False)
    return done, [line for line in (folder / "calls").read_text("utf-8").splitlines() if " create " in line]


def objects(files: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    """What Databricks lists once the script has run."""
    found: dict[str, list[dict[str, str]]] = {}
    for line in files[f"{FOLDER}/unity-catalog.sh"].splitlines():
        if line.startswith("ensure "):
            _, kind, name, address, *_ = shlex.split(line)
            found.setdefault(kind, []).append({"name": name, "address": address})
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


def test_a_layer_whose_name_leads_elsewhere_ends_the_script(files: dict[str, str], tmp_path: Path) -> None:
    there = objects(files)
    there["external-locations"][0]["address"] = "abfss://silver@another.dfs.core.windows.net"
    done, created = run(tmp_path, files, there)
    assert done.returncode == 1
    assert "is there, but not for abfss://silver@" in done.stderr
    assert created == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_that_fails_is_no_empty_list(kind: str, files: dict[str, str], tmp_path: Path) -> None:
    done, created = run(tmp_path, files, {}, FAILS=kind)
    assert done.returncode == 7
    assert not [line for line in created if line.startswith(kind)]
