"""DEPLOY.md of every example against the reviewed snapshots: in its order, nothing is missing when it is needed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.azure.runbook import Command, commands
from tests.azure.standin.changes import changes
from tests.azure.standin.checks import problems
from tests.azure.target import ROOT

EXAMPLES = sorted(path.parent for path in (ROOT / "out").glob("*/DEPLOY.md"))

Resource = dict[str, Any]


def predicted(folder: Path, command: Command) -> list[Resource]:
    """What the reviewed snapshot of a command's package says that it creates."""
    content = json.loads((folder / "packages" / command.package / "snapshot.json").read_text("utf-8"))
    resources: list[Resource] = content["predictedResources"]
    return resources


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: str(path.name))
def test_nothing_is_missing_in_the_order_of_the_runbook(folder: Path) -> None:
    state: dict[str, Resource] = {}
    registered: set[tuple[str, str]] = set()
    for command in commands(folder):
        if command.starts("az provider register"):
            registered.add((command.option("subscription"), command.option("namespace").lower()))
        elif command.starts("az deployment sub create"):
            resources = predicted(folder, command)
            assert list(problems(resources, state, registered)) == []
            kinds = {row["resourceId"]: row["changeType"] for row in changes(resources, state)}
            assert set(kinds.values()) <= {"Create", "NoChange"}
            state |= {resource["id"].lower(): resource for resource in resources}


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: str(path.name))
def test_each_package_is_previewed_and_then_created_with_the_same_words(folder: Path) -> None:
    steps = [command for command in commands(folder) if command.starts("az deployment sub")]
    looks, creates = steps[::2], steps[1::2]
    assert [look.text.replace(" what-if ", " create ") for look in looks] == [create.text for create in creates]
    assert [create.package for create in creates] == [
        package["name"] for package in json.loads((folder / "plan.json").read_text("utf-8"))["packages"]
    ]


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: str(path.name))
def test_every_block_of_the_runbook_is_read(folder: Path) -> None:
    text = (folder / "DEPLOY.md").read_text("utf-8")
    assert {command.words[0] for command in commands(folder)} == {"az"}
    assert len(commands(folder)) == len(re.findall(r"^az ", text, re.MULTILINE))
