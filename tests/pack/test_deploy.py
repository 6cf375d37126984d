"""DEPLOY.md: a shell reads its commands as they are meant, package by package in the order of the plan."""

from __future__ import annotations

import re
import shlex
import subprocess
from math import ceil
from pathlib import Path

import pytest

from ringfence.pack.runbook.deploy import deploy
from ringfence.pipeline import Decision, files
from ringfence.plan.model.package import modules
from tests.banks import bank, planned, zone
from tests.pack.markdown_tables import shells, tables
from tests.variants import BASTION, PEOPLE, SCORING, SUPPLIED

pytestmark = pytest.mark.slow

Command = list[str]


AZ = """\
az() {
  if [ "$1 $2" = "feature show" ]; then echo Registered; else printf '%s\\0' "$@"; printf '\\1'; fi
}
"""


def commands(blocks: list[str]) -> list[Command]:
    """The words of every command, as a shell splits them; each must be a call of `az`."""
    script = "\n".join([AZ, *blocks])
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", script], capture_output=True, text=True, check=True, env={"PATH": ""}
    )
    assert done.stderr == ""
    return [command.split("\0")[:-1] for command in done.stdout.split("\1")[:-1]]


def option(command: Command, name: str) -> str:
    """The value of an option."""
    return command[command.index(name) + 1]


@pytest.fixture(scope="module")
def run(decision: Decision) -> list[Command]:
    """Every command of the runbook in order."""
    return commands(shells(deploy(decision.plan)))


def test_each_package_is_previewed_and_deployed_once_in_order(decision: Decision, run: list[Command]) -> None:
    steps = [command for command in run if command[1] == "sub"]
    names = [f"ringfence-{package.name}" for package in decision.plan.packages]
    way = decision.plan.deployment.mode
    verbs = ("deployment", "sub", "what-if"), (way, "sub", "create")
    assert [(*command[:3], option(command, "--name")) for command in steps] == [(*v, n) for n in names for v in verbs]


def test_a_stack_says_what_it_denies_and_what_it_does_with_the_rest(decision: Decision, run: list[Command]) -> None:
    asked = {"--deny-settings-mode", "--action-on-unmanage", "--yes"}
    way = decision.plan.deployment
    for command in (command for command in run if command[2] == "create"):
        assert asked.intersection(command) == (asked if way.mode == "stack" else set())
        if way.mode == "stack":
            assert option(command, "--deny-settings-mode") == way.deny_settings
            assert option(command, "--action-on-unmanage") == way.action_on_unmanage


def test_each_deployment_goes_to_its_own_subscription_and_region(decision: Decision, run: list[Command]) -> None:
    written = files(decision)
    by_name = {f"ringfence-{package.name}": package for package in decision.plan.packages}
    for command in (command for command in run if command[1] == "sub"):
        package = by_name[option(command, "--name")]
        assert option(command, "--subscription") == package.subscription
        assert option(command, "--location") == package.location.value
        assert option(command, "--parameters") in written
        assert f"/{package.name}/" in option(command, "--parameters")


def test_providers_are_registered_before_the_package_that_needs_them(decision: Decision, run: list[Command]) -> None:
    registered = set()
    for command in run:
        if command[:2] == ["provider", "register"]:
            registered.add((option(command, "--subscription"), option(command, "--namespace")))
        for package in decision.plan.packages:
            if f"ringfence-{package.name}" in command:
                types = {resource.split("/")[0] for resource in _types(decision, package.name)}
                assert {(package.subscription, provider) for provider in types} <= registered


def _types(decision: Decision, package: str) -> set[str]:
    """The resource types of a package's services, networks and endpoints."""
    found = set()
    for owner, module in modules(decision.plan):
        if owner.name == package:
            found |= {service.resource.type for service in module.services}
            found |= {network.resource.type for network in module.networks}
            found |= {identity.resource.type for identity in module.identities}
    return found


