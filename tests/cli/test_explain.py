"""`explain` finds a thing by any name it goes by, and tells why it is so, from which line and which source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.ringfence import ringfence

ROOT = Path(__file__).parents[2]
BANK = ROOT / "blueprints" / "regional-bank.yaml"
LINES = ["", *BANK.read_text("utf-8").split("\n")]


def explained(name: str) -> str:
    result = ringfence("explain", BANK, name)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def line_of(text: str) -> int:
    """The only line of the blueprint that is this text."""
    (number,) = (number for number, line in enumerate(LINES) if line.strip() == text)
    return number


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("credit-risk-dev", "package credit-risk-dev"),
        ("afw-nsb-hub-sdc", "firewall afw-nsb-hub-sdc in package connectivity"),
        ("azureFirewall", "firewall afw-nsb-hub-sdc"),
        ("snet-compute", "subnet snet-compute"),
        ("10.64.0.0/26", "subnet AzureFirewallSubnet"),
        ("10.64.0.4", "private address 10.64.0.4"),
        ("default-to-firewall", "0.0.0.0/0 to 10.64.0.4"),
        ("0.0.0.0/0", "route default-to-firewall"),
        ("deny-all-inbound", "rule deny-all-inbound"),
        ("scoring-bureau", "198.51.100.16/28"),
        ("allow-network-egress", "rule collection allow-network-egress"),
        ("AzureML Data Scientist", "credit-risk-scientists is AzureML Data Scientist"),
        ("it-audit", "grant in"),
        ("clusterIdentity", "clusterIdentity is AcrPull"),
        ("properties.allowSharedKeyAccess", "allowSharedKeyAccess = no"),
        ("allowSharedKeyAccess", "allowSharedKeyAccess = no"),
        ("properties.threatIntelMode", "threatIntelMode = Deny of afwp-nsb-hub-sdc"),
        ("privatelink.vaultcore.azure.net", "private-dns-zone"),
        ("institution.cloud", "default institution.cloud = AzureCloud"),
        ("no TLS inspection", "accepted risk tls-inspection in connectivity"),
        ("tls-inspection", "no TLS inspection"),
        ("AZUREFIREWALL", "firewall afw-nsb-hub-sdc"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(name: str, what: str) -> None:
    text = explained(name)
    assert what in text
    assert "  because " in text


def test_a_resource_is_found_by_its_id() -> None:
    scope = "/subscriptions/9e2f7a31-0c4b-4d58-a6e1-5f3b8c7d2a01/resourceGroups/rg-nsb-hub-network"
    by_id = explained(f"{scope}/providers/Microsoft.Network/azureFirewalls/afw-nsb-hub-sdc")
    assert by_id == explained("afw-nsb-hub-sdc")


def test_the_line_is_that_of_the_cause() -> None:
    text = explained("scoring-bureau")
    assert f"{BANK}:{line_of('- name: scoring-bureau')}  egress[name=scoring-bureau]" in text
    assert "agreement 2024-118" in text
    assert f"{BANK}:{line_of('- group: it-audit')}  " in explained("it-audit")


def test_the_source_of_the_fact_is_named_and_what_is_not_confirmed_is_marked() -> None:
    assert "    source  azure-ai-docs machine-learning/how-to-disable-local-auth-storage.md\n" in explained(
        "allowSharedKeyAccess"
    )
    assert "(not confirmed)" in explained("systemDatastoresAuthMode")


def test_an_address_is_explained_by_what_it_lies_in_and_nothing_else() -> None:
    network, subnet = explained("10.64.0.70").split("\n\n")
    assert network.startswith("virtual-network vnet-nsb-hub-sdc in package connectivity")
    assert subnet.startswith("subnet GatewaySubnet of vnet-nsb-hub-sdc: 10.64.0.64/26\n")


@pytest.mark.parametrize(("name", "near"), [("snet-comptue", "snet-compute"), ("scoring-burau", "scoring-bureau")])
def test_an_unknown_name_is_misuse_and_a_near_one_is_suggested(name: str, near: str) -> None:
    result = ringfence("explain", BANK, name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert repr(name) in result.stderr
    assert f"did you mean {near}" in result.stderr


@pytest.mark.parametrize("name", ["", " ", "203.0.113.9", "zzzzzzzz"])
def test_a_name_like_no_other_gets_no_suggestion(name: str) -> None:
    result = ringfence("explain", BANK, name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean" not in result.stderr
