"""Addresses: sums, explicit prefixes, the ledger, and room that runs out."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, summarize_address_range
from pathlib import Path

import pytest

from ringfence.diagnostics import Rejected
from ringfence.pipeline import Decision, decide
from ringfence.plan.addresses.first_fit import first_free
from ringfence.plan.addresses.sizing import prefix_length
from ringfence.plan.model.network import Subnet
from ringfence.plan.model.package import modules
from ringfence.plan.model.values import plain
from tests.banks import PERSON, Tree, bank, planned, write, zone


def subnets(decision: Decision, package: str) -> dict[str, Subnet]:
    return {
        subnet.role: subnet
        for owner, module in modules(decision.plan)
        for network in module.networks
        for subnet in network.subnets
        if owner.name == package
    }


def test_the_reason_of_a_subnet_says_the_sum(tmp_path: Path) -> None:
    people = [{"user": f"user{n}", "objectId": f"{PERSON[:-1]}{n}"} for n in range(3)]
    clusters = [{"name": "cpu", "maxNodes": 20}, {"name": "gpu", "maxNodes": 7}]
    decision = planned(tmp_path, bank(zone("fraud", clusters=clusters, instances=people)))
    compute = subnets(decision, "fraud")["compute"]
    assert compute.because[0].text == (
        "20 nodes of cluster cpu + 7 nodes of cluster gpu + 3 compute instances = 30;"
        " + 9 headroom (30 %) + 5 that Azure reserves = 44 -> /26 (64 addresses)"
    )
    assert plain(compute.prefix).prefixlen == 26
    assert compute.needed == 35


def test_endpoints_are_counted_by_the_addresses_each_takes(tmp_path: Path) -> None:
    endpoints = subnets(planned(tmp_path, bank()), "fraud")["endpoints"]
    assert endpoints.needed == 3 + 1 + 1 + 1 + 1 + 1 + 2 + 5


def test_explicit_prefixes_are_kept_and_the_rest_is_cut_around_them(tmp_path: Path) -> None:
    own = zone("fraud", addressSpace="10.40.8.0/24", subnets={"compute": "10.40.8.0/26"})
    cut = subnets(planned(tmp_path, bank(own)), "fraud")
    assert plain(cut["compute"].prefix) == IPv4Network("10.40.8.0/26")
    assert not any(plain(cut[r].prefix).overlaps(plain(cut["compute"].prefix)) for r in ("endpoints", "agents"))
    assert all(plain(s.prefix).subnet_of(IPv4Network("10.40.8.0/24")) for s in cut.values())


def test_a_derived_network_avoids_explicit_ones(tmp_path: Path) -> None:
    tree = bank(zone("aaa"), zone("fraud", addressSpace="10.40.4.0/23"), addressPools=["10.40.0.0/20"])
    found = planned(tmp_path, tree).after.addresses
    assert found["hub"] == IPv4Network("10.40.0.0/22")
    assert found["aaa"] == IPv4Network("10.40.6.0/24")


def test_growth_beyond_a_held_subnet_is_a_finding_and_not_a_move(tmp_path: Path) -> None:
    planned(tmp_path, bank(zone("fraud", clusters=[{"name": "cpu", "maxNodes": 4}])))
    path = write(tmp_path, bank(zone("fraud", clusters=[{"name": "cpu", "maxNodes": 200}])))
    with pytest.raises(Rejected) as rejected:
        decide(path)
    (finding,) = rejected.value.report.findings
    assert finding.code == "ADR02"
    assert finding.path == "landingZones[name=fraud].machineLearning.clusters"
    assert "200 nodes of cluster cpu" in finding.hint


def test_a_pool_that_no_longer_holds_a_network_is_a_finding(tmp_path: Path) -> None:
    planned(tmp_path, bank())
    path = write(tmp_path, bank(addressPools=["10.41.0.0/16"]))
    with pytest.raises(Rejected) as rejected:
        decide(path)
    assert {finding.code for finding in rejected.value.report.findings} == {"LED02"}


def test_pools_filled_by_landing_zones_that_left_are_told_with_what_these_hold(tmp_path: Path) -> None:
    pool = ["10.40.0.0/21"]
    planned(tmp_path, bank(zone("alpha"), zone("bravo"), zone("charlie"), zone("delta"), addressPools=pool))
    with pytest.raises(Rejected) as rejected:
        decide(write(tmp_path, bank(zone("alpha"), zone("delta"), zone("echo"), addressPools=pool)))
    (finding,) = rejected.value.report.findings
    assert finding.code == "ADR01"
    assert finding.hint.endswith("take out of the ledger: bravo 10.40.5.0/24, charlie 10.40.6.0/24")


@pytest.mark.parametrize(
    ("addresses", "largest", "length"),
    [(1, 29, 29), (8, 29, 29), (9, 29, 28), (64, 28, 26), (65, 28, 25), (16, 24, 24)],
)
def test_prefix_length_is_the_smallest_subnet_that_fits(addresses: int, largest: int, length: int) -> None:
    assert prefix_length(addresses, largest) == length


def test_first_free_takes_the_lowest_aligned_gap() -> None:
    pool = [IPv4Network("10.0.0.0/24")]
    taken = [IPv4Network("10.0.0.0/27"), IPv4Network("10.0.0.96/27")]
    assert first_free(pool, 27, taken) == IPv4Network("10.0.0.32/27")
    assert first_free(pool, 26, taken) == IPv4Network("10.0.0.128/26")
    assert first_free(pool, 24, taken) is None
    assert first_free(pool, 25, taken) == IPv4Network("10.0.0.128/25")


KEPT = list(summarize_address_range(IPv4Address("10.0.1.0"), IPv4Address("10.0.16.255")))
"""The range of DNS Private Resolver (azure-docs dns/dns-private-resolver-overview.md (2022-12-06), Restrictions)."""


@pytest.mark.parametrize("pools", [["10.0.4.0/22", "10.0.32.0/19"], ["10.0.0.0/16"], ["10.0.16.0/20"]])
@pytest.mark.parametrize("hub", [{"resolver": {}}, {}], ids=["resolver", "reserved"])
def test_subnets_of_the_resolver_are_cut_past_the_range_that_it_keeps(
    tmp_path: Path, pools: list[str], hub: Tree
) -> None:
    plan = planned(tmp_path, bank(addressPools=pools, hub=hub)).plan
    subnets = [s for _, m in modules(plan) for n in m.networks for s in n.subnets if s.role.startswith("resolver")]
    assert len(subnets) == 2
    assert not any(plain(subnet.prefix).overlaps(kept) for subnet in subnets for kept in KEPT)


def test_a_hub_without_a_resolver_may_lie_in_that_range(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(addressPools=["10.0.0.0/16"], hub={"addressSpace": "10.0.4.0/22"})).plan
    assert any(s.role == "resolver-inbound" for _, m in modules(plan) for n in m.networks for s in n.subnets)