def test_the_firewalls_address_is_compared_before_the_first_landing_zone(
    decision: Decision, run: list[Command]
) -> None:
    (firewall,) = (firewall for _, module in modules(decision.plan) for firewall in module.firewalls)
    (probe,) = (command for command in run if command[1] == "show")
    assert option(probe, "--ids") == firewall.resource.id
    assert option(probe, "--query").endswith("privateIPAddress")
    creates = [index for index, command in enumerate(run) if command[2] == "create"]
    assert creates[0] < run.index(probe) < creates[1]
    assert f"`{firewall.address}`" in deploy(decision.plan)


def test_every_right_that_a_package_needs_is_named(decision: Decision) -> None:
    found = tables(deploy(decision.plan))
    for number, package in enumerate(decision.plan.packages, 1):
        rows = found[f"Step {number}: {package.title}"].records
        assert [(row["Right"], row["On"]) for row in rows] == [(right.role, right.scope) for right in package.rights]
        assert all(row["What for"] for row in rows)


def test_every_script_that_is_handed_over_is_named_in_the_step_of_its_package(decision: Decision) -> None:
    written = files(decision)
    named = {
        f"packages/{step.group(1)}/{script}"
        for part in written["DEPLOY.md"].split("## Step ")[1:]
        if (step := re.search(r"in the folder `packages/([\w-]+)`", part))
        for script in re.findall(r"run `sh ([\w.-]+)`", part)
    }
    assert named == {path for path in written if handed_over(path)}


def handed_over(path: str) -> bool:
    """Whether a file is a script of a package; those of the repository of pipelines run there."""
    return path.endswith(".sh") and path.startswith("packages/")


def step_of(text: str, package: str) -> str:
    """The step that deploys a package."""
    return next(part for part in text.split("## Step ")[1:] if f"--name ringfence-{package} " in part)


def test_each_script_is_announced_with_its_own_time(decision: Decision) -> None:
    written = files(decision)
    for path in filter(handed_over, written):
        _, package, name = path.split("/")
        (said,) = (line for line in step_of(written["DEPLOY.md"], package).splitlines() if f"`sh {name}`" in line)
        early = name in ("registry-endpoints.sh", "managed-endpoints.sh")
        assert said.startswith("Directly after this step, before any later one" if early else "When every step is done")


def test_nothing_more_is_promised_than_holds(decision: Decision) -> None:
    text = files(decision)["DEPLOY.md"]
    head, *steps = text.split("## Step ")
    waiting = [step.split(":")[0] for step in steps if "must be registered" in step or "must be there" in step]
    scripted = [step.split(":")[0] for step in steps if "Directly after this step" in step]
    if waiting or scripted:
        assert "nothing is done by hand" not in head
        for number in waiting:
            assert re.search(rf"Before steps? [\d, and]*\b{number}\b[\d, and]* people register", head)
        for number in scripted:
            assert re.search(rf"After steps? [\d, and]*\b{number}\b[\d, and]* a script is run", head)
    else:
        assert "No package is deployed twice, and between the steps nothing is done by hand but the comparison" in head


def test_the_exceptions_to_repeating_are_named_where_they_are_in_the_plan(decision: Decision) -> None:
    head = deploy(decision.plan).split("## Step ")[0]
    plan = decision.plan
    kinds = {service.resource.kind for _, module in modules(plan) for service in module.services}
    assert ("scaled deployments" in head) == any(module.autoscales for _, module in modules(plan))
    assert ("locked a retention policy" in head) == ("lake-retention" in kinds)


def test_what_belongs_into_a_workspace_waits_for_the_release_that_makes_it(tmp_path: Path) -> None:
    fraud = zone("fraud", services={"modelRegistry": {}})
    plan = planned(tmp_path, bank(fraud, SCORING, connections=[SUPPLIED], access=PEOPLE)).plan
    lines = [line for line in deploy(plan).splitlines() if line.endswith("must be registered.")]
    assert lines
    assert not any("/workspaces/" in line for line in lines)
    (late,) = (line for line in deploy(plan).splitlines() if "/environments/image/versions/4` must be" in line)
    assert "in the workspace that the first release of this step makes" in late


