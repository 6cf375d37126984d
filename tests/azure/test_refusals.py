"""What azure-cli says when something is wrong: it names the thing, it exits with 1, and Azure is as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.azure.built import Built
from tests.azure.cli import Azure, Done
from tests.azure.example import Example
from tests.azure.runbook import Command, commands
from tests.azure.standin.answer import Answer
from tests.azure.standin.server import Server
from tests.azure.target import standin_only

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

HUB, ZONE = "connectivity", "credit-risk"


def printed(folder: Path, verb: str) -> list[Command]:
    """The commands of DEPLOY.md with a verb, one a package."""
    return [command for command in commands(folder) if command.starts(f"az deployment sub {verb}")]


def error_of(done: Done) -> dict[str, Any]:
    """The error that a deployment command printed as JSON."""
    assert done.code == 1
    content: dict[str, Any] = json.loads(done.err[done.err.index("{") :])
    error: dict[str, Any] = content.get("error", content)
    return error


def test_landing_zone_before_the_hub_is_refused(
    azure: Azure, work: Path, standin: Server, quickstart: Example, plan: dict[str, Any]
) -> None:
    hub = next(n["resource"]["id"] for module in plan["packages"][0]["modules"] for n in module.get("networks", ()))
    quickstart.register()
    with standin.emptied():
        done = azure.run(printed(work, "create")[-1].text, work)
        assert not standin.manager.state
    assert done.code == 1
    assert "InvalidTemplateDeployment" in done.err
    assert f"Resource group '{hub.split('/')[4]}' could not be found." in done.err


def test_a_landing_zone_whose_hub_is_not_finished_fails_where_it_needs_it(
    azure: Azure, quickstart: Example, deployed: Server, compiled: Mapping[str, Built], plan: dict[str, Any]
) -> None:
    hub = next(n["resource"]["id"] for module in plan["packages"][0]["modules"] for n in module.get("networks", ()))
    state = deployed.manager.state
    zone = quickstart.subscription(ZONE).lower()
    deployed.manager.state = {k: v for k, v in state.items() if not k.startswith(hub.lower()) and zone not in k}
    package = compiled[ZONE]
    error = error_of(azure.run(package.command("create", quickstart.subscription(ZONE), name="early"), package.folder))
    assert error["code"] == "DeploymentFailed"
    assert f"Resource {hub} referenced by resource" in json.dumps(error)
    assert any(f"/subscriptions/{zone}/" in key for key in deployed.manager.state)


def test_a_failed_module_is_told_by_the_deployment_and_mended_by_the_next(
    azure: Azure, quickstart: Example, deployed: Server, compiled: Mapping[str, Built]
) -> None:
    package, subscription = compiled[ZONE], quickstart.subscription(ZONE)
    workspace = next(k for k in deployed.manager.state if re.search(r"machinelearningservices/workspaces/[^/]+$", k))
    ours = {key for key in deployed.manager.state if f"/subscriptions/{subscription}/" in key}
    deployed.manager.state = {key: row for key, row in deployed.manager.state.items() if key not in ours}
    create = package.command("create", subscription, name="fails")
    with deployed.manager.failing(workspace, "QuotaExceeded", "The quota of this subscription is used up."):
        error = error_of(azure.run(create, package.folder))
    [module] = error["details"]
    assert (error["code"], module["code"]) == ("DeploymentFailed", "ResourceDeploymentFailure")
    [inside] = module["details"]
    assert [row["code"] for row in inside["details"]] == ["QuotaExceeded"]
    written = ours & set(deployed.manager.state)
    assert written
    assert not any(key.startswith(workspace) for key in written)

    where = f"--subscription {subscription} --name fails"
    steps = azure.run(f"az deployment operation sub list {where}", package.folder).json()
    [failed] = [row["properties"] for row in steps if row["properties"]["provisioningState"] == "Failed"]
    assert failed["targetResource"]["id"] == module["target"]
    assert "QuotaExceeded" in json.dumps(failed["statusMessage"])
    shown = azure.run(f"az deployment sub show {where}", package.folder).json()
    assert shown["properties"]["provisioningState"] == "Failed"

    again = azure.run(create, package.folder).json()
    assert again["properties"]["provisioningState"] == "Succeeded"
    assert ours <= set(deployed.manager.state)


def test_a_deployment_keeps_its_location(
    azure: Azure, quickstart: Example, deployed: Server, compiled: Mapping[str, Built]
) -> None:
    package, subscription = compiled[HUB], quickstart.subscription(HUB)
    azure.run(package.command("create", subscription, name="stays"), package.folder).ok()
    done = azure.run(package.command("create", subscription, name="stays", location="northeurope"), package.folder)
    assert error_of(done) == {
        "code": "InvalidDeploymentLocation",
        "message": "Invalid deployment location 'northeurope'. The deployment 'stays' already exists in location "
        "'westeurope'.",
    }
    listed = azure.run(f"az deployment sub list --subscription {subscription}", package.folder).json()
    assert [row["location"] for row in listed if row["name"] == "stays"] == ["westeurope"]


def test_a_running_deployment_can_be_cancelled(
    azure: Azure, quickstart: Example, deployed: Server, compiled: Mapping[str, Built]
) -> None:
    package, subscription = compiled[HUB], quickstart.subscription(HUB)
    where = f"--subscription {subscription} --name stops"
    deployed.manager.state = {}
    with deployed.api.deployments.held():
        azure.run(f"{package.command('create', subscription, name='stops')} --no-wait", package.folder).ok()
        second = azure.run(package.command("create", subscription, name="stops"), package.folder)
        azure.run(f"az deployment sub cancel {where}", package.folder).ok()
    shown = azure.run(f"az deployment sub show {where}", package.folder).json()
    assert second.code == 1  # azure-cli 2.91 loses the message of a PUT that is refused
    assert 409 in {entry.status for entry in deployed.log if entry.path.endswith("/deployments/stops")}
    assert shown["properties"]["provisioningState"] == "Canceled"
    assert deployed.manager.state == {}
    late = azure.run(f"az deployment sub cancel {where}", package.folder)
    assert (late.code, "DeploymentCannotBeCancelled" in late.err) == (1, True)


def test_az_asks_again_when_it_is_told_to_wait(azure: Azure, standin: Server, quickstart: Example) -> None:
    subscription = quickstart.subscription(HUB)
    path = f"/subscriptions/{subscription}/providers/Microsoft.Resources/deployments"
    error = {"error": {"code": "TooManyRequests", "message": "The request is being throttled."}}
    standin.api.instead.append(("GET", path, Answer(error, 429, {"Retry-After": "1"})))
    start = len(standin.log)
    azure.run(f"az deployment sub list --subscription {subscription}", quickstart.folder).ok()
    assert [entry.status for entry in standin.log[start:] if entry.path == path] == [429, 200]


def test_parameters_that_do_not_fit_are_refused_by_azure(
    azure: Azure, quickstart: Example, standin: Server, compiled: Mapping[str, Built], tmp_path: Path
) -> None:
    package, subscription = compiled[HUB], quickstart.subscription(HUB)
    values = json.loads(package.values.read_text("utf-8"))["parameters"]
    first = next(iter(values))
    wrong = {
        "less": {name: value for name, value in values.items() if name != first},
        "typed": {**values, first: {"value": 5}},
    }
    said = {}
    for name, parameters in wrong.items():
        (tmp_path / f"{name}.json").write_text(json.dumps({"parameters": parameters}), "utf-8")
        command = package.command("validate", subscription, parameters=str(tmp_path / f"{name}.json"))
        said[name] = error_of(azure.run(f"{command} --no-prompt", tmp_path))
    assert {error["code"] for error in said.values()} == {"InvalidTemplate"}
    assert f"The value for the template parameter '{first}' is not provided." in said["less"]["message"]
    assert "received a value of type 'Integer'" in said["typed"]["message"]


def test_a_parameter_of_the_wrong_type_does_not_leave_the_machine(azure: Azure, work: Path, standin: Server) -> None:
    path = work / "packages" / HUB / "main.bicepparam"
    path.write_text(path.read_text("utf-8").replace("'westeurope'", "5", 1), "utf-8", newline="\n")
    asked = len(standin.log)
    done = azure.run(printed(work, "create")[0].text.replace("sub create", "sub validate"), work)
    assert done.code == 1
    assert "BCP033" in done.err
    assert len(standin.log) == asked
