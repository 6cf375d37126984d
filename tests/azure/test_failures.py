"""Every code of the table, as the stand-in fails with it and azure-cli itself prints it, leads to its finding."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from ringfence.azure.az import Done
from ringfence.azure.failing.errors import Cause
from ringfence.azure.failing.failures import failure, said
from ringfence.azure.failing.known import Known, codes
from ringfence.check.manifest import plan_of
from ringfence.plan.model.package import Plan
from tests.azure import cli
from tests.azure.cli import Azure
from tests.azure.example import Example
from tests.azure.requests import Tree, group, nested, resource, template
from tests.azure.standin.every_error import name, problem, problems
from tests.azure.standin.policies import Policy
from tests.azure.standin.refusal import Problem
from tests.azure.standin.server import Server
from tests.azure.target import standin_only
from tests.cli.ringfence import ringfence

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

ROWS = list(enumerate(codes()))
FORMS = ("deployment", "refusal", "preview", "stack")
HUB = "connectivity"


def routes() -> Tree:
    """A route table for every code, in a group."""
    tables = [resource("Network/routeTables", name(number)) for number, _ in ROWS]
    return template(group=group(), inside=nested(*tables))


@pytest.fixture(scope="module")
def read(quickstart: Example) -> Plan:
    """The plan of the quickstart."""
    return plan_of(quickstart.folder)


@pytest.fixture(scope="module")
def printed(
    azure: Azure, quickstart: Example, standin: Server, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, cli.Done]:
    """What azure-cli prints when everything fails at once: while deploying, before it, in a preview, in a stack."""
    folder = tmp_path_factory.mktemp("everything")
    (folder / "all.json").write_text(json.dumps(routes()), "utf-8")
    subscription = quickstart.subscription(HUB)
    where = f"--subscription {subscription} --location westeurope --template-file all.json --name everything"
    stack = f"az stack sub create {where}-stack --action-on-unmanage detachAll --deny-settings-mode none --yes"
    place = f"/subscriptions/{subscription}/resourceGroups/rg/providers/Microsoft.Network/routeTables"
    broken: dict[str, Problem] = {
        f"{place}/{name(number)}": problem(number, row, f"{place}/{name(number)}") for number, row in ROWS
    }
    quickstart.register()
    with standin.emptied():
        with standin.manager.broken(broken):
            create = azure.run(f"az deployment sub create {where}", folder)
            stacked = azure.run(stack, folder)
        with standin.manager.refusing(problems()):
            refused = azure.run(f"az deployment sub create {where}-not", folder)
            previewed = azure.run(f"az deployment sub what-if {where} --no-pretty-print", folder)
    return dict(zip(FORMS, (create, refused, previewed, stacked), strict=True))


def cause(done: Done, number: int) -> Cause:
    """The cause that is about the resource of this number, and no other."""
    (found,) = (each for each in said(done) if f"'{name(number)}'" in each.message)
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("number", "row"), ROWS, ids=lambda each: getattr(each, "code", ""))
def test_every_code_leads_to_its_finding(
    number: int, row: Known, form: str, printed: Mapping[str, cli.Done], read: Plan
) -> None:
    done = Done(("az",), printed[form].code, printed[form].out, printed[form].err)
    assert done.code == 1
    assert len(said(done)) == len(ROWS)
    found = failure("AZU10", read, read.packages[0], done, (cause(done, number),))
    assert (found.code, found.source) == (row.finding, row.source)
    assert f": {row.meaning}: {row.code}: " in found.message
    assert found.hint.startswith(row.hint.replace("{{", "{").partition("{")[0])


@pytest.mark.parametrize("form", ["deployment", "refusal", "stack"])
def test_a_policy_is_told_with_its_assignment_and_resource(
    form: str, printed: Mapping[str, cli.Done], read: Plan
) -> None:
    number = next(number for number, row in ROWS if row.code == "RequestDisallowedByPolicy")
    done = Done(("az",), 1, printed[form].out, printed[form].err)
    found = failure("AZU10", read, read.packages[0], done, (cause(done, number),))
    assert (
        f"{name(number)} is denied by policy 'AuthorizationFailed-audit (InternalServerError) az login'"
        in found.message
    )
    assert "--name DeploymentActive-429 --scope /providers/Microsoft.Management/managementGroups/az-login" in found.hint


@pytest.fixture
def here(azure: Azure, quickstart: Example, standin: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The stand-in with nothing deployed, for commands that run in this process and make no pauses."""
    for key, value in azure.environment.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setattr("ringfence.azure.failing.repeat.PAUSES", (0.0, 0.0, 0.0))
    quickstart.register()
    with standin.emptied():
        yield standin


def predicted(work: Path, kind: str) -> str:
    """The id of the first resource of a type in the hub's package."""
    rows = json.loads((work / "packages" / HUB / "snapshot.json").read_text("utf-8"))["predictedResources"]
    return next(str(row["id"]) for row in rows if row["type"] == kind)


def test_a_rollout_waits_for_another_operation_and_goes_on(here: Server, work: Path) -> None:
    network = predicted(work, "Microsoft.Network/virtualNetworks")
    with here.manager.failing(network, "AnotherOperationInProgress", "Another operation is in progress.", times=2):
        result = ringfence("deploy", work, "--yes", "--done", "*", "--only", HUB)
    assert (result.exit_code, result.stdout) == (0, f"{HUB}: done\n")
    assert [f"AnotherOperationInProgress passes by itself; try {n} of 4 in" in result.stderr for n in (2, 3, 4)] == [
        True,
        True,
        False,
    ]


def test_a_rollout_that_a_policy_denies_says_which_and_stops(here: Server, work: Path) -> None:
    scope = "/providers/Microsoft.Management/managementGroups/corp"
    policy = Policy("AuthorizationFailed-audit", "deny-429", scope, "Microsoft.Network/azureFirewalls")
    with here.manager.policy(policy):
        result = ringfence("deploy", work, "--yes", "--done", "*", "--only", HUB)
    told = " ".join(result.stderr.split())
    assert (result.exit_code, "error[AZU31]" in told, "passes by itself" in told) == (1, True, False)
    assert f"policy 'AuthorizationFailed-audit' by assignment 'AuthorizationFailed-audit' at {scope}" in told
    assert here.manager.state == {}
