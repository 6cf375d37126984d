"""What azure-cli says when something is wrong or has changed: it names the thing, and it exits with 1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.azure.cli import Azure
from tests.azure.rollout import Changes, Rollout, changes
from tests.azure.runbook import Command, commands
from tests.azure.standin.server import Server
from tests.azure.target import standin_only

pytestmark = [pytest.mark.azure, pytest.mark.bicep]

HOST = "packages.harbourstreet.example"
"""A host of the quickstart that a firewall rule lets through."""


def printed(folder: Path, verb: str) -> list[Command]:
    """The commands of DEPLOY.md with a verb, one a package."""
    return [command for command in commands(folder) if command.starts(f"az deployment sub {verb}")]


def leaves(delta: Any) -> list[tuple[Any, Any]]:
    """The values that differ, before and after, at the ends of a delta."""
    ends: list[tuple[Any, Any]] = []
    for row in delta:
        ends += leaves(row["children"]) if row.get("children") else [(row["before"], row["after"])]
    return ends


@standin_only
def test_landing_zone_before_the_hub_is_refused(
    azure: Azure, work: Path, rollout: Rollout, standin: Server, plan: dict[str, Any]
) -> None:
    hub = next(n["resource"]["id"] for module in plan["packages"][0]["modules"] for n in module["networks"])
    group = hub.split("/")[4]
    with standin.manager.emptied():
        done = azure.run(printed(work, "create")[-1].text, work)
        assert not standin.manager.state
    assert done.code == 1
    assert "InvalidTemplateDeployment" in done.err
    assert f"Resource group '{group}' could not be found." in done.err


@standin_only
def test_a_changed_rule_is_one_change_that_names_it(azure: Azure, work: Path, rollout: Rollout) -> None:
    path = work / "packages" / "connectivity" / "main.bicepparam"
    path.write_text(path.read_text("utf-8").replace(f"'{HOST}'", f"'new.{HOST}'"), "utf-8", newline="\n")
    found = changes(azure, work, printed(work, "what-if")[0])
    modified: Changes = [row for row in found if row["changeType"] not in ("NoChange", "Ignore")]
    assert [row["changeType"] for row in modified] == ["Modify"]
    assert "/ruleCollectionGroups/" in modified[0]["resourceId"]
    assert [row["path"] for row in modified[0]["delta"]] == ["properties.ruleCollections"]
    assert leaves(modified[0]["delta"]) == [(HOST, f"new.{HOST}")]


@standin_only
def test_a_parameter_of_the_wrong_type_does_not_leave_the_machine(azure: Azure, work: Path, standin: Server) -> None:
    path = work / "packages" / "connectivity" / "main.bicepparam"
    path.write_text(path.read_text("utf-8").replace("'westeurope'", "5", 1), "utf-8", newline="\n")
    asked = len(standin.log)
    done = azure.run(printed(work, "create")[0].text.replace("sub create", "sub validate"), work)
    assert done.code == 1
    assert "BCP033" in done.err
    assert len(standin.log) == asked


@standin_only
def test_a_parameter_of_the_wrong_type_is_refused_by_azure(azure: Azure, work: Path) -> None:
    folder = work / "packages" / "connectivity"
    names = json.loads((folder / "main.json").read_text("utf-8"))["parameters"]
    values = {name: {"value": "text"} for name in names}
    (folder / "wrong.json").write_text(json.dumps({"parameters": values}), "utf-8")
    command = printed(work, "create")[0]
    asked = f"az deployment sub validate --subscription {command.option('subscription')} --location westeurope"
    done = azure.run(f"{asked} --name wrong --template-file main.json --parameters wrong.json", folder)
    assert done.code == 1
    assert "InvalidTemplate" in done.err
    assert "Expected a value of type 'Object', but received a value of type 'String'" in done.err
