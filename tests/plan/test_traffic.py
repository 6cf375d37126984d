"""Security rules and firewall rules: what the two variants open, and for whom."""

from __future__ import annotations

import copy
from collections import Counter
from pathlib import Path

import pytest

from ringfence.catalog.read import services
from ringfence.pipeline import Decision
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.network import SecurityRule
from ringfence.plan.model.package import modules
from ringfence.plan.model.values import Given, plain
from ringfence.plan.rules.nsg_rules import EGRESS_PREFIX
from tests.banks import bank, flow, planned, zone
from tests.variants import DOMAINS, PREMISES, SPARK, VARIANTS


def security(decision: Decision, role: str) -> dict[str, SecurityRule]:
    return {
        rule.name: rule
        for package, module in modules(decision.plan)
        for group in module.security_groups
        if (package.name, group.subnet) == ("fraud", role)
        for rule in group.rules
    }


def firewall(decision: Decision) -> dict[str, FirewallRule]:
    return {
        f"{collection.name}/{rule.name}": rule
        for _, module in modules(decision.plan)
        for group in module.rule_groups
        for collection in group.collections
        for rule in collection.rules
    }


def places(rule: SecurityRule | FirewallRule) -> list[str]:
    return [spelled(place) for place in rule.destinations]


def spelled(value: object) -> str:
    return str(value.value if isinstance(value, Given) else value)


def test_with_exfiltration_prevention_storage_never_meets_the_firewall(tmp_path: Path) -> None:
    decision = planned(tmp_path, bank(zone("fraud", exfiltrationPrevention=True)))
    assert places(security(decision, "compute")["allow-storage"]) == ["Storage.westeurope"]
    tags = {place for rule in firewall(decision).values() for place in places(rule)}
    assert "Storage.westeurope" not in tags
    assert "AzureFrontDoor.FrontEnd" not in tags
    hosts = firewall(decision)["allow-hosts-fraud/studio-and-automl"].hosts
    assert "ml.azure.com" in {plain(host) for host in hosts}
    (policy,) = [p for _, module in modules(decision.plan) for p in module.endpoint_policies]
    assert policy.aliases == ("/services/Azure/MachineLearning",)


def test_without_it_the_wide_tags_pass_the_firewall_and_the_risk_is_said(tmp_path: Path) -> None:
    decision = planned(tmp_path, bank(zone("fraud", exfiltrationPrevention=False)))
    tags = {place for rule in firewall(decision).values() for place in places(rule)}
    assert {"Storage.westeurope", "AzureFrontDoor.FrontEnd"} <= tags
    assert not [p for _, module in modules(decision.plan) for p in module.endpoint_policies]
    assert any(risk.package == "fraud" and "other tenants" in risk.name for risk in decision.plan.risks)


def test_azure_ml_needs_udp_5831_and_protocol_any_for_batch(tmp_path: Path) -> None:
    found = firewall(planned(tmp_path, bank()))
    management = found["allow-network-fraud/azure-ml-management"]
    batch = found["allow-network-fraud/batch-nodes"]
    assert (management.protocols, management.ports, places(management)) == (
        ("UDP",),
        ("5831",),
        ["AzureMachineLearning"],
    )
    assert (batch.protocols, batch.ports, places(batch)) == (("Any",), ("443",), ["BatchNodeManagement.westeurope"])


def test_sources_are_the_subnets_of_one_landing_zone(tmp_path: Path) -> None:
    decision = planned(tmp_path, bank(zone("fraud"), zone("credit")))
    held = decision.after.addresses
    for name, rule in firewall(decision).items():
        owner = "credit" if "credit" in name else "fraud"
        assert {plain(source) for source in rule.sources} <= {held[f"{owner}/compute"], held[f"{owner}/agents"]}


def test_endpoints_answer_compute_agents_and_premises_only(tmp_path: Path) -> None:
    rules = security(planned(tmp_path, bank(premises=["10.0.0.0/14", "192.168.0.0/16"])), "endpoints")
    allowed = {name: rule.ports for name, rule in rules.items() if rule.access == "Allow"}
    assert allowed == {"allow-compute": ("443", "445"), "allow-agents": ("443",), "allow-on-premises": ("443",)}
    assert [spelled(p) for p in rules["allow-on-premises"].sources] == ["10.0.0.0/14", "192.168.0.0/16"]
    assert "allow-on-premises" not in security(planned(tmp_path, bank()), "endpoints")


@pytest.mark.parametrize(
    ("more", "kind", "protocols", "ports"),
    [
        ({}, "application", ("Https:443",), ()),
        ({"ports": [80, 443]}, "application", ("Http:80", "Https:443"), ()),
        ({"ports": [8443]}, "network", ("TCP",), ("8443",)),
        ({"to": {"serviceTag": "AzureDevOps"}}, "network", ("TCP",), ("443",)),
        ({"to": {"addresses": ["198.51.100.0/28"]}, "protocol": "UDP", "ports": [123]}, "network", ("UDP",), ("123",)),
    ],
)
def test_a_flow_becomes_the_kind_of_rule_that_can_express_it(
    tmp_path: Path, more: dict[str, object], kind: str, protocols: tuple[str, ...], ports: tuple[str, ...]
) -> None:
    decision = planned(tmp_path, bank(egress=[flow("feed", "fraud", **more)]))
    (rule,) = [rule for name, rule in firewall(decision).items() if name.endswith("-egress/feed")]
    assert (rule.kind, rule.protocols, rule.ports) == (kind, protocols, ports)
    assert rule.description == "feed: The bank's own feed."
    assert "owner platform@bank.example; review by 2027-05-31; data internal" in rule.because[0].text


