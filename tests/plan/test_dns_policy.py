"""The DNS security policy: which names it allows and why, what becomes of all others, what the board is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.blueprint.language.domains import within
from ringfence.pipeline import files
from ringfence.plan.model.dns.policy import DnsRule
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from tests.banks import Tree, bank, flow, planned, zone
from tests.variants import VARIANTS

LOOKED: Tree = {"by": "network@bank.example", "on": "2026-11-20"}
ENFORCE: Tree = {"policy": "enforce", "looked": LOOKED}


def allowed(plan: Plan) -> dict[str, list[str]]:
    """The domains of the first policy by list."""
    lists = next(module.domain_lists for _, module in modules(plan) if module.domain_lists)
    return {one.word: [row.domain for row in one.domains] for one in lists}


def answered(plan: Plan, name: str) -> bool:
    """Whether a list of allowed domains has a name."""
    return any(within(name, domain) for word, rows in allowed(plan).items() if word != "everything" for domain in rows)


def rules(plan: Plan) -> list[DnsRule]:
    return [rule for _, module in modules(plan) for rule in module.dns_rules]


def risks(plan: Plan) -> str:
    return "\n".join(risk.name for risk in plan.risks)


@pytest.mark.parametrize(
    ("dns", "actions"),
    [
        ({}, [("allowed", "Allow"), ("everything", "Alert")]),
        ({"policy": "watch"}, [("allowed", "Allow"), ("everything", "Alert")]),
        (ENFORCE, [("allowed", "Allow"), ("everything", "Block")]),
        (
            {"policy": "watch", "threatIntelligence": "preview"},
            [("threats", "Block"), ("allowed", "Allow"), ("everything", "Alert")],
        ),
        ({"policy": "off"}, []),
    ],
)
def test_the_last_rule_decides_about_all_names_that_nothing_needs(
    tmp_path: Path, dns: Tree, actions: list[tuple[str, str]]
) -> None:
    plan = planned(tmp_path, bank(hub={"dns": dns})).plan
    found = sorted(rules(plan), key=lambda rule: rule.priority)
    assert [(rule.resource.name, rule.action) for rule in found] == actions
    assert bool(risks(plan).count("DNS is a way out")) == (dns.get("policy") != "enforce")


def test_what_lets_traffic_out_lets_its_names_be_asked(tmp_path: Path) -> None:
    """Tags, rules by name, the blueprint's flows, private endpoints, domains on premises, and what people add."""
    row = {"name": "certificates", "domains": ["ocsp.ca.example"], "owner": "pki@bank.example", "reason": "Checks."}
    dns: Tree = ENFORCE | {"allow": [row | {"reviewBy": "2027-05-31"}]}
    tree = VARIANTS["users-in"]
    hub = tree["hubs"][0] | {"dns": dns}
    plan = planned(tmp_path, tree | {"hubs": [hub]}).plan
    for name in (
        "login.microsoftonline.com",
        "management.azure.com",
        "westeurope.batch.azure.com",
        "x.westeurope.batch.azure.com",
        "mcr.microsoft.com",
        "abc.blob.core.windows.net",
        "abc.privatelink.blob.core.windows.net",
        "x.workspace.westeurope.api.azureml.ms",
        "feed.bank.example",
        "mail.bank.example",
        "host.corp.bank.example",
        "ocsp.ca.example",
    ):
        assert answered(plan, name), name
    for name in (
        "attacker.example",
        "ca.example",
        "microsoft.com",
        "azure.com",
        "windows.net",
        "northeurope.batch.azure.com",
    ):
        assert not answered(plan, name), name


def test_a_name_below_another_has_no_row_but_each_row_of_people_stays(tmp_path: Path) -> None:
    row = {"name": "stores", "domains": ["acme.blob.core.windows.net"], "owner": "data@bank.example", "reason": "Ours."}
    dns: Tree = {"allow": [row | {"reviewBy": "2027-05-31"}]}
    flows = [flow("store", "fraud", to={"fqdns": ["acme.blob.core.windows.net"]})]
    found = allowed(planned(tmp_path, bank(hub={"dns": dns}, egress=flows)).plan)
    assert "flows" not in found
    assert found["allowed"] == ["acme.blob.core.windows.net"]
    every = [domain for word, rows in found.items() if word not in ("allowed", "everything") for domain in rows]
    below = {(a, b) for word in found for a in found[word] for b in found[word] if a != b and within(a, b)}
    assert below == set()
    assert len(every) == len(set(every))


def test_each_region_has_a_policy_with_the_same_lists_and_links_its_own_networks(tmp_path: Path) -> None:
    plan = planned(tmp_path, VARIANTS["two-regions"]).plan
    policies = {policy.resource.id: policy for _, module in modules(plan) for policy in module.dns_policies}
    assert sorted(plain(one.resource.location) for one in policies.values()) == ["northeurope", "westeurope"]
    links = {
        package.name: (plain(policies[link.policy].resource.location), package.location.value)
        for package, module in modules(plan)
        for link in module.dns_links
    }
    assert set(links) == {package.name for package in plan.packages}
    assert all(policy == network for policy, network in links.values())


def test_the_link_stands_before_the_network_is_peered_so_that_nothing_runs_unwatched(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank()).plan
    (spoke,) = (module for _, module in modules(plan) if module.name == "peering-spoke")
    assert "dns-link" in spoke.after


def test_queries_are_logged_by_the_category_of_the_policy(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank()).plan
    (policy,) = (module for _, module in modules(plan) if module.dns_policies)
    assert [setting.categories for setting in policy.diagnostics] == [("DnsResponse",)]


def test_another_cloud_has_no_policy_unless_it_is_asked_for(tmp_path: Path) -> None:
    institution = bank()["institution"] | {"cloud": "AzureChinaCloud"}
    base = bank(zone("lake", "dataLake"), institution=institution, regions=["chinanorth3"])
    plan = planned(tmp_path, base).plan
    assert not rules(plan)
    assert "DNS is a way out" in risks(plan)
    assert any("No source says that AzureChinaCloud" in risk.because.text for risk in plan.risks)
    watched = planned(tmp_path, base | {"hubs": [base["hubs"][0] | {"dns": {"policy": "watch"}}]}).plan
    assert [rule.action for rule in rules(watched)] == ["Allow", "Alert"]


@pytest.mark.parametrize(("dns", "next_step"), [({}, "From watch to enforce"), (ENFORCE, "A name that is missing")])
def test_the_runbook_has_the_query_and_the_next_step(tmp_path: Path, dns: Tree, next_step: str) -> None:
    text = files(planned(tmp_path, bank(hub={"dns": dns})))["DEPLOY.md"]
    assert "endswith '/dnssp-tb-hub-weu-everything'" in text
    assert next_step in text


def test_without_a_policy_the_runbook_has_no_query(tmp_path: Path) -> None:
    assert "DNSQueryLogs" not in files(planned(tmp_path, bank(hub={"dns": {"policy": "off"}})))["DEPLOY.md"]
