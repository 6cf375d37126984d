"""DAY-TWO.md: which role assignments a lock keeps, and what a retired landing zone leaves in packages of others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ringfence.pack.review.review import tables
from ringfence.pack.runbook.day_two import NAME, day_two
from ringfence.plan.model.package import Plan, modules
from tests.banks import connection, planned
from tests.plan.test_mlflow import asking
from tests.variants import VARIANTS


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    tree = asking()
    tree["connections"].append(connection("fraud", "lake", "lake", "gold"))
    return planned(tmp_path, tree).plan


def part(text: str, zone: str) -> str:
    return text.partition(f"### {zone}\n")[2].partition("\n### ")[0]


def ids(text: str, command: str) -> list[str]:
    return re.findall(rf"^az {command} --ids (\S+)$", text, re.MULTILINE)


def test_every_role_assignment_of_a_retired_zones_identities_elsewhere_is_deleted_first(plan: Plan) -> None:
    text = day_two(plan)[NAME]
    for package in plan.packages[1:]:
        own = {one.resource.id for module in package.modules for one in module.identities}
        home = [group.resource.id for group in package.groups]
        left = {
            grant.resource.id
            for _, module in modules(plan)
            for grant in module.grants
            if grant.principal.value in own and not any(grant.scope_id.startswith(group) for group in home)
        }
        said = part(text, package.name)
        assert set(ids(said, "role assignment delete")) == left
        for one in left:
            assert said.index(one) < said.index("az group delete")


def test_locks_over_them_go_before_and_the_package_that_writes_them_is_named(plan: Plan) -> None:
    said = part(day_two(plan)[NAME], "spark")
    first, _, rest = said.partition("az role assignment delete")
    kept = ids(first, "lock delete")
    assert any("stlake" in one for one in kept)
    assert any("/storageAccounts/sttbfraud" in one for one in kept)
    assert "Deploy fraud, lake again at the end" in rest


def test_shared_groups_stay_and_names_that_azure_keeps_are_told(tmp_path: Path) -> None:
    text = day_two(planned(tmp_path, VARIANTS["everything"]).plan)[NAME]
    assert "NetworkWatcherRG --" not in text
    assert not re.search(r"group delete .*NetworkWatcherRG", text)
    said = part(text, "fraud")
    assert "az cognitiveservices account purge" in said
    assert said.index("az group delete") < said.index("account purge")
    assert "--permanently-delete" in said
    assert re.search(r"The vault kv-\S+ is kept for 90 days", said)
    assert "peer-hub-to-fraud" in said


def test_the_page_and_the_review_count_what_a_lock_keeps(plan: Plan) -> None:
    locks = [lock.resource.id.rsplit("/providers/", 1)[0] for _, module in modules(plan) for lock in module.locks]
    scopes = [grant.scope_id for _, module in modules(plan) for grant in module.grants]
    held = sum(any(f"{scope}/".startswith(f"{lock}/") for lock in locks) for scope in scopes)
    assert f"Of {len(scopes)} role assignments of these packages {held} stand" in day_two(plan)[NAME]
    rows = next(table for table in tables(plan) if table.title == "Locks").rows
    assert sum(int(row[2]) for row in rows) == held
