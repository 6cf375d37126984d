"""Answers agree with a slow second opinion that reads Bicep's prediction in place of the plan."""

from __future__ import annotations

from collections import Counter
from functools import cache
from ipaddress import IPv4Address, IPv4Network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.plan.model.values import plain
from ringfence.reach.asked import answer, cuts
from ringfence.reach.networks import Networks
from ringfence.reach.spots import Spot
from ringfence.reach.walk import Walker
from tests.marked import ROOT
from tests.reach.conftest import EXAMPLES, plan_of
from tests.reach.oracle import Oracle

pytestmark = pytest.mark.slow

PORTS = st.sampled_from([22, 53, 80, 443, 445, 1433, 3306, 5701, 8080, 8443, 9093, 18881, 1024, 65535])


@cache
def walker(name: str) -> Walker:
    return Walker.of(Networks.of(plan_of(name)))


@cache
def oracle(name: str) -> Oracle:
    return Oracle(ROOT / "out" / name, tuple(map(str, walker(name).networks.premises)))


def at(address: str) -> Spot:
    return Spot(network=IPv4Network(address))


@cache
def addresses(name: str) -> tuple[str, ...]:
    """The addresses at which something changes: first, last and neighbours of every prefix of the plan, and others."""
    edges = (edge + step for edge in cuts(walker(name).networks) for step in (-1, 0, 1))
    inside = (plain(seat.subnet.prefix)[6] for seat in walker(name).networks.seats)
    found = {IPv4Address(edge) for edge in edges if 0 < edge < 1 << 32} | set(inside)
    return tuple(map(str, sorted({*found, IPv4Address("20.1.2.3"), IPv4Address("198.51.100.20")})))


@pytest.mark.parametrize("name", EXAMPLES)
@settings(max_examples=300)
@given(data=st.data(), port=PORTS, protocol=st.sampled_from(["Tcp", "Udp"]))
def test_a_packet_ends_where_the_predicted_resources_say(
    name: str, data: st.DataObject, port: int, protocol: str
) -> None:
    source, target = (data.draw(st.sampled_from(addresses(name)), label) for label in ("source", "target"))
    expected = oracle(name).verdict(source, target, protocol, port)
    if expected != "skip":
        path = walker(name).path(at(source), at(target), protocol, port)
        assert path.verdict == expected, (source, target, protocol, port, path)


@pytest.mark.parametrize("name", ["quickstart", "regional-bank", "universal-bank"])
def test_every_pair_of_places_has_the_same_verdict(name: str) -> None:
    networks = walker(name).networks
    places = [str(plain(seat.subnet.prefix)[6]) for seat in networks.seats]
    places += [str(each[9]) for each in (*networks.premises, *networks.users.values())]
    said: Counter[str] = Counter()
    for source in places:
        for target in (*places, "198.51.100.20", *(str(each.firewall.address) for each in networks.filters)):
            for protocol, port in (("Tcp", 443), ("Udp", 53), ("Tcp", 22), ("Tcp", 8443)):
                path = walker(name).path(at(source), at(target), protocol, port)
                expected = oracle(name).verdict(source, target, protocol, port)
                assert path.verdict == expected, (source, target, protocol, port, path)
                said[expected] += 1
    assert min(said["allowed"], said["denied"], said["unknown"]) > 2


@given(data=st.data(), port=PORTS)
@settings(max_examples=30)
def test_each_part_of_a_prefix_holds_for_every_address_in_it(data: st.DataObject, port: int) -> None:
    """What people ask as a prefix says of each address what the address alone would be told."""
    name = "regional-bank"
    plan = plan_of(name)
    found = answer(plan, "credit-risk-dev/compute", "10.64.0.0/20", "Tcp", port)
    target = data.draw(st.integers(int(IPv4Address("10.64.0.0")), int(IPv4Address("10.64.15.255"))))
    alone = IPv4Network(target)
    holding = [
        part
        for part in found.parts
        if any(alone.subnet_of(IPv4Network(each.partition(" ")[0])) for each in part.targets)
        and any(each.startswith("10.64.4.48/28") for each in part.sources)
    ]
    (part,) = holding
    spot = Spot(network=IPv4Network("10.64.4.50"))
    assert walker(name).path(spot, Spot(network=alone), "Tcp", port) == part.path
