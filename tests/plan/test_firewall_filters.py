"""What the firewall's filters leave out, how many public addresses it has, and the DDoS plan of the hub network."""

from __future__ import annotations

import re
from pathlib import Path

from ringfence.pack.review.explain import explained
from ringfence.pipeline import Decision
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import plain
from ringfence.render.package import render_package
from tests.banks import bank, planned
from tests.pack.review_rows import review_rows
from tests.variants import DDOS, EXEMPTIONS, OVERRIDES

UNPROTECTED = "no DDoS protection plan"


def hub_risks(plan: Plan) -> set[str]:
    """The names of the accepted risks of the connectivity package."""
    return {risk.name for risk in plan.risks if risk.package == "connectivity"}


def with_filters(folder: Path) -> Decision:
    """A bank whose firewall has three public addresses, overrides and exceptions, in a hub under a DDoS plan."""
    firewall = {"publicAddresses": 3, "signatureOverrides": OVERRIDES, "threatExceptions": EXEMPTIONS}
    return planned(folder, bank(hub={"firewall": firewall, "ddosProtection": {"plan": DDOS}}))


def test_overrides_and_exceptions_are_rows_of_the_parameter_file_in_order(tmp_path: Path) -> None:
    package = render_package(with_filters(tmp_path).plan.packages[0])
    assert re.findall(r"id: '(\d+)', mode: '(\w+)'", package["main.bicepparam"]) == [
        ("2024897", "Off"),
        ("2032081", "Deny"),
    ]
    assert "trustedHosts: ['a.example.com', 'feed.example.com']" in package["main.bicepparam"]
    assert "trustedAddresses: ['198.51.100.0/28']" in package["main.bicepparam"]
    policy = package["../../modules/firewall.bicep"]
    assert re.findall(r"(\w+): 'Deny'", policy) == ["mode", "threatIntelMode"]


def test_each_exemption_is_a_row_of_the_review_with_its_owner_date_and_source(tmp_path: Path) -> None:
    decision = with_filters(tmp_path)
    rows = re.search(r"## Exemptions of the firewall\n(.*?)\n## ", review_rows(decision.plan), re.DOTALL)
    assert rows is not None
    for said in ("2024897", "2032081", "feed.example.com", "network-team@bank.example", "2027-05-31"):
        assert said in rows[1]
    assert rows[1].count("premium-features.md") == 2
    assert rows[1].count("threat-intel.md") == 2
    assert "## Exemptions of the firewall" not in review_rows(planned(tmp_path, bank()).plan)


def test_explain_finds_an_exemption_by_signature_and_by_host(tmp_path: Path) -> None:
    plan = with_filters(tmp_path).plan
    assert "exemption IDPS signature 2024897" in explained(plan, "2024897", str)
    assert "exemption feed" in explained(plan, "feed.example.com", str)


def test_what_passes_the_filters_is_an_accepted_risk_and_a_stricter_signature_is_none(tmp_path: Path) -> None:
    assert {
        "IDPS lets through what one signature recognises",
        "threat intelligence does not judge arena, feed",
    } < hub_risks(with_filters(tmp_path).plan)
    strict = planned(tmp_path, bank(hub={"firewall": {"signatureOverrides": OVERRIDES[:1]}})).plan
    assert not {name for name in hub_risks(strict) if name.startswith("IDPS")}


def test_every_public_address_is_of_the_firewall_and_only_the_first_names_its_subnet(tmp_path: Path) -> None:
    plan = with_filters(tmp_path).plan
    (module,) = (module for module in plan.packages[0].modules if module.firewalls)
    (firewall,) = module.firewalls
    made = [ip.resource.id for ip in module.public_ips]
    assert [front.public_ip.value for front in firewall.fronts] == made
    assert len(set(made)) == 3
    assert {ip.zones for ip in module.public_ips} == {firewall.zones}
    assert {lock.target for lock in module.locks} >= {ip.resource.symbol for ip in module.public_ips}
    assert [front.name for front in firewall.fronts] == ["egress", "egress-2", "egress-3"]
    assert "3 public addresses for all egress" in hub_risks(plan)
    (risk,) = (risk for risk in plan.risks if risk.name == "3 public addresses for all egress")
    assert "7,488 ports" in risk.because.text


def test_the_first_public_address_keeps_its_name_when_others_join(tmp_path: Path) -> None:
    def names(plan: Plan) -> list[str]:
        return [plain(ip.resource.name) for module in plan.packages[0].modules for ip in module.public_ips]

    (alone,) = names(planned(tmp_path, bank()).plan)
    first, *others = names(planned(tmp_path, bank(hub={"firewall": {"publicAddresses": 2}})).plan)
    assert first == alone
    assert len({first, *others}) == 2


def test_a_ddos_plan_protects_the_hub_network_and_its_risk_is_gone(tmp_path: Path) -> None:
    plan = with_filters(tmp_path).plan
    protected = {
        package.name: network.ddos_plan.value
        for package in plan.packages
        for module in package.modules
        for network in module.networks
        if network.ddos_plan
    }
    assert protected == {"connectivity": DDOS}
    assert UNPROTECTED not in hub_risks(plan)
    assert UNPROTECTED in hub_risks(planned(tmp_path, bank()).plan)


def test_whoever_writes_the_protected_network_may_join_the_plan(tmp_path: Path) -> None:
    rights = [right for right in with_filters(tmp_path).plan.packages[0].rights if right.scope == DDOS]
    assert ["ddosProtectionPlans/join/action" in right.role for right in rights] == [True]
    assert not any("ddos" in right.role for right in planned(tmp_path, bank()).plan.packages[0].rights)
