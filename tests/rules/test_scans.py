"""The Purview account holds a reader's role on layers, and each wider role is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ringfence.plan.model.package import Plan
from ringfence.plan.model.services import Grant
from ringfence.rules.storage import check
from tests.banks import planned
from tests.rules.edits import edited, put
from tests.variants import VARIANTS


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A lake that is scanned."""
    return planned(tmp_path_factory.mktemp("scans"), VARIANTS["evidence"]).plan


def scans(grant: Grant) -> bool:
    return grant.principal_name == "purview" and grant.scope_id.endswith("gold")


def wider(parts: int) -> Callable[[Grant], Grant]:
    """The same role at the scope that these parts of the id name."""
    return lambda one: replace(one, scope_id="/".join(one.scope_id.split("/")[:parts]))


CASES: dict[str, tuple[Callable[[Grant], Grant], str]] = {
    "a role on the account": (wider(9), "DSG73"),
    "a role on the subscription": (wider(3), "DSG73"),
    "a role that writes": (put(role="Storage Blob Data Contributor"), "DSG73"),
}


def test_what_is_planned_is_not_refused(plan: Plan) -> None:
    assert list(check(plan)) == []


@pytest.mark.parametrize("name", CASES)
def test_a_wider_role_of_the_scanner_is_refused(name: str, plan: Plan) -> None:
    spoil, code = CASES[name]
    assert [found.code for found in check(edited(plan, Grant, spoil, scans))] == [code]
