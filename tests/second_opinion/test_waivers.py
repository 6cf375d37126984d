"""A waiver covers what it names and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.second_opinion.checkov import Finding, wrapped
from tests.second_opinion.waivers import Waiver, idle, open_findings, read

FIREWALL = Waiver(check="CKV_1", type="Microsoft.Network/azureFirewalls", name="afw-*", reason="r", source="s")


def finding(check: str, resource: str) -> Finding:
    return Finding(check, resource, "bank/hub", "something")


def test_a_finding_is_open_unless_check_type_and_name_fit() -> None:
    covered = finding("CKV_1", "Microsoft.Network/azureFirewalls.afw-hub")
    others = [
        finding("CKV_2", "Microsoft.Network/azureFirewalls.afw-hub"),
        finding("CKV_1", "Microsoft.Network/firewallPolicies.afw-hub"),
        finding("CKV_1", "Microsoft.Network/azureFirewalls.old"),
    ]
    assert open_findings([covered, *others], [FIREWALL]) == others
    assert open_findings([covered], []) == [covered]


def test_a_waiver_that_covers_nothing_is_idle() -> None:
    assert idle([finding("CKV_1", "Microsoft.Network/azureFirewalls.afw-hub")], [FIREWALL]) == []
    assert idle([finding("CKV_2", "Microsoft.Network/azureFirewalls.afw-hub")], [FIREWALL]) == [FIREWALL]


@pytest.mark.parametrize("more", ["reason: ''", "reason: r\n  until: 2030", "sauce: s"])
def test_a_waiver_says_why_and_nothing_unknown(more: str, tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(f"- check: CKV_1\n  type: t\n  name: n\n  source: s\n  {more}\n", "utf-8")
    with pytest.raises(ValidationError):
        read(path)


def test_resources_of_one_type_and_name_stay_apart() -> None:
    locks = [{"type": "locks", "name": "keep", "id": f"/{scope}/locks/keep"} for scope in ("vault", "registry")]
    names = [resource["name"] for resource in wrapped(locks)["resources"]]
    assert names == ["keep", "/registry/locks/keep"]
