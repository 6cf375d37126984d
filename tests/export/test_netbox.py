"""Prefixes for NetBox: its columns, its statuses, each prefix once and below the one that holds it."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from ipaddress import IPv4Network

import pytest

from ringfence.export.netbox import netbox_files
from ringfence.export.subject import Subject
from ringfence.plan.model.package import modules
from ringfence.plan.model.values import plain


def read(of: Subject) -> list[dict[str, str]]:
    (text,) = netbox_files(of).values()
    return list(csv.DictReader(StringIO(text)))


@pytest.fixture(scope="module")
def rows(universal: Subject) -> list[dict[str, str]]:
    return read(universal)


def test_the_columns_are_those_of_the_import(universal: Subject) -> None:
    (text,) = netbox_files(universal).values()
    assert text.splitlines()[0] == (
        "prefix,vrf,tenant,vlan_group,vlan,status,role,scope_type,scope_id,is_pool,mark_utilized,description,comments,tags"
    )


def test_what_names_an_object_of_a_netbox_is_empty(rows: list[dict[str, str]]) -> None:
    names = ("vrf", "tenant", "vlan_group", "vlan", "role", "scope_type", "scope_id", "tags")
    assert {row[name] for row in rows for name in names} == {""}
    assert {row["status"] for row in rows} == {"container", "active"}
    assert {row[flag] for row in rows for flag in ("is_pool", "mark_utilized")} == {"false"}
    assert all(0 < len(row["description"]) <= 200 for row in rows)


def test_every_space_network_and_subnet_is_there_once(universal: Subject, rows: list[dict[str, str]]) -> None:
    networks = [network for _, module in modules(universal.plan) for network in module.networks]
    wanted = {str(space.prefix) for space in universal.plan.spaces}
    wanted |= {str(plain(network.prefix)) for network in networks}
    wanted |= {str(plain(subnet.prefix)) for network in networks for subnet in network.subnets}
    assert sorted(row["prefix"] for row in rows) == sorted(wanted)
    assert [row["prefix"] for row in rows] == [str(one) for one in sorted(map(IPv4Network, wanted))]


def test_a_prefix_that_holds_another_is_a_container(rows: list[dict[str, str]]) -> None:
    prefixes = [IPv4Network(row["prefix"]) for row in rows]
    for row, prefix in zip(rows, prefixes, strict=True):
        holds = any(other != prefix and other.subnet_of(prefix) for other in prefixes)
        assert not holds or row["status"] == "container"


def test_a_long_name_is_cut_to_what_netbox_takes(quickstart: Subject) -> None:
    plan = replace(quickstart.plan, institution=replace(quickstart.plan.institution, name="x" * 300))
    cut = [row["description"] for row in read(replace(quickstart, plan=plan)) if "xxx" in row["description"]]
    assert cut
    assert {len(text) for text in cut} == {200}
