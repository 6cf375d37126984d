"""Deployment stacks: the same guided command, other words for az, and what a stack would let go is said before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.check.manifest import plan_of
from ringfence.output import write_tree
from ringfence.pipeline import files
from ringfence.plan.model.package import Plan
from tests.banks import bank, planned
from tests.cli.ringfence import ringfence
from tests.deploy.conftest import changes
from tests.deploy.fake import Fake

GONE = "/subscriptions/1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a01/resourceGroups/rg-old"


def refusal(code: str, message: str) -> str:
    """An error of Azure as az prints it."""
    return f"ERROR: ({code}) {message}\nCode: {code}\nMessage: {message}\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The output of a bank whose packages are stacks."""
    blueprint = bank(deploy={"mode": "stack", "denySettings": "denyDelete", "actionOnUnmanage": "deleteResources"})
    write_tree(tmp_path / "out", files(planned(tmp_path, blueprint)))
    return tmp_path / "out"


@pytest.fixture
def stacks(az: Fake, plan: Plan) -> Fake:
    """An `az` that creates stacks, and knows none yet."""
    az.answers("stack sub create", {"provisioningState": "succeeded"})
    az.answers("stack sub show", err=refusal("DeploymentStackNotFound", "The Deployment stack could not be found."))
    return az


def test_stacks_are_created_as_the_blueprint_says(out: Path, stacks: Fake) -> None:
    result = ringfence("deploy", out, "--yes", "--done", "*/before")
    assert result.exit_code == 0, result.output
    wanted = "--deny-settings-mode denyDelete --action-on-unmanage deleteResources --yes"
    assert len(stacks.calls("stack sub create", wanted)) == len(plan_of(out).packages)
    assert stacks.calls("deployment sub create") == []


def test_what_a_stack_would_let_go_is_a_change(out: Path, stacks: Fake, plan: Plan) -> None:
    for package in plan.packages:
        rows = changes(plan, package.name, "NoChange")
        stacks.answers(f"what-if --name ringfence-{package.name}", {"changes": rows})
    assert ringfence("what-if", out, "--exit-code").exit_code == 0
    held = [row["resourceId"].upper() for row in changes(plan, "connectivity")]
    stacks.answers("stack sub show --name ringfence-connectivity", [*held, GONE])
    result = ringfence("what-if", out, "--exit-code")
    assert result.exit_code == 4
    assert f"x {GONE} leaves the stack" in result.stdout
    assert f"- {GONE}\n" in ringfence("what-if", out, "--markdown").stdout
    (hub, _) = json.loads(ringfence("what-if", out, "--json").stdout)["packages"]
    assert hub["unmanaged"] == [GONE]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (refusal("AuthorizationFailed", "no"), "AZU18"),
        (refusal("SubscriptionNotFound", "The subscription could not be found."), "AZU06"),
        (refusal("NotFound", "Something was not found."), "AZU11"),
        (refusal("ServerError", "not DeploymentStackNotFound, but nobody knows"), "AZU11"),
        ("", "AZU11"),
    ],
)
def test_a_stack_that_cannot_be_read_is_a_finding(said: str, code: str, out: Path, stacks: Fake, plan: Plan) -> None:
    for package in plan.packages:
        stacks.answers(f"what-if --name ringfence-{package.name}", {"changes": changes(plan, package.name, "NoChange")})
    stacks.answers("stack sub show --name ringfence-fraud", text=" ", err=said, code=3)
    result = ringfence("what-if", out)
    assert result.exit_code == 1
    assert f"[{code}] fraud: " in result.stderr
