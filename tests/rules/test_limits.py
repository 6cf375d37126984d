"""Every limit of Azure that the plan can meet is refused one above it, and accepted at it."""

from __future__ import annotations

import pytest

from ringfence.catalog.tables import Limit
from ringfence.catalog.tables import limits as table
from ringfence.plan.model.package import Plan
from ringfence.rules import limits

COUNTED = (
    "peeringsPerNetwork",
    "rulesPerSecurityGroup",
    "routesPerTable",
    "ruleCollectionGroupsPerPolicy",
    "ruleCollectionsPerPolicy",
    "endpointsPerNetwork",
    "tagsPerResource",
    "roleAssignmentsPerSubscription",
    "endpointsPerSubscriptionAndRegion",
    "deploymentsPerSubscriptionAndRegion",
    "dnsRulesPerPolicy",
    "domainsPerDnsList",
    "networksPerDnsPolicy",
)


@pytest.mark.parametrize("name", COUNTED)
def test_a_limit_holds_at_its_value_and_not_one_below(name: str, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def accepting(most: int) -> list[int]:
        lowered: dict[str, Limit] = table() | {name: table()[name].model_copy(update={"value": most})}
        monkeypatch.setattr(limits, "limits", lambda: lowered)
        found = list(limits.check(plan))
        assert all(finding.code == "LIM01" and finding.source == table()[name].source for finding in found)
        return [int(finding.value) for finding in found]

    most = max(accepting(-1))
    assert most >= 1
    assert accepting(most) == []
    assert set(accepting(most - 1)) == {most}


def test_a_package_with_too_many_tags_is_found_at_its_landing_zone(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    lowered = table() | {"tagsPerResource": table()["tagsPerResource"].model_copy(update={"value": 0})}
    monkeypatch.setattr(limits, "limits", lambda: lowered)
    found = {finding.path: finding for finding in limits.check(plan)}
    assert "landingZones[name=fraud]" in found
    assert "leave out tags" in found["landingZones[name=fraud]"].hint
