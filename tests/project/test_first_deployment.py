"""docs/first-deployment.md: its blueprint is valid, its script runs commands that exist, its lists are made."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from ringfence.cli import main
from ringfence.pipeline import decide
from tests.banks import PERSON, PLATFORM, TENANT
from tests.checks_list import PAGE, parts
from tests.marked import ROOT, between

SCRIPT = ROOT / "docs" / "first-deployment.sh"
IDS = {"<tenant>": TENANT, "<subscription>": PLATFORM}


def block(name: str) -> str:
    """The YAML between two marks of the page."""
    return between(PAGE, name).removeprefix("```yaml\n").removesuffix("```\n")


def filled(text: str) -> str:
    """A blueprint with ids in place of what stands in angle brackets."""
    for number, word in enumerate(dict.fromkeys(re.findall(r"<[a-z ]+>", text))):
        text = text.replace(word, IDS.get(word, f"{PERSON[:-2]}{number:02}"))
    return text


@pytest.mark.parametrize("name", parts())
def test_the_lists_of_checks_are_made_from_the_table(name: str) -> None:
    assert between(PAGE, name) == parts()[name], "run `python -m tests.checks_list`"


def test_the_blueprint_has_what_the_checks_ask_about(tmp_path: Path) -> None:
    path = tmp_path / "first.yaml"
    path.write_text(filled(block("the blueprint")), "utf-8")
    plan = decide(path).plan
    assert [package.purpose for package in plan.packages] == [
        "connectivity",
        "databricks",
        "machine-learning",
        "data-lake",
        "inference",
    ]
    assert len({package.subscription for package in plan.packages}) == 1


def test_the_later_release_with_a_model_is_valid(tmp_path: Path) -> None:
    yaml = YAML(typ="safe", pure=True)
    tree: dict[str, Any] = yaml.load(filled(block("the blueprint")))
    endpoint = next(zone for zone in tree["landingZones"] if "inference" in zone)["inference"]["online"][0]
    endpoint |= yaml.load(block("the model")) | {"traffic": {"blue": 100}}
    path = tmp_path / "first.yaml"
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(tree, file)
    assert any(module.online_deployments for package in decide(path).plan.packages for module in package.modules)


def test_the_script_runs_commands_that_exist_in_order() -> None:
    subprocess.run(["sh", "-n", str(SCRIPT)], check=True)
    lines = [shlex.split(line) for line in SCRIPT.read_text("utf-8").splitlines() if line.startswith("ringfence ")]
    assert [words[1] for words in lines] == ["generate", "deploy", "deploy", "confirm"]
    for _, verb, *words in lines:
        known = {name for parameter in main.commands[verb].params for name in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known
