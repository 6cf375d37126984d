"""Images come into a workspace whose network is managed from build agents beside its registry of models."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Given
from ringfence.rules.managed_networks import check
from tests.banks import planned
from tests.rules.edits import edited, put
from tests.variants import VARIANTS


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), VARIANTS["everything"]).plan


def delivers(rule: FirewallRule) -> bool:
    return rule.use == "images"


def test_the_way_is_there(plan: Plan) -> None:
    assert list(check(plan)) == []


def test_without_the_way_nothing_could_bring_an_image(plan: Plan) -> None:
    """That is how it was: the managed network builds none, and agents reached their own landing zone only."""
    (found,) = check(edited(plan, FirewallRule, put(start="", end=""), delivers))
    assert (found.code, found.path) == ("DSG71", "connections[name=scoring-fraud]")


def test_a_way_to_another_registry_does_not_count(plan: Plan) -> None:
    def astray(rule: FirewallRule) -> FirewallRule:
        return replace(rule, hosts=(Given("x", "y", "crother.azurecr.io", "A host."),))

    assert [found.code for found in check(edited(plan, FirewallRule, astray, delivers))] == ["DSG71"]
