"""Ways in: who is let in by which way, what passes the firewall on it, and in which order it comes to be."""

from __future__ import annotations

from ipaddress import IPv4Network
from pathlib import Path

import pytest

from ringfence.pack.text.cells import text
from ringfence.pipeline import decide, files
from ringfence.plan.model.network import Peering
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.plan.model.written.inventory import secrets
from tests.banks import Tree, bank, planned, zone
from tests.variants import CERTIFICATES, GATEWAY, PREMISES, VARIANTS

NOTED = Path(__file__).parents[1] / "noted"


def plan_of(folder: Path, **hub: object) -> Plan:
    tree = bank(zone("fraud"), zone("pricing"), premises=PREMISES, hub={"resolver": {}, **hub})
    return planned(folder, tree).plan


def part(**keys: object) -> Tree:
    """The gateway of the variant with some of its parts only."""
    return {key: GATEWAY[key] for key in keys}


def peerings(plan: Plan) -> list[Peering]:
    return [peering for _, module in modules(plan) for peering in module.peerings]


def users(plan: Plan) -> dict[str, tuple[set[str], set[str]]]:
    """Sources and destinations of the rules for users, by name."""
    return {
        rule.name: (set(map(text, rule.sources)), set(map(text, rule.destinations)))
        for _, module in modules(plan)
        for group in module.rule_groups
        for collection in group.collections
        if collection.name == "allow-users"
        for rule in collection.rules
    }


def test_without_a_gateway_nothing_of_one_is_there(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    assert not any(peering.allow_gateway_transit or peering.use_remote_gateways for peering in peerings(plan))
    assert users(plan) == {}
    connectivity = [module for package, module in modules(plan) if package.name == "connectivity"]
    assert not any(module.route_tables for module in connectivity)
    assert not any(policy.untranslated for module in connectivity for policy in module.firewall_policies)


def test_the_hub_offers_its_gateway_and_landing_zones_use_it(tmp_path: Path) -> None:
    halves = peerings(plan_of(tmp_path, gateway=GATEWAY))
    assert [(h.allow_gateway_transit, h.use_remote_gateways) for h in halves] == [(True, False), (False, True)] * 2


def test_users_reach_endpoints_of_every_landing_zone_and_nothing_else(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, gateway=GATEWAY)
    endpoints = {
        package.name: text(subnet.prefix)
        for package, module in modules(plan)
        for network in module.networks
        for subnet in network.subnets
        if subnet.role == "endpoints"
    }
    everyone = {*PREMISES, "172.20.0.0/22"}
    assert users(plan) == {f"users-to-{name}": (everyone, {endpoints[name]}) for name in ("fraud", "pricing")}


@pytest.mark.parametrize(
    ("gateway", "who"),
    [
        ({"vpn": {"pointToSite": {"addressPool": "172.20.0.0/22"}}}, ["172.20.0.0/22"]),
        (part(expressRoute=1), PREMISES),
        (CERTIFICATES, ["172.20.0.0/22"]),
    ],
    ids=["users", "line", "certificates"],
)
def test_only_who_can_come_in_is_let_in(tmp_path: Path, gateway: Tree, who: list[str]) -> None:
    sources = {source for sources, _ in users(plan_of(tmp_path, gateway=gateway)).values() for source in sources}
    assert sources == set(who)


def test_sources_stay_only_towards_what_lies_behind_the_gateway(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, gateway=GATEWAY)
    (policy,) = (policy for _, module in modules(plan) for policy in module.firewall_policies)
    kept = {plain(place) for place in policy.untranslated}
    assert kept == {IPv4Network(place) for place in (*PREMISES, "172.20.0.0/22")}
    networks = [plain(network.prefix) for _, module in modules(plan) for network in module.networks]
    assert not any(place.overlaps(network) for place in kept for network in networks)


def test_endpoints_admit_the_firewall_in_place_of_users(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, gateway=GATEWAY)
    subnets = [s for _, m in modules(plan) for n in m.networks for s in n.subnets if s.role == "firewall"]
    rules = [
        rule
        for _, module in modules(plan)
        for group in module.security_groups
        if group.subnet == "endpoints"
        for rule in group.rules
        if rule.name in ("allow-users", "allow-on-premises")
    ]
    assert [rule.name for rule in rules] == ["allow-users", "allow-users"]
    assert {text(place) for rule in rules for place in rule.sources} == {text(subnets[0].prefix)}


@pytest.mark.parametrize("sku", ["VpnGw1AZ", "VpnGw2AZ"])
def test_a_gateway_has_an_address_an_instance_and_one_for_users(tmp_path: Path, sku: str) -> None:
    vpn = {**GATEWAY["vpn"], "sku": sku}
    for gateway, count in (({"vpn": vpn}, 3), ({"vpn": {k: v for k, v in vpn.items() if k != "pointToSite"}}, 2)):
        plan = plan_of(tmp_path, gateway=gateway)
        (module,) = (module for _, module in modules(plan) if module.vpn_gateways)
        assert len(module.vpn_gateways[0].fronts) == len(module.public_ips) == count
        assert all(address.zones == ("1", "2", "3") for address in module.public_ips)
        assert module.vpn_gateways[0].generation == f"Generation{1 if sku == 'VpnGw1AZ' else 2}"


def test_no_file_holds_a_secret_and_the_vault_is_in_the_runbook(tmp_path: Path) -> None:
    decision = planned(tmp_path, VARIANTS["users-in"])
    found = list(secrets(decision.plan.packages[0].modules))
    assert {secret.name for secret in found} == {"vpn-head-office", "vpn-branch", "erc-main"}
    tree = files(decision)
    values = tree["packages/connectivity/main.bicepparam"]
    assert all(f"param {secret.owner} = az.getSecret(" in values for secret in found)
    assert tree["packages/connectivity/main.bicep"].count("@secure()") == len(found)
    assert "Microsoft.KeyVault/vaults/deploy/action" in tree["DEPLOY.md"]
    assert "kv-network/vpn-branch" in tree["review/ways-in.md"]


def test_vpn_users_of_china_sign_in_where_microsoft_says_and_the_issuer_is_not_confirmed() -> None:
    plan = decide(NOTED / "china.yaml").plan
    (clients,) = (gateway.clients for _, module in modules(plan) for gateway in module.vpn_gateways)
    assert clients is not None
    assert clients.entra is not None
    assert plain(clients.entra.tenant) == "https://login.chinacloudapi.cn/00000000-0000-4000-8000-000000000001/"
    (risk,) = (risk for risk in plan.risks if "issuer" in risk.name)
    assert not risk.because.confirmed


def test_only_the_firewalls_subnet_has_a_route_to_the_internet_and_keeps_learnt_routes(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, gateway=part(expressRoute=1))
    direct = {
        table.resource.id: (table.propagates, [text(route.prefix) for route in table.routes])
        for _, module in modules(plan)
        for table in module.route_tables
        if any(route.next_hop is None for route in table.routes)
    }
    subnets = [s for _, m in modules(plan) for n in m.networks for s in n.subnets]
    served = {s.route_table.value: plain(s.name) for s in subnets if s.route_table and s.route_table.value in direct}
    assert list(direct.values()) == [(True, ["0.0.0.0/0"])]
    assert served == dict.fromkeys(direct, "AzureFirewallSubnet")
