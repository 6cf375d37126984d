"""A Databricks workspace that adds its own rules: its package can be written again only with these rules in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.read import kinds
from ringfence.check.expect.package import expected
from tests.azure.standin.intent_policies import faults
from tests.banks import Tree, bank, planned
from tests.variants import OPEN_SPARK, SPARK

OWN = "Microsoft.Databricks-workspaces_UseOnly_"
CODE = "ConflictWithNetworkIntentPolicy"
Body = dict[str, Any]


def bodies(folder: Path, zone: Tree) -> list[Body]:
    """The resources of a landing zone as Azure gets them, in a bank with both kinds of workspace."""
    plan = planned(folder, bank(SPARK, OPEN_SPARK)).plan
    (package,) = (package for package in plan.packages if package.name == zone["name"])
    return [{**row.body, "id": row.resource.id, "type": row.resource.type} for row in expected(package, kinds())]


def said(rows: list[Body], *, there: bool = True) -> list[str]:
    """Codes of what speaks against writing each of them again, or for the first time."""
    state = {row["id"].lower(): row for row in rows} if there else {}
    return [problem.code for row in rows for problem in faults(row, state)]


def without_its_rules(row: Body) -> Body:
    """A security group as it was written before: the service's own rules left out."""
    properties = row.get("properties", {})
    rules = properties.get("securityRules")
    if rules is None:
        return row
    kept = [rule for rule in rules if not rule["name"].startswith(OWN)]
    return {**row, "properties": {**properties, "securityRules": kept}}


def test_a_package_without_back_end_private_link_can_be_deployed_twice(tmp_path: Path) -> None:
    rows = bodies(tmp_path, OPEN_SPARK)
    assert said(rows) == []
    old = [without_its_rules(row) for row in rows]
    assert said(old, there=False) == []
    assert said(old) == [CODE, CODE]


@pytest.mark.parametrize("part", ["sql", "storage", "eventhub", "worker-inbound", "worker-outbound", "webapp"])
def test_each_of_the_rules_is_wanted(tmp_path: Path, part: str) -> None:
    rows = bodies(tmp_path, OPEN_SPARK)
    groups = [row for row in rows if row["type"] == "Microsoft.Network/networkSecurityGroups"]
    for group in groups:
        rules = group["properties"]["securityRules"]
        group["properties"]["securityRules"] = [rule for rule in rules if not rule["name"].endswith(part)]
    assert said(rows) == [CODE, CODE]


def test_a_workspace_with_back_end_private_link_has_no_such_rules_and_no_policy(tmp_path: Path) -> None:
    rows = bodies(tmp_path, SPARK)
    assert said(rows) == []
    assert [without_its_rules(row) for row in rows] == rows
