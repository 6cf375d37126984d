"""DEPLOY.md of every example against the reviewed snapshots: in its order, nothing is missing when it is needed.

What an earlier release or people must have brought before a step is in the prose of that step.
"""

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

BEHIND = ("/onlineendpoints/deployments", "/batchendpoints/deployments")
"""Types of which an endpoint may only name those that an earlier release made."""
ASSET = (
    r"(?:azureml://registries|/subscriptions)/[^\"' ]+/(?:models|environments)/[^/]+/versions/[\w.-]+"
    r"|https://\w+\.blob\.[a-z.]+/scoring-code/[\w./-]+"
)

Resource = dict[str, Any]


def predicted(folder: Path, command: Command) -> list[Resource]:
    """What the reviewed snapshot of a command's package says that it creates."""
    content = json.loads((folder / "packages" / command.package / "snapshot.json").read_text("utf-8"))
    resources: list[Resource] = content["predictedResources"]
    return resources


def registrable(resources: list[Resource]) -> set[str]:
    """The addresses of what people must have registered, in lower case."""
    found = re.findall(ASSET, json.dumps(resources))
    return {address.lower() for address in found}


def named_in(message: str) -> str:
    """What a problem says is not there yet, as the runbook spells it."""
    match = re.search(rf"deployment '([^']+)'|({ASSET})", message)
    assert match, message
    return f"`{match[1] or match[2]}`"


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: str(path.name))
def test_nothing_is_missing_in_the_order_of_the_runbook(folder: Path) -> None:
    state: dict[str, Resource] = {}
    registered: set[tuple[str, str]] = set()
    for command in commands(folder):
        if command.starts("az provider register"):
            registered.add((command.option("subscription"), command.option("namespace").lower()))
        elif command.starts("az deployment sub create"):
            resources = predicted(folder, command)
            earlier = {r["id"].lower(): r for r in resources if r["type"].lower().endswith(BEHIND)}
            early = [problem.message for problem in problems(resources, state, registered)]
            assert bool(early) == bool(earlier)
            for message in early:
                assert named_in(message) in command.prose
            assert list(problems(resources, state | earlier, registered, registrable(resources))) == []
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
    assert {command.words[0] for command in commands(folder)} <= {"az", "until"}
    assert len(commands(folder)) == len(re.findall(r"^(?:az|until) ", text, re.MULTILINE))
