"""What-if shows the hub's peerings as deleted: those of the plan are noise, any other stays a change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringfence.azure.preview.answer import Change, Kind
from ringfence.azure.preview.delta import Difference
from ringfence.azure.preview.noise import Judged, judge
from ringfence.plan.model.package import Plan
from tests.cli.ringfence import ringfence
from tests.deploy.conftest import changes
from tests.deploy.fake import Fake
from tests.deploy.test_what_if import difference, quiet, says

HUB = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/vnet-Hub"
OWNED = frozenset({f"{HUB}/virtualNetworkPeerings/peer-hub-to-credit".lower()})
PATH = "properties.virtualNetworkPeerings"


def peering(name: str) -> dict[str, Any]:
    return {"name": name, "properties": {"peeringState": "Connected", "peeringSyncLevel": "FullyInSync"}}


OURS, THEIRS = peering("peer-hub-to-CREDIT"), peering("peer-hub-to-branch")


def judged(before: object, path: str = PATH, kind: str = "Delete", network: str = HUB) -> Judged:
    return judge(Change(network, Kind.MODIFY, (Difference(path, kind, before, None),)), OWNED)


@pytest.mark.parametrize(
    ("before", "path"), [([OURS], PATH), (OURS, f"{PATH}.0"), ([OURS], PATH.lower())], ids=["list", "row", "lower"]
)
def test_peerings_of_the_plan_are_noise(before: object, path: str) -> None:
    assert judged(before, path).kind is Kind.NO_CHANGE


@pytest.mark.parametrize("before", [[THEIRS], [{"properties": {}}], [], None, "x"], ids=str)
def test_any_other_peering_is_a_change(before: object) -> None:
    assert judged(before).kind is Kind.MODIFY
    assert judged(before).noise == ()


def test_of_a_list_only_the_peerings_of_others_are_shown() -> None:
    both = judged([OURS, THEIRS])
    assert both.kind is Kind.MODIFY
    assert [each.before for each in both.real] == [[THEIRS]]
    assert [each.before for each, _ in both.noise] == [[OURS]]


def test_a_peering_of_the_same_name_in_another_network_and_another_change_are_shown() -> None:
    assert judged([OURS], network=f"{HUB}-2").kind is Kind.MODIFY
    assert judged([OURS], kind="Modify").kind is Kind.MODIFY


def test_a_peering_that_is_deleted_as_a_resource_is_never_noise() -> None:
    gone = Change(next(iter(OWNED)), Kind.DELETE, (Difference(PATH, "Delete", [OURS], None),))
    assert judge(gone, OWNED).kind is Kind.DELETE


def test_a_look_at_the_hub_is_quiet_when_only_the_plans_peerings_differ(out: Path, az: Fake, plan: Plan) -> None:
    quiet(az, plan)
    ids = [row["resourceId"] for package in plan.packages for row in changes(plan, package.name)]
    (hub,) = (
        row
        for row in changes(plan, "connectivity", "Modify")
        if row["resourceId"].count("/") == 8 and "/virtualNetworks/" in row["resourceId"]
    )
    ours = [peering(each.rpartition("/")[2]) for each in ids if each.startswith(f"{hub['resourceId']}/virtualNetworkP")]
    assert len(ours) == 2
    others = [row for row in changes(plan, "connectivity", "NoChange") if row["resourceId"] != hub["resourceId"]]
    for before, code in ((ours, 0), ([*ours, THEIRS], 4)):
        says(az, "connectivity", [*others, {**hub, "delta": [difference(PATH, "Delete", before)]}])
        result = ringfence("what-if", out, "--exit-code")
        assert result.exit_code == code
        assert "1 x peerings-of-network: Packages of landing zones write these peerings." in result.stdout
        assert ("peer-hub-to-branch" in result.stdout) is (code == 4)
    assert "peer-hub-to-fraud" not in result.stdout
