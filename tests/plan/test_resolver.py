"""The DNS resolver: who may ask it, what it forwards, and what the DNS team on premises is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.text.cells import text
from ringfence.pipeline import files
from ringfence.plan.model.network import SecurityRule
from ringfence.plan.model.package import Plan, modules
from tests.banks import bank, planned
from tests.variants import DOMAINS, PREMISES, VARIANTS


def resolver_rules(plan: Plan) -> dict[str, SecurityRule]:
    return {
        rule.name: rule
        for _, module in modules(plan)
        for group in module.security_groups
        if group.subnet == "resolver"
        for rule in group.rules
    }


def test_without_a_resolver_its_subnets_are_closed_and_nobody_is_told_to_forward(tmp_path: Path) -> None:
    decision = planned(tmp_path, bank(premises=PREMISES))
    assert set(resolver_rules(decision.plan)) == {"deny-all-inbound", "deny-all-outbound"}
    assert "FORWARDERS.md" not in files(decision)


def test_those_behind_the_gateway_ask_and_servers_on_premises_are_asked(tmp_path: Path) -> None:
    rules = resolver_rules(planned(tmp_path, VARIANTS["users-in"]).plan)
    assert set(map(text, rules["allow-queries-udp"].sources)) == {"172.20.0.0/22", *PREMISES}
    assert rules["allow-queries-tcp"].ports == rules["allow-forwarding-tcp"].ports == ("53",)
    assert set(map(text, rules["allow-forwarding-udp"].destinations)) == set(DOMAINS[0]["servers"])


def test_without_a_gateway_of_ours_networks_on_premises_ask(tmp_path: Path) -> None:
    tree = bank(premises=PREMISES, hub={"resolver": {}})
    rules = resolver_rules(planned(tmp_path, tree).plan)
    assert set(map(text, rules["allow-queries-udp"].sources)) == set(PREMISES)
    assert "allow-forwarding-udp" not in rules


def test_the_address_to_forward_to_lies_in_the_inbound_subnet(tmp_path: Path) -> None:
    plan = planned(tmp_path, VARIANTS["users-in"]).plan
    (endpoint,) = (endpoint for _, module in modules(plan) for endpoint in module.inbound_endpoints)
    subnets = [s for _, m in modules(plan) for n in m.networks for s in n.subnets if s.role == "resolver-inbound"]
    assert endpoint.address.value in subnets[0].prefix.value
    assert endpoint.subnet.value == subnets[0].id


def test_public_names_are_forwarded_and_never_private_ones(tmp_path: Path) -> None:
    page = files(planned(tmp_path, VARIANTS["users-in"]))["FORWARDERS.md"]
    names = [line.split()[2] for line in page.splitlines() if line.startswith("Add-DnsServer")]
    wanted = {
        "api.azureml.ms",
        "notebooks.azure.net",
        "instances.azureml.ms",
        "blob.core.windows.net",
        "vault.azure.net",
    }
    assert wanted <= set(names)
    assert names == sorted(names)
    assert not [name for name in names if "privatelink" in name]


@pytest.mark.parametrize("variant", ["users-in", "certificates"])
def test_owners_of_vpn_clients_are_told_the_address_too(tmp_path: Path, variant: str) -> None:
    assert "azurevpnconfig.xml" in files(planned(tmp_path, VARIANTS[variant]))["FORWARDERS.md"]


def test_without_vpn_users_nothing_is_said_of_clients(tmp_path: Path) -> None:
    tree = bank(premises=PREMISES, hub={"resolver": {}})
    assert "azurevpnconfig.xml" not in files(planned(tmp_path, tree))["FORWARDERS.md"]
