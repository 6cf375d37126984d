"""Production traffic has one writer: the scripts and pipelines of an example, with the real azure-cli.

azure-cli has no extension `ml` here. Its commands about endpoints are answered from the stand-in's memory and applied
to it; `ringfence` only writes down what it is asked for. All else is the unmodified azure-cli.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.azure.built import Built
from tests.azure.example import Example
from tests.azure.rollout import Rollout
from tests.azure.target import standin_only
from tests.pack.mlops.walks import loaded

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

NAME, ZONE, CALLED = "universal-bank", "scoring", "score"
PRETEND = """#!{python}
import json, os, pathlib, sys
words, home = sys.argv[1:], pathlib.Path({home!r})
if words[:1] != ["ml"]:
    os.execv({az!r}, ["az", *words])
with (home / "calls").open("a") as calls:
    calls.write(json.dumps(words) + "\\n")
print(json.loads((home / "answers").read_text()).get(" ".join(words[1:3]), ""))
"""


@dataclass(frozen=True, slots=True)
class Bank:
    """The example as its DEPLOY.md leaves it, what `az bicep` made of it, and a folder with a pretended `az ml`."""

    example: Example
    built: Mapping[str, Built]
    home: Path

    @property
    def endpoint(self) -> dict[str, Any]:
        """The online endpoint in the memory of the stand-in."""
        rows = self.example.server.manager.state
        return next(
            row
            for key, row in rows.items()
            if key.rsplit("/", 2)[-2] == "onlineendpoints" and key.rsplit("/", 1)[-1].startswith(f"{CALLED}-")
        )

    @property
    def traffic(self) -> dict[str, int]:
        """Percent of the requests by deployment, of those that get some."""
        return {name: share for name, share in self.endpoint["properties"]["traffic"].items() if share}

    def jobs(self, pipeline: str) -> dict[str, dict[str, str]]:
        """What each job of a pipeline gives its script, by name."""
        text = (self.example.folder / "mlops" / ".github" / "workflows" / f"{pipeline}.yml").read_text("utf-8")
        return {name: job["steps"][-1]["env"] for name, job in loaded(text)["jobs"].items()}

    def run(self, script: str, values: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a script of the pipelines, then do to the endpoint what it asked `az ml` to do."""
        called, tag = self.endpoint["id"].rpartition("/")[2], self.endpoint.get("tags", {}).get("rolledBack")
        answers = {
            "online-endpoint list": f"{called}\t{tag}" if tag else "",
            "online-deployment list": "blue\ngreen",
        }
        (self.home / "answers").write_text(json.dumps(answers), "utf-8")
        (self.home / "calls").write_text("", "utf-8")
        path = f"{self.home}{os.pathsep}{self.example.azure.environment['PATH']}"
        done = subprocess.run(
            ["bash", f"scripts/{script}.sh"],
            cwd=self.example.folder / "mlops",
            env={**self.example.azure.environment, **values, "ATTEMPT": "1", "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        for line in (self.home / "calls").read_text("utf-8").splitlines():
            self._apply(json.loads(line))
        return done

    def _apply(self, words: list[str]) -> None:
        """What `az ml online-endpoint update` does: it merges tags and sets the shares that it is given."""
        if words[1:3] != ["online-endpoint", "update"]:
            return
        row = self.endpoint
        if "--set" in words:
            key, _, value = words[words.index("--set") + 1].removeprefix("tags.").partition("=")
            changed = {**row, "tags": {**row.get("tags", {}), key: value}}
        else:
            shares = dict(share.split("=") for share in words[words.index("--traffic") + 1].split())
            changed = {
                **row,
                "properties": {**row["properties"], "traffic": {name: int(share) for name, share in shares.items()}},
            }
        self.example.server.manager.state[row["id"].lower()] = changed

    def deploy(self, package: str) -> None:
        """Deploy a package as it was built, without az."""
        asked = self.built[package].request(self.example.subscription(package))
        assert not self.example.server.manager.deploy(asked).failed


@pytest.fixture
def bank(
    examples: Mapping[str, Example],
    rollouts: Mapping[str, Rollout],
    builds: Callable[[str], Mapping[str, Built]],
    tmp_path: Path,
) -> Iterator[Bank]:
    """The bank after its rollout; the memory of its stand-in is put back afterwards."""
    assert rollouts[NAME].done
    example = examples[NAME]
    az = shutil.which("az")
    assert az is not None
    for name, text in (
        ("az", PRETEND.format(python=sys.executable, home=str(tmp_path), az=az)),
        ("ringfence", f'#!/bin/sh\necho "$@" > {tmp_path}/deployed\n'),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        (tmp_path / name).chmod(0o755)
    before = dict(example.server.manager.state)
    yield Bank(example, builds(NAME), tmp_path)
    example.server.manager.state = before


def infrastructure(bank: Bank) -> list[str]:
    """The packages that the pipeline of the infrastructure deploys."""
    return list(dict.fromkeys(values["PACKAGE"] for values in bank.jobs("deploy-prod").values()))


def second_model(bank: Bank) -> str:
    """A release that gives all requests to the second model: the parameter of traffic alone is another."""
    built = bank.built[ZONE]
    values = json.loads(built.values.read_text("utf-8"))
    (wanted,) = (
        row for row in values["parameters"]["online"]["value"]["endpoints"] if row["name"].startswith(f"{CALLED}-")
    )
    wanted["traffic"] = {"green": 100}
    del wanted["mirror"]
    path = bank.home / "values.json"
    path.write_text(json.dumps(values), "utf-8")
    return built.command("create", bank.example.subscription(ZONE), parameters=str(path))


def test_no_deployment_but_the_release_changes_which_model_answers(bank: Bank) -> None:
    bank.example.azure.run(second_model(bank), bank.home).ok()
    assert bank.traffic == {"green": 100}
    assert infrastructure(bank)
    for package in infrastructure(bank):
        bank.deploy(package)
    assert bank.traffic == {"green": 100}
    bank.deploy(ZONE)  # what any other writer with the files of an older release would do
    assert bank.traffic == {"blue": 100}


def test_a_roll_back_stays_until_the_release_is_told_of_it(bank: Bank) -> None:
    bank.example.azure.run(second_model(bank), bank.home).ok()
    back = bank.jobs("payment-fraud-roll-back")["roll-back"]
    done = bank.run("rollback", {**back, "DEPLOYMENT": "blue", "RUN": "41"})
    assert (done.returncode, bank.traffic) == (0, {"blue": 100}), done.stderr
    for package in infrastructure(bank):
        bank.deploy(package)
    assert (bank.traffic, bank.endpoint["tags"]["rolledBack"]) == ({"blue": 100}, "41")

    release = {
        **bank.jobs("payment-fraud-release")[f"deploy-{ZONE}"],
        "APPROVED": "d1",
        "CHANGE": "CHG1",
    }
    deployed = bank.home / "deployed"
    refused = bank.run("deploy", {**release, "AFTER_ROLL_BACK": "no"})
    assert (refused.returncode, deployed.exists()) == (1, False)
    assert "was rolled back by run 41" in refused.stderr
    released = bank.run("deploy", {**release, "AFTER_ROLL_BACK": bank.endpoint["id"].rpartition("/")[2]})
    assert released.returncode == 0, released.stderr
    assert deployed.read_text("utf-8").startswith(f"deploy release --only {ZONE} --approved d1 --yes")
    bank.deploy(ZONE)
    assert (bank.traffic, "rolledBack" in bank.endpoint.get("tags", {})) == ({"blue": 100}, False)