def test_a_flow_from_agents_opens_nothing_on_compute(tmp_path: Path) -> None:
    decision = planned(tmp_path, bank(egress=[flow("feed", "fraud", subnets=["agents"])]))
    assert "allow-egress-feed" in security(decision, "agents")
    assert "allow-egress-feed" not in security(decision, "compute")


def test_a_flow_that_names_no_subnets_starts_where_jobs_run(tmp_path: Path) -> None:
    decision = planned(tmp_path, bank(zone("fraud"), SPARK, egress=[flow("feed", "fraud", "spark")]))
    opened = {
        (package.name, group.subnet)
        for package, module in modules(decision.plan)
        for group in module.security_groups
        if any(rule.name == "allow-egress-feed" for rule in group.rules)
    }
    wanted = {("fraud", "compute"), ("spark", "host"), ("spark", "container")}
    assert opened == wanted
    (rule,) = [rule for name, rule in firewall(decision).items() if name.endswith("-egress/feed")]
    held = decision.after.addresses
    assert {plain(source) for source in rule.sources} == {held[f"{name}/{role}"] for name, role in wanted}


@pytest.mark.parametrize(
    ("host", "security_rule"),
    [
        ("feed.corp.bank.example", ["10.0.0.0/14", "192.168.0.0/16"]),
        ("corp.bank.example", ["10.0.0.0/14", "192.168.0.0/16"]),
        ("feed.notcorp.bank.example", ["Internet"]),
    ],
)
def test_hosts_on_premises_are_looked_for_on_premises(tmp_path: Path, host: str, security_rule: list[str]) -> None:
    networks = {"prefixes": PREMISES, "domains": DOMAINS}
    feed = flow("feed", "fraud", to={"fqdns": [host]}, ports=[443, 8443])
    decision = planned(tmp_path, bank(onPremises=networks, hub={"resolver": {}}, egress=[feed]))
    assert places(security(decision, "compute")["allow-egress-feed"]) == security_rule
    (rule,) = [rule for name, rule in firewall(decision).items() if name.endswith("-egress/feed")]
    assert [plain(each) for each in rule.hosts] == [host]


def test_a_landing_zone_in_another_region_uses_that_regions_tags(tmp_path: Path) -> None:
    tree = bank(zone("fraud", region="swedencentral"), regions=["westeurope", "swedencentral"])
    decision = planned(tmp_path, tree)
    assert places(firewall(decision)["allow-network-fraud/batch-nodes"]) == ["BatchNodeManagement.swedencentral"]
    stores = [
        str(plain(service.resource.location))
        for _, module in modules(decision.plan)
        for service in module.services
        if service.resource.kind == "log-storage"
    ]
    assert stores == ["swedencentral", "westeurope"]


def test_the_government_cloud_has_its_own_hosts_and_no_first_party_tag(tmp_path: Path) -> None:
    tree = bank(regions=["usgovvirginia"], hub={"firewall": {"tier": "Standard"}})
    tree["institution"]["cloud"] = "AzureUSGovernment"
    decision = planned(tmp_path, tree)
    tags = {place for rule in firewall(decision).values() for place in places(rule)}
    assert "AzureFrontDoor.FirstParty" not in tags
    hosts = {plain(host) for rule in firewall(decision).values() for host in rule.hosts}
    assert hosts == {"ml.azure.us"}


@pytest.mark.parametrize(
    ("zones", "subnets"),
    [(["fraud", "pricing"], ["compute", "agents"]), (["spark", "etl"], ["host", "container"])],
    ids=["machine-learning", "databricks"],
)
def test_a_flow_may_be_called_as_any_rule_of_the_platform(tmp_path: Path, zones: list[str], subnets: list[str]) -> None:
    tree = copy.deepcopy(VARIANTS["everything"])
    names = {name.removeprefix("allow-") for names in group_names(planned(tmp_path, tree)) for name in names}
    names = {name for name in names if len(name) <= 24} | {f"egress-{'x' * 17}", "egress-dns-udp"}
    assert names >= {"azure-ml", "dns-udp", "private-endpoints", "lake-lake", "deny-all-outbound"}
    feed = flow("packages", "fraud", subnets=["agents"])
    tree["egress"] = [feed, *(flow(name, *zones, subnets=subnets) for name in sorted(names))]
    found = group_names(planned(tmp_path, tree))
    assert [name for group in found for name, count in Counter(group).items() if count > 1] == []
    assert max(len(name) for group in found for name in group) <= 80
    assert sum(name.startswith(EGRESS_PREFIX) for group in found for name in group) == 4 * len(names) + 1


def group_names(decision: Decision) -> list[list[str]]:
    """Names of the rules of each security group, in small letters, as Azure tells them apart."""
    groups = (group for _, module in modules(decision.plan) for group in module.security_groups)
    return [[rule.name.lower() for rule in group.rules] for group in groups]


@pytest.mark.parametrize("kind", sorted(services()))
def test_no_flow_of_a_service_is_called_as_one_of_a_blueprint(kind: str) -> None:
    taken = EGRESS_PREFIX.removeprefix("allow-")
    assert [flow.name for flow in services()[kind].flows if flow.name.startswith(taken)] == []
