"""DAY-TWO.md: which role assignments a lock keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.review.review import tables
from ringfence.pack.runbook.day_two import NAME, day_two
from ringfence.plan.model.package import Plan, modules
from tests.banks import connection, planned
from tests.plan.test_mlflow import asking


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    tree = asking()
    tree["connections"].append(connection("fraud", "lake", "lake", "gold"))
    return planned(tmp_path, tree).plan


def test_the_page_and_the_review_count_what_a_lock_keeps(plan: Plan) -> None:
    locks = [lock.resource.id.rsplit("/providers/", 1)[0] for _, module in modules(plan) for lock in module.locks]
    scopes = [grant.scope_id for _, module in modules(plan) for grant in module.grants]
    held = sum(any(f"{scope}/".startswith(f"{lock}/") for lock in locks) for scope in scopes)
    assert f"Of {len(scopes)} role assignments of these packages {held} stand" in day_two(plan)[NAME]
    rows = next(table for table in tables(plan) if table.title == "Locks").rows
    assert sum(int(row[2]) for row in rows) == held
