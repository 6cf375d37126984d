"""Hubs: this version plans for one hub of the institution's, and says what of a hub it does not build yet."""

from __future__ import annotations

import pytest

from tests.banks import Tree, bank, zone
from tests.blueprint.blueprints import found

NETWORK = "/subscriptions/1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a03/resourceGroups/rg-net/providers"
THEIRS: Tree = {
    "name": "corp",
    "region": "westeurope",
    "existing": {"owner": "network@bank.example", "network": f"{NETWORK}/Microsoft.Network/virtualNetworks/vnet-corp"},
}
(OURS,) = bank()["hubs"]


def codes(*hubs: Tree) -> list[str]:
    """Code and path of each finding about a bank with these hubs."""
    return [f"{one.code} {one.path}" for one in found(bank(hubs=list(hubs)))]


def test_a_landing_zone_may_name_the_hub() -> None:
    assert found(bank(zone("fraud", hub="weu"))) == ()


@pytest.mark.parametrize("hubs", [(OURS, THEIRS), (THEIRS, OURS), (THEIRS,)], ids=["behind", "in front", "alone"])
def test_somebody_elses_hub_is_read_and_refused_for_now_wherever_it_stands(hubs: tuple[Tree, ...]) -> None:
    assert codes(*hubs) == ["HUB01 hubs[name=corp].existing"]


def test_a_second_hub_of_the_institutions_is_refused_at_the_second() -> None:
    assert codes(OURS, OURS | {"name": "neu"}) == ["HUB02 hubs[name=neu]"]


@pytest.mark.parametrize(
    "key",
    [{"subscription": "platform"}, {"firewall": {}}, {"resolver": {}}, {"logs": {}}, {"tags": {"a": "b"}}],
    ids=lambda key: next(iter(key)),
)
def test_what_the_owner_of_a_hub_decides_cannot_be_said_for_it(key: Tree) -> None:
    (name,) = key
    assert sorted(codes(OURS, THEIRS | key)) == ["HUB01 hubs[name=corp].existing", f"HUB03 hubs[name=corp].{name}"]


LOOKED = {"looked": {"by": "network@bank.example", "on": "2026-11-20"}}


@pytest.mark.parametrize(
    ("dns", "wanted"),
    [
        ({"policy": "off"}, []),
        ({"policy": "watch"}, []),
        ({"policy": "enforce"}, ["DNS02 hubs[name=weu].dns.policy"]),
        ({"policy": "enforce", **LOOKED}, []),
        ({"policy": "off", **LOOKED}, ["DNS03 hubs[name=weu].dns.looked"]),
    ],
)
def test_a_dns_policy_enforces_only_after_a_recorded_look(dns: Tree, wanted: list[str]) -> None:
    assert codes(OURS | {"dns": dns}) == wanted


def test_a_hub_of_the_institutions_has_a_subscription() -> None:
    assert codes({"name": "weu"}) == ["BLU02 hubs[name=weu]"]
