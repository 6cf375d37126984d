"""Deny settings of a stack ask for a role that Contributor is no substitute for; nothing else asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.banks import Tree, bank, planned

OWNER = "Azure Deployment Stack Owner"


@pytest.mark.parametrize("settings", ["denyDelete", "denyWriteAndDelete"])
def test_deny_settings_ask_for_the_owner_of_stacks(settings: str, tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(deploy={"mode": "stack", "denySettings": settings})).plan
    for package in plan.packages:
        scopes = [right.scope for right in package.rights if right.role == OWNER]
        assert scopes == [f"/subscriptions/{package.subscription}"]


@pytest.mark.parametrize("deploy", [{"mode": "stack"}, {"mode": "deployment"}], ids=["stack", "deployment"])
def test_without_them_the_rights_are_those_of_a_deployment(deploy: Tree, tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(deploy=deploy)).plan
    assert OWNER not in {right.role for package in plan.packages for right in package.rights}
