"""Address pools inside a summary on premises: the longest prefix wins, and no rule for premises admits our networks."""

from __future__ import annotations

from ipaddress import IPv4Network, collapse_addresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.blueprint.prefixes import without
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Given, plain
from ringfence.rules import check
from tests.banks import bank, planned, zone
from tests.variants import GATEWAY

POOL, SUMMARY = IPv4Network("10.40.0.0/16"), IPv4Network("10.0.0.0/8")
HUB = {"gateway": GATEWAY, "resolver": {}}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    tree = bank(zone("fraud"), zone("pricing"), hub=HUB, premises=[str(SUMMARY), "192.168.0.0/16"])
    return planned(tmp_path_factory.mktemp("summary"), tree).plan


def networks(plan: Plan) -> list[IPv4Network]:
    return [plain(network.prefix) for _, module in modules(plan) for network in module.networks]


def premises(plan: Plan) -> set[IPv4Network]:
    """Every prefix on premises that a rule of a security group or of the firewall names."""
    places: list[object] = []
    for _, module in modules(plan):
        for guard in (rule for group in module.security_groups for rule in group.rules):
            places += [*guard.sources, *guard.destinations]
        for admitted in (rule for group in module.rule_groups for part in group.collections for rule in part.rules):
            places += [*admitted.sources, *admitted.destinations]
    return {place.value for place in places if isinstance(place, Given) and place.owner == "onPremises"}


def test_rules_for_premises_leave_out_the_pools(plan: Plan) -> None:
    named = premises(plan)
    assert not any(prefix.overlaps(POOL) for prefix in named)
    assert list(collapse_addresses([*(p for p in named if p.subnet_of(SUMMARY)), POOL])) == [SUMMARY]


def test_networks_are_cut_from_the_pool_and_the_gateway_routes_each_by_its_longer_prefix(plan: Plan) -> None:
    assert all(network.subnet_of(POOL) for network in networks(plan))
    tables = [table for _, module in modules(plan) for table in module.route_tables]
    routed = {plain(route.prefix) for table in tables for route in table.routes}
    zones = [network for network in networks(plan) if network.prefixlen > 22]
    assert len(zones) == 2
    assert set(zones) <= routed


def test_the_plan_has_no_finding_and_the_register_says_what_is_left_out(plan: Plan) -> None:
    assert list(check(plan)) == []
    spaces = [space for space in plan.spaces if space.use == "on premises" and space.prefix.subnet_of(SUMMARY)]
    assert len(spaces) == POOL.prefixlen - SUMMARY.prefixlen
    assert {space.because.at for space in spaces} == {"onPremises.prefixes[0]"}
    assert all("10.0.0.0/8 without the address pools inside it" in space.because.text for space in spaces)


@given(
    st.lists(
        st.tuples(st.integers(0, 255), st.integers(9, 16)).map(
            lambda made: IPv4Network((int(SUMMARY.network_address) + (made[0] << 16), made[1]), strict=False)
        ),
        max_size=5,
    )
)
def test_what_is_left_and_the_pools_are_the_whole_and_share_nothing(pools: list[IPv4Network]) -> None:
    left = without(SUMMARY, pools)
    assert not any(part.overlaps(pool) for part in left for pool in pools)
    assert list(collapse_addresses([*left, *pools])) == [SUMMARY]
    assert left == sorted(left)
