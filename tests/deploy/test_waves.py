"""The order of packages: nothing before what it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.azure.waves import waves
from ringfence.check.manifest import plan_of

OUT = Path(__file__).parents[2] / "out"


def names(example: str, *only: str) -> list[list[str]]:
    return [[package.name for package in wave] for wave in waves(plan_of(OUT / example), only)]


def test_each_waits_for_the_identities_it_lets_in_and_a_managed_network_for_the_lakes_it_reaches() -> None:
    first = [["connectivity"], ["spark"], ["fraud", "pricing"], ["lake"], ["scoring"]]
    assert names("universal-bank") == [*first, ["reporting"], ["analytics"], ["integration"]]


def test_only_what_is_asked_for_in_the_order_of_the_plan() -> None:
    assert names("universal-bank", "lake", "connectivity") == [["connectivity"], ["lake"]]


@pytest.mark.parametrize("example", sorted(path.name for path in OUT.iterdir()))
def test_every_package_is_in_one_wave_in_the_order_of_the_plan(example: str) -> None:
    assert [name for wave in names(example) for name in wave] == [
        package.name for package in plan_of(OUT / example).packages
    ]
