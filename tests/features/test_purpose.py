"""A purpose is one folder, and one for its lead: subnets, rules, identities, managed endpoints, without any Python."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.banks import bank, zone
from tests.features.checkout import LAB, LAB_PURPOSE, Checkout, checkout

pytestmark = pytest.mark.bicep
WANTED = {"name": "lab", "environment": "prod", "searchLab": {"workers": 5}}
SCRIPT = Path("out") / "packages" / "lab" / "managed-endpoints.sh"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, bicep_cli: Path) -> Checkout:
    """A checkout with the folders, and what `generate --check` made of a blueprint with such a landing zone."""
    here = checkout(tmp_path_factory.mktemp("purpose") / "checkout")
    here.add("purposes/search-lab", LAB_PURPOSE)
    here.add("services/lab-search", *LAB)
    here.succeeded("generate", here.write(bank(zone("fraud"), WANTED)), "--output", "out", "--check")
    return here


def test_its_package_comes_where_its_folder_says(made: Checkout) -> None:
    assert [one["name"] for one in made.plan()["packages"]] == ["connectivity", "fraud", "lab"]
    package = made.plan()["packages"][-1]
    assert [module["name"] for module in package["modules"]] == [
        *("identities", "storage", "security-groups", "network", "dns-link"),
        *("peering-hub", "peering-spoke", "flow-logs"),
        *("storage-endpoints", "lab-search", "lab-search-endpoints", "workspace-access"),
    ]
    assert package["minutes"] == [5, 15]


def test_its_subnets_are_sized_and_guarded_as_its_folder_says(made: Checkout) -> None:
    modules = {one["name"]: one for one in made.plan()["packages"][-1]["modules"]}
    network = modules["network"]
    (workers,) = [subnet for subnet in network["networks"][0]["subnets"] if subnet["role"] == "workers"]
    assert workers["needed"] == 10
    (group,) = [one for one in modules["security-groups"]["security_groups"] if one["subnet"] == "endpoints"]
    assert [rule["name"] for rule in group["rules"]] == ["allow-workers", "deny-all-inbound", "deny-all-outbound"]


def test_what_its_identity_may_do_on_the_lead_is_granted_once_that_is_there(made: Checkout) -> None:
    access = made.plan()["packages"][-1]["modules"][-1]
    assert [grant["role"] for grant in access["grants"]] == ["Search Index Data Contributor"]
    assert access["after"] == ["identities", "lab-search"]


def test_endpoints_of_one_target_deploy_one_after_another(made: Checkout) -> None:
    text = (made.folder / "out/packages/lab/modules/lab-search.bicep").read_text("utf-8")
    assert text.count("sharedPrivateLinkResources@") == 2
    doors = (made.folder / "out/modules/private-endpoints.bicep").read_text("utf-8")
    assert "@batchSize(1) // some services take one private endpoint at a time\nresource privateEndpoints " in doors


def run(made: Checkout, folder: Path, connections: str) -> subprocess.CompletedProcess[str]:
    """The script with an `az` that prints these connections when they are counted, and writes down what is approved."""
    az = folder / "az"
    az.write_text(
        '#!/bin/sh\ncase "$*" in\n'
        f'  *list*Pending*) printf "%s" "{connections}" | tail -n 1;;\n'
        f'  *list*) printf "%s" "{connections}";;\n'
        f'  *approve*) echo "$*" >> "{folder}/approved";;\nesac\n',
        "utf-8",
    )
    az.chmod(0o755)
    environ = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    command = ["sh", str(made.folder / SCRIPT), "CHG42"]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environ)


def test_the_script_approves_what_the_plan_has(made: Checkout, tmp_path: Path) -> None:
    done = run(made, tmp_path, "/one\n/two\n")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "approved").read_text("utf-8").splitlines() == [
        "network private-endpoint-connection approve --id /two --description CHG42 --output none"
    ]


@pytest.mark.parametrize("connections", ["/one\n", "/one\n/two\n/foreign\n", ""])
def test_the_script_approves_nothing_when_the_count_is_another(
    made: Checkout, tmp_path: Path, connections: str
) -> None:
    done = run(made, tmp_path, connections)
    assert done.returncode == 1
    assert "and the plan has 2" in done.stderr
    assert not (tmp_path / "approved").exists()


def test_the_script_wants_the_number_of_the_change(made: Checkout) -> None:
    done = subprocess.run(["sh", str(made.folder / SCRIPT)], check=False, capture_output=True, text=True)
    assert done.returncode != 0
    assert "number of the change" in done.stderr
