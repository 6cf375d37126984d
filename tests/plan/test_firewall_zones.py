"""Zones of the firewall: those that take a new one, those that the blueprint names, and the address in the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ringfence.pack.runbook.deploy import deploy
from ringfence.plan.model.firewall import Firewall, PublicIp
from ringfence.plan.model.package import Plan
from ringfence.render.package import render_package
from tests.banks import Tree, bank, planned

GOVERNMENT = {"name": "Test Bank", "code": "tb", "tenant": "c2b7a9d4-6e15-4f83-b0a2-91d3e8f5a701"}
MAPPING = "availabilityZoneMappings"


def appliance(plan: Plan) -> tuple[Firewall, PublicIp]:
    """The firewall and its public address."""
    (module,) = (module for package in plan.packages for module in package.modules if module.firewalls)
    return module.firewalls[0], module.public_ips[0]


@pytest.mark.parametrize(
    ("region", "firewall", "zones"),
    [
        ("westeurope", {}, ("1", "2", "3")),
        ("northeurope", {}, ("1", "3")),
        ("southeastasia", {}, ("1", "2")),
        ("southcentralus", {"tier": "Standard"}, ("1", "2")),
        ("spaincentral", {}, ("1", "3")),
        ("westus2", {"tier": "Standard"}, ("1", "3")),
        ("northeurope", {"zones": [2, 1]}, ("1", "2")),
        ("westeurope", {"zones": [3]}, ("3",)),
    ],
)
def test_the_firewall_and_its_address_are_in_zones_that_take_it(
    tmp_path: Path, region: str, firewall: Tree, zones: tuple[str, ...]
) -> None:
    plan = planned(tmp_path, bank(hub={"firewall": firewall}, regions=[region])).plan
    made, address = appliance(plan)
    assert made.zones == address.zones == zones
    assert (len(zones) == 3) is all(reason.confirmed for reason in address.resource.because)
    values = render_package(plan.packages[0])["main.bicepparam"]
    listed = ", ".join(f"'{zone}'" for zone in zones)
    assert set(re.findall(r"zones: \[('\d.*)\]", values)) == {listed}


def test_in_the_government_cloud_the_hint_of_the_finding_is_a_plan_in_two_zones(tmp_path: Path) -> None:
    here: Tree = {"regions": ["usgovvirginia"], "institution": {**GOVERNMENT, "cloud": "AzureUSGovernment"}}
    plan = planned(tmp_path, bank(hub={"firewall": {"tier": "Standard"}}, **here)).plan
    made, _ = appliance(plan)
    assert (made.tier, made.zones) == ("Standard", ("1", "2"))


def test_the_runbook_compares_zones_where_one_is_closed_and_only_there(tmp_path: Path) -> None:
    closed = deploy(planned(tmp_path, bank(regions=["northeurope"])).plan)
    assert "northeurope-az2" in closed
    assert f"--query '[?name=='\"'\"'northeurope'\"'\"'].{MAPPING}[]'" in closed
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert MAPPING not in deploy(planned(elsewhere, bank()).plan)