def test_language_models_are_asked_for_where_they_are_to_run(tmp_path: Path) -> None:
    model = {"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "capacity": 7}
    asking = zone("fraud", services={"languageModel": {"deployments": [model]}})
    decided = planned(tmp_path, bank(asking, zone("pricing")))
    fraud, pricing = deploy(decided.plan).split("## Step 2")[1].split("## Step 3")
    assert "- `gpt-5.1` in version `2025-11-13` must be offered as `Standard`, with 7 of its quota left." in fraud
    for asked in ("model", "usage"):
        command = f"az cognitiveservices {asked} list --subscription {decided.plan.packages[1].subscription} --location"
        assert f"{command} westeurope" in fraud
    assert "stage:lifecycleStatus,until:deprecation.inference" in fraud
    assert "people register" not in deploy(decided.plan)
    assert "must be offered" not in pricing


def test_the_runbook_waits_for_a_feature_before_its_provider_is_registered(tmp_path: Path) -> None:
    first = shells(deploy(planned(tmp_path, bank(hub={"bastion": BASTION})).plan))[0]
    az = """\
az() {
  echo "$1 $2" >>calls
  [ "$1 $2" != "feature show" ] || [ "$(grep -c 'feature show' calls)" -lt 3 ] || echo Registered
}
sleep() { echo sleep >>calls; }
"""
    subprocess.run(["/bin/sh", "-eu", "-c", az + first], check=True, cwd=tmp_path)
    calls = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert calls[:6] == ["feature register", "feature show", "sleep", "feature show", "sleep", "feature show"]
    assert set(calls[6:]) == {"provider register"}


def test_scripts_that_ask_azure_resource_manager_say_that_the_jump_host_does_not_reach_it(decision: Decision) -> None:
    for path, text in files(decision).items():
        if handed_over(path):
            head = " ".join(line.removeprefix("# ") for line in text.split("set -eu")[0].splitlines())
            assert "Azure Resource Manager (the jump host of the hub does not)" in head, path


def test_quota_is_asked_for_by_size_with_what_azure_holds_back_and_nodes_beyond_the_usual(tmp_path: Path) -> None:
    clusters = [{"name": "cpu", "maxNodes": 150}, {"name": "small", "maxNodes": 3}]
    instances = [{"user": "ana", "objectId": "5d1c7b70-4f2e-4a8e-9d7e-0c6a1b2f3e59", "size": "Standard_DS3_v2"}]
    wide = zone(
        "fraud", services={"modelRegistry": {}}, addressSpace="10.40.8.0/23", clusters=clusters, instances=instances
    )
    plan = planned(tmp_path, bank(wide, SCORING, connections=[SUPPLIED], access=PEOPLE)).plan
    steps = {step.split(":", 1)[0]: step for step in deploy(plan).split("## Step ")[1:]}
    by_name = {package.name: steps[str(number)] for number, package in enumerate(plan.packages, 1)}
    fraud = by_name["fraud"]
    assert "150 of cluster `cpu`, 3 of cluster `small`" in fraud
    assert "- `Standard_DS3_v2` must have Azure Machine Learning quota for the cores of: 1 of compute instance" in fraud
    asked = re.search(r"left of that quota: `(az rest --method get .*?)`\. Families", fraud)
    assert asked is not None
    place = "/providers/Microsoft.MachineLearningServices/locations/westeurope/usages?api-version=2"
    assert place in shlex.split(asked[1])[5]
    assert "Cluster `cpu` has up to 150 nodes, and Azure allows 100 by default" in fraud
    assert "Cluster `small`" not in fraud
    most = max(profile.maximum for m in plan.packages[-1].modules for a in m.autoscales for profile in a.profiles)
    assert f"({most}, and 20 percent for upgrades)" in by_name["scoring"]
    assert f"{ceil(1.2 * most)} of deployment" in by_name["scoring"]
    assert (
        "machine" not in by_name["connectivity"].split("Before this step")[-1] or "quota" not in by_name["connectivity"]
    )


def test_the_runbook_asks_policies_to_leave_zone_groups_alone(decision: Decision) -> None:
    text = " ".join(deploy(decision.plan).split())
    assert "that writes zone groups too (DeployIfNotExists" in text
    assert "must leave these resource groups out" in text
