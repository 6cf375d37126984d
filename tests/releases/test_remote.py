"""What scripts ask other APIs for: `diff` tells settings, and `generate` refuses those that an object keeps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ringfence.plan.model.package import Plan
from ringfence.plan.model.registers import Setting
from ringfence.releases import replaced
from ringfence.releases.diff.change import Section
from tests.banks import Tree, bank, connection, planned, zone
from tests.feature_examples import workload
from tests.releases.released import difference, of

LAKE = connection("reporting", "lake", "lake", "gold", reason="Reports are built on gold.")


def reporting(**more: object) -> Tree:
    """A bank whose reports come by a VNet data gateway."""
    return bank(
        zone("lake", "dataLake"), zone("reporting", "powerBi", **{**workload("power-bi"), **more}), connections=[LAKE]
    )


def elsewhere(plan: Plan) -> Plan:
    """The plan with its gateway in another subnet."""

    def moved(setting: Setting) -> Setting:
        return replace(setting, value="snet-other") if setting.path.endswith("subnetName") else setting

    return replace(
        plan,
        packages=tuple(
            replace(one, remote=tuple(replace(each, fixed=tuple(map(moved, each.fixed))) for each in one.remote))
            for one in plan.packages
        ),
    )


def test_more_members_of_a_gateway_are_told_by_name(tmp_path: Path) -> None:
    found = difference(tmp_path, reporting(inactivityMinutes=30), reporting(inactivityMinutes=60))
    told = [(c.what, c.path, c.old, c.new) for c in of(found, Section.CHANGED)]
    assert told == [("VNet data gateway tb-reporting", "inactivityMinutesBeforeSleep", "30", "60")]


def test_a_workspace_that_a_lake_lets_in_is_a_row_of_a_register(tmp_path: Path) -> None:
    (listed,) = workload("power-bi")["workspaces"]
    found = difference(tmp_path, reporting(), reporting(workspaces=[{**listed, "reviewBy": "2028-05-31"}]))
    assert [(c.section, c.what, c.path, c.new) for c in found.changes] == [
        (Section.REGISTERS, "resource let in reporting/finance", "review by", "2028-05-31")
    ]


def test_a_gateway_that_would_stand_in_another_subnet_is_refused(tmp_path: Path) -> None:
    plan = planned(tmp_path, reporting()).plan
    (finding,) = replaced.check(elsewhere(plan), plan)
    assert finding.code == "REL04"
    assert "virtualNetworkAzureResource.subnetName" in finding.message
    assert "snet-other" in finding.message
    assert "run its script again" in finding.hint
    assert list(replaced.check(plan, plan)) == []
