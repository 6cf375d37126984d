"""Which properties keep data for a shorter time: numbers, switches, and protection that leaves the plan."""

from __future__ import annotations

import pytest

from ringfence.releases.diff.change import Change, Section, Verb
from ringfence.releases.diff.keeping import kept_shorter

LIFECYCLE = "properties.policy.rules[name=old].definition.actions.baseBlob"


def changed(path: str, old: str, new: str, verb: Verb = Verb.CHANGED) -> Change:
    return Change(section=Section.CHANGED, verb=verb, package="p", what="w", id="i", path=path, old=old, new=new)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("properties.retentionInDays", "730", "90"),
        ("properties.immutabilityPeriodSinceCreationInDays", "2555", "365"),
        ("properties.isVersioningEnabled", "true", "false"),
        ("properties.enableSoftDelete", "true", ""),
        ("properties.deleteRetentionPolicy", "enabled true, days 14", ""),
        (f"{LIFECYCLE}.delete.daysAfterModificationGreaterThan", "365", "30"),
        (f"{LIFECYCLE}.delete", "", "daysAfterModificationGreaterThan 400"),
        ("properties.policy.rules[name=old]", "", "enabled true, definition.actions.baseBlob.delete.daysAfter 400"),
    ],
)
def test_it_is_shorter_one_way_and_longer_the_other(path: str, old: str, new: str) -> None:
    assert kept_shorter(changed(path, old, new))
    assert not kept_shorter(changed(path, new, old))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (f"{LIFECYCLE}.tierToCool.daysAfterModificationGreaterThan", "90", "30"),
        ("properties.policy.rules[name=old]", "", "enabled true, definition.actions.baseBlob.tierToCool.daysAfter 40"),
        ("properties.sku.capacity", "4", "2"),
        ("properties.isVersioningEnabled", "false", ""),
    ],
)
def test_what_keeps_the_data_is_not_shorter(path: str, old: str, new: str) -> None:
    assert not kept_shorter(changed(path, old, new))
