"""Names that the blueprint gives: capitals where Azure takes them, and every gateway, bastion and resolver."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.diagnostics import Rejected
from ringfence.plan.model.values import plain
from ringfence.plan.model.written.inventory import resources
from tests.banks import Tree, bank, planned
from tests.variants import BASTION, GATEWAY, PREMISES

NAMES = {
    "virtual-network": "VNET-Hub-WEU",
    "firewall": "AFW-Hub-WEU",
    "firewall-policy": "AFWP-Hub-WEU",
    "vpn-gateway": "alz-Vpn-Gateway",
    "bastion": "alz-Bastion",
    "dns-resolver": "alz-Resolver",
}


def named(folder: Path, names: Tree) -> dict[str, str]:
    """The names in the connectivity package by kind, with a gateway, a resolver and a bastion."""
    hub: Tree = {"gateway": {"vpn": GATEWAY["vpn"]}, "resolver": {}, "bastion": BASTION, "names": names}
    plan = planned(folder, bank(hub=hub, premises=PREMISES)).plan
    return {one.kind: plain(one.name) for one in resources(plan.packages[0])}


def test_resources_of_the_network_are_called_as_the_blueprint_says_with_its_capitals(tmp_path: Path) -> None:
    found = named(tmp_path, NAMES)
    assert {kind: found[kind] for kind in NAMES} == NAMES


@pytest.mark.parametrize(
    ("kind", "name", "message", "hint"),
    [
        ("log-analytics", "LOG-Hub", "in lower case", "write 'log-hub'"),
        ("firewall", "afw hub", "Azure does not accept", "it must match"),
    ],
)
def test_a_refused_name_is_told_apart_by_whose_rule_it_is(
    tmp_path: Path, kind: str, name: str, message: str, hint: str
) -> None:
    with pytest.raises(Rejected) as refused:
        named(tmp_path, {kind: name})
    (finding,) = refused.value.report.findings
    assert finding.code == "NAM02"
    assert message in finding.message
    assert hint in finding.hint
