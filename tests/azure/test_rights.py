"""Rights of the caller: flow logs with traffic analytics and roles ask for some, and DEPLOY.md lists them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from ringfence.catalog.read import kinds
from ringfence.check.bicep import Bicep
from ringfence.check.expect.package import expected
from ringfence.pipeline import files
from tests.azure.built import Built
from tests.azure.deployers import BUILT_IN, NEVER, rights
from tests.azure.example import Example
from tests.azure.requests import (
    GROUP,
    SUBSCRIPTION,
    TENANT,
    Tree,
    group,
    nested,
    request,
    resource,
    stack_request,
    template,
)
from tests.azure.standin.callers import ANALYTICS, WRITE_ROLE, Held, lacking
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.refusal import Refused
from tests.azure.standin.roles import scopes
from tests.azure.standin.server import Server
from tests.azure.standin.stacks import Stacks
from tests.azure.target import standin_only
from tests.banks import planned
from tests.variants import DDOS, VARIANTS

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

CODE = "TAUserDoesNotHavePermissions"
PLATFORM = "1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a09"
WORKSPACE = "/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/log"
MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/bank"


def codes(manager: ResourceManager, analytics: Tree, *held: Held) -> list[str]:
    """Why a flow log with this configuration cannot be written by a caller with these rights."""
    manager.register(SUBSCRIPTION, "Microsoft.Network")
    configuration = {"networkWatcherFlowAnalyticsConfiguration": analytics}
    log = resource("Network/networkWatchers/flowLogs", "watcher/log", flowAnalyticsConfiguration=configuration)
    watcher = resource("Network/networkWatchers", "watcher")
    with manager.acting(held):
        outcome = manager.deploy(request(group=group(), inside=nested(watcher, log)))
    return [problem.code for _, problems in outcome.failed for problem in problems if problem.code == CODE]


@pytest.mark.parametrize(
    ("held", "refused"),
    [
        ([Held(f"/subscriptions/{PLATFORM}", ANALYTICS)], False),
        ([Held(f"/subscriptions/{PLATFORM}", ("*",))], False),
        ([Held(f"/subscriptions/{PLATFORM}", ANALYTICS[1:])], True),
        ([Held(f"/subscriptions/{SUBSCRIPTION}", ("*",))], True),
        ([Held(f"/subscriptions/{PLATFORM}{WORKSPACE}", ("*",))], True),
        ([Held(MANAGEMENT_GROUP, ("*",))], True),
        ([], True),
    ],
)
def test_analytics_ask_for_six_actions_on_the_subscription_of_the_workspace(
    bicep: Bicep, held: list[Held], refused: bool
) -> None:
    asked = {"enabled": True, "workspaceResourceId": f"/subscriptions/{PLATFORM}{WORKSPACE}"}
    assert (codes(ResourceManager(bicep, TENANT, (SUBSCRIPTION,)), asked, *held) == [CODE]) is refused


def test_a_flow_log_without_analytics_asks_for_no_more(bicep: Bicep) -> None:
    assert codes(ResourceManager(bicep, TENANT, (SUBSCRIPTION,)), {"enabled": False}) == []


def test_the_rights_of_each_step_are_enough_and_no_row_of_the_role_is_one_too_many(
    quickstart: Example, standin: Server, compiled: Mapping[str, Built]
) -> None:
    titles = {row["name"]: row["title"] for row in quickstart.plan["packages"]}
    quickstart.register()
    with standin.emptied():
        for name, package in compiled.items():
            asked = package.request(quickstart.subscription(name))
            given = rights(quickstart.folder, titles[name])
            with standin.manager.acting(given):
                assert not standin.manager.deploy(asked).failed
            with standin.manager.acting([one for one in given if one.actions not in (ANALYTICS, ("*",))]):
                failed = standin.manager.deploy(asked).failed
            assert [problem.code for _, problems in failed for problem in problems] == [CODE]


def test_the_rights_of_the_hubs_step_are_enough_for_roles_of_the_institution() -> None:
    """Contributor on each subscription, which the same step lists, writes none of them."""
    folder = Path(__file__).parents[2] / "out" / "universal-bank"
    rows = json.loads((folder / "packages" / "connectivity" / "snapshot.json").read_text("utf-8"))["predictedResources"]
    roles = [row for row in rows if scopes(row)]
    given = rights(folder, "Connectivity")
    assert roles
    assert [problem for role in roles for problem in lacking(role, given)] == []
    without = [one for one in given if not one.allows(WRITE_ROLE, one.scope)]
    assert without
    assert {problem.code for role in roles for problem in lacking(role, without)} == {"AuthorizationFailed"}


@pytest.mark.parametrize(
    ("role", "kind"),
    [("Locks Contributor", "locks"), ("Role Based Access Control Administrator", "roleAssignments")],
)
def test_contributor_alone_writes_neither_locks_nor_role_assignments(
    quickstart: Example, standin: Server, compiled: Mapping[str, Built], role: str, kind: str
) -> None:
    """The rows of DEPLOY.md are enough; without the one row each lock, or each assignment, is refused."""
    first, zone = compiled
    title = next(row["title"] for row in quickstart.plan["packages"] if row["name"] == zone)
    given = [one for one in rights(quickstart.folder, title) if one.actions != BUILT_IN[role]]
    quickstart.register()
    with standin.emptied():
        standin.manager.deploy(compiled[first].request(quickstart.subscription(first)))
        with standin.manager.acting(given):
            failed = standin.manager.deploy(compiled[zone].request(quickstart.subscription(zone))).failed
    found = [(placed.resource["type"], problem.code) for placed, problems in failed for problem in problems]
    assert (f"Microsoft.Authorization/{kind}", "AuthorizationFailed") in found
    assert {code for _, code in found} == {"AuthorizationFailed"}
    assert {type_ for type_, _ in found} == {f"Microsoft.Authorization/{kind}"}


def test_a_network_under_a_ddos_plan_is_written_by_who_may_join_the_plan(tmp_path: Path) -> None:
    decision = planned(tmp_path, VARIANTS["filters"])
    hub = decision.plan.packages[0]
    (tmp_path / "DEPLOY.md").write_text(files(decision)["DEPLOY.md"], "utf-8")
    given = rights(tmp_path, hub.title)
    (network,) = (
        {**row.body, "id": row.resource.id, "type": row.resource.type}
        for row in expected(hub, kinds())
        if row.resource.kind == "virtual-network"
    )
    assert list(lacking(network, given)) == []
    without = [one for one in given if one.scope != DDOS]
    assert [problem.code for problem in lacking(network, without)] == ["LinkedAuthorizationFailed"]


@pytest.mark.parametrize(("settings", "refused"), [("none", False), ("denyDelete", True), ("denyWriteAndDelete", True)])
def test_contributor_alone_sets_no_deny_settings(bicep: Bicep, settings: str, refused: bool) -> None:
    manager = ResourceManager(bicep, TENANT, (SUBSCRIPTION,))
    stacks = Stacks(manager)
    contributor = Held(f"/subscriptions/{SUBSCRIPTION}", BUILT_IN["Contributor"], NEVER["Contributor"])
    owner = Held(f"/subscriptions/{SUBSCRIPTION}", BUILT_IN["Azure Deployment Stack Owner"])
    asked = stack_request(template(group=group()), True, settings)
    with manager.acting([contributor, owner]):
        assert stacks.put(asked).state == "succeeded"
    with manager.acting([contributor]):
        if not refused:
            assert stacks.put(asked).state == "succeeded"
            return
        with pytest.raises(Refused) as found:
            stacks.put(asked)
    assert [problem.code for problem in found.value.problems] == ["AuthorizationFailed"]


def test_azure_tells_what_the_caller_holds_in_a_group_from_above_too(bicep: Bicep) -> None:
    manager = ResourceManager(bicep, TENANT, (SUBSCRIPTION,))
    manager.deploy(request(group=group()))
    with manager.acting(
        [Held(f"/subscriptions/{SUBSCRIPTION}", ANALYTICS), Held(f"/subscriptions/{PLATFORM}", ("*",))]
    ):
        assert manager.permissions(GROUP) == [{"actions": list(ANALYTICS), "notActions": []}]
    assert manager.permissions(GROUP) == [{"actions": ["*"], "notActions": []}]
