"""Every resource of a plan is expected, property by property."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.read import kinds
from ringfence.check import manifest
from ringfence.check.expect import access, compute, dns, firewall, network, services, telemetry
from ringfence.check.expect.arm_values import one_or_many
from ringfence.check.expect.package import expected, full_name, planned
from ringfence.plan.model.compute import Cluster, Instance
from ringfence.plan.model.firewall import (
    Firewall,
    FirewallFront,
    FirewallPolicy,
    FirewallRule,
    PublicIp,
    RuleCollection,
    RuleGroup,
)
from ringfence.plan.model.network import Peering, Subnet, VirtualNetwork
from ringfence.plan.model.package import Package
from ringfence.plan.model.private_endpoint import Endpoint, EndpointPolicy, ZoneConfig
from ringfence.plan.model.services import Diagnostic, Elsewhere, Grant, Property, Service
from ringfence.plan.model.telemetry.flow_log import FlowLog
from ringfence.plan.model.values import Given, Reason, Resource
from tests.check.build import FRAUD, GRANT, GROUP, NSG, READER, STORAGE, SUBNET, SUBSCRIPTION, USER, VNET, ref, rule

GOLDEN = Path(__file__).parents[2] / "out" / "quickstart"
WHY = Reason(text="Because.")


def given(value: Any) -> Given[Any]:
    return Given("a", "b", value, "A value.")


def resources(part: object) -> Iterator[Resource]:
    """Every resource that a part of the plan holds, wherever it is."""
    if isinstance(part, Resource):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from resources(item)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from resources(getattr(part, field.name))


def expect_all_proven(package: Package) -> None:
    """Every resource has an expected body, so a new kind cannot be left out of the proof."""
    assert {resource.id for resource, _ in planned(package)} == {resource.id for resource in resources(package)}


def test_nothing_in_the_plan_is_left_out() -> None:
    expect_all_proven(FRAUD)


@pytest.mark.skipif(not GOLDEN.is_dir(), reason="out/quickstart is not there; `ringfence generate` writes it")
def test_nothing_in_the_golden_plan_is_left_out() -> None:
    for package in manifest.plan_of(GOLDEN).packages:
        expect_all_proven(package)


def test_names_are_spelled_with_their_parents() -> None:
    assert full_name(GROUP.id) == "rg-fraud"
    assert full_name(SUBNET) == "vnet-fraud/compute"
    assert full_name(GRANT.id) == GRANT.name


def test_constants_of_the_kind_are_filled_in_where_the_plan_says_nothing() -> None:
    row = next(row for row in expected(FRAUD, kinds()) if row.resource == STORAGE)
    assert row.tags == {"owner": "risk"}
    assert row.location == "westeurope"
    properties = row.body["properties"]
    assert isinstance(properties, dict)
    assert properties["allowSharedKeyAccess"] is False
    assert properties["networkAcls"]["ipRules"] == []


def test_the_plan_has_its_own_word_on_constants_and_lists() -> None:
    paths: dict[str, str | tuple[str, ...]] = {
        "properties.publicNetworkAccess": "Enabled",
        "properties.networkAcls.ipRules": ("203.0.113.9",),
    }
    said = tuple(Property(path=path, value=value, security=True, because=WHY) for path, value in paths.items())
    service = Service(resource=STORAGE, template="", parent="", links={}, values={}, properties=said)
    module = FRAUD.modules[1]
    package = replace(FRAUD, modules=(replace(module, services=(service,)),))
    body = next(row.body for row in expected(package, kinds()) if row.resource == STORAGE)
    properties = body["properties"]
    assert isinstance(properties, dict)
    assert properties["publicNetworkAccess"] == "Enabled"
    assert properties["networkAcls"]["ipRules"] == ["203.0.113.9"]


def test_links_and_values_of_a_service_stand_at_their_paths() -> None:
    links = {"properties.storageAccount": ref(STORAGE), "identity.userAssignedIdentities": ref(USER)}
    service = Service(
        resource=STORAGE,
        template="",
        parent="",
        links=links,
        values={"properties.days": given(30)},
        properties=(Property(path="kind", value="Default", security=False, because=WHY),),
    )
    assert services.service(service) == {
        "kind": "Default",
        "identity": {"userAssignedIdentities": {USER.id: {}}},
        "properties": {"storageAccount": STORAGE.id, "days": 30},
    }


def test_one_place_is_singular_and_several_are_plural() -> None:
    several = one_or_many("sourceAddressPrefix", ["10.0.0.0/26", "10.0.1.0/26"])
    assert several == {"sourceAddressPrefixes": ["10.0.0.0/26", "10.0.1.0/26"]}
    assert one_or_many("destinationPortRange", ["443"]) == {"destinationPortRange": "443"}
    assert one_or_many("destinationPortRange", ["80", "443"]) == {"destinationPortRanges": ["80", "443"]}
    assert rule("a", "Allow", 100, "*").destinations == ("*",)


def test_a_subnet_with_everything() -> None:
    subnet = Subnet(
        name="agents",
        role="agents",
        id=SUBNET,
        prefix=given(IPv4Network("10.0.0.0/27")),
        needed=6,
        security_group=ref(NSG),
        route_table=None,
        endpoint_policy=ref(STORAGE),
        service_endpoints=("Microsoft.Storage",),
        delegation="Microsoft.Network/dnsResolvers",
        endpoint_network_policies="Enabled",
        because=(),
    )
    whole = VirtualNetwork(resource=VNET, prefix=given(IPv4Network("10.0.0.0/24")), dns=(), subnets=(subnet,))
    assert network.virtual_network(whole) == {
        "properties": {
            "addressSpace": {"addressPrefixes": ["10.0.0.0/24"]},
            "dhcpOptions": {"dnsServers": []},
            "subnets": [
                {
                    "name": "agents",
                    "properties": {
                        "addressPrefix": "10.0.0.0/27",
                        "delegations": [
                            {"name": "delegation", "properties": {"serviceName": "Microsoft.Network/dnsResolvers"}}
                        ],
                        "networkSecurityGroup": {"id": NSG.id},
                        "privateEndpointNetworkPolicies": "Enabled",
                        "serviceEndpointPolicies": [{"id": STORAGE.id}],
                        "serviceEndpoints": [{"service": "Microsoft.Storage"}],
                    },
                }
            ],
        }
    }


def test_endpoint_policies_keep_accounts_and_aliases_apart() -> None:
    policy = EndpointPolicy(resource=NSG, accounts=(ref(STORAGE),), aliases=("/services/Azure/MachineLearning",))
    definitions: Any = network.endpoint_policy(policy)["properties"]
    services_named = [d["properties"]["service"] for d in definitions["serviceEndpointPolicyDefinitions"]]
    assert services_named == ["Microsoft.Storage", "Global"]


def test_a_peering_says_all_its_flags() -> None:
    half = Peering(
        resource=NSG,
        half="toHub",
        remote=given(VNET.id),
        allow_forwarded_traffic=True,
        allow_gateway_transit=False,
        use_remote_gateways=False,
    )
    assert network.peering(half)["properties"] == {
        "remoteVirtualNetwork": {"id": VNET.id},
        "allowForwardedTraffic": True,
        "allowGatewayTransit": False,
        "useRemoteGateways": False,
    }


def firewall_rule(kind: str, **more: Any) -> FirewallRule:
    parts: dict[str, Any] = {
        "name": "r",
        "use": "platform",
        "kind": kind,
        "protocols": ("TCP",),
        "sources": (given(IPv4Network("10.0.0.0/26")),),
        "destinations": (),
        "hosts": (),
        "ports": (),
        "description": "R.",
        "because": (),
    }
    return FirewallRule(**{**parts, **more})


def test_rules_by_address_by_name_and_by_protocol() -> None:
    by_tag = firewall_rule("network", destinations=("AzureMonitor",), ports=("443",))
    by_name = firewall_rule("network", hosts=(given("time.example"),), ports=("123",))
    web = firewall_rule("application", hosts=(given("feed.example"),), protocols=("Https:443",))
    collections = [
        RuleCollection(name="n", kind="network", priority=1000, rules=(by_tag, by_name), because=()),
        RuleCollection(name="a", kind="application", priority=2000, rules=(web,), because=()),
    ]
    group = RuleGroup(resource=NSG, priority=1000, collections=tuple(collections))
    properties: Any = firewall.rule_group(group)["properties"]
    rules = [rule for collection in properties["ruleCollections"] for rule in collection["rules"]]
    assert rules[0]["destinationAddresses"] == ["AzureMonitor"]
    assert rules[1]["destinationFqdns"] == ["time.example"]
    assert "destinationAddresses" not in rules[1]
    assert rules[2]["protocols"] == [{"protocolType": "Https", "port": 443}]
    assert {collection["action"]["type"] for collection in properties["ruleCollections"]} == {"Allow"}


def test_premium_stops_intrusions() -> None:
    assert firewall.policy(FirewallPolicy(resource=NSG, group_type="", tier="Standard")) == {
        "properties": {"sku": {"tier": "Standard"}}
    }
    premium: Any = firewall.policy(FirewallPolicy(resource=NSG, group_type="", tier="Premium"))["properties"]
    assert premium["intrusionDetection"] == {"mode": "Deny"}


def test_the_firewall_stands_in_its_zones() -> None:
    planned_firewall = Firewall(
        resource=NSG,
        tier="Standard",
        zones=("1", "2"),
        subnet=ref(VNET),
        fronts=(FirewallFront(name="egress", public_ip=ref(STORAGE)),),
        policy=ref(NSG),
        address=IPv4Address("10.0.0.4"),
    )
    body: Any = firewall.firewall(planned_firewall)
    assert body["zones"] == ["1", "2"]
    assert body["properties"]["ipConfigurations"][0]["properties"]["publicIPAddress"] == {"id": STORAGE.id}
    assert firewall.public_ip(PublicIp(resource=NSG, zones=("1",))) == {"zones": ["1"]}


def test_an_endpoint_and_its_zone_group() -> None:
    config = ZoneConfig(name="privatelink.blob", id="/zone")
    endpoint = Endpoint(
        resource=NSG,
        zone_group=NSG,
        interface="nic",
        service=ref(STORAGE),
        called="storage",
        target=ref(STORAGE),
        dns=Elsewhere(subscription=given(SUBSCRIPTION), group=given("rg-dns")),
        group="blob",
        subnet=ref(VNET),
        zones=(config,),
        addresses=1,
    )
    connection: Any = dns.endpoint(endpoint)["properties"]
    assert connection["privateLinkServiceConnections"][0]["properties"]["groupIds"] == ["blob"]
    assert dns.zone_group(endpoint) == {
        "properties": {
            "privateDnsZoneConfigs": [{"name": "privatelink-blob", "properties": {"privateDnsZoneId": "/zone"}}]
        }
    }


def test_settings_name_groups_categories_metrics_and_tables() -> None:
    setting = Diagnostic(
        resource=NSG,
        target="x",
        categories=("AZFWDnsQuery",),
        category_groups=("audit",),
        metrics=True,
        dedicated=True,
        workspace=given("/logs"),
    )
    assert telemetry.setting(setting)["properties"] == {
        "workspaceId": "/logs",
        "logs": [{"categoryGroup": "audit", "enabled": True}, {"category": "AZFWDnsQuery", "enabled": True}],
        "metrics": [{"category": "AllMetrics", "enabled": True}],
        "logAnalyticsDestinationType": "Dedicated",
    }


def test_a_flow_log_acts_as_its_identity() -> None:
    log = FlowLog(
        resource=NSG,
        watcher=NSG,
        network=ref(VNET),
        storage=given("/storage"),
        workspace=given("/logs"),
        identity=given("/identity"),
        days=90,
    )
    body: Any = telemetry.flow_log(log)
    assert body["identity"] == {"type": "UserAssigned", "userAssignedIdentities": {"/identity": {}}}
    assert body["properties"]["retentionPolicy"] == {"days": 90}
    (analytics,) = body["properties"]["flowAnalyticsConfiguration"].values()
    assert analytics == {"enabled": True, "workspaceResourceId": "/logs"}
    body = telemetry.flow_log(replace(log, workspace=None))
    (analytics,) = body["properties"]["flowAnalyticsConfiguration"].values()
    assert analytics == {"enabled": False}


def test_a_grant_to_a_group_is_literal_and_one_to_an_identity_is_read_at_run_time() -> None:
    base: dict[str, Any] = {
        "resource": GRANT,
        "scope": None,
        "scope_kind": "group",
        "scope_id": GROUP.id,
        "principal": given("object-id"),
        "principal_name": "people",
        "principal_type": "Group",
        "role": "Reader",
        "role_id": READER,
        "description": "Reads.",
    }
    people: Any = access.grant(Grant(**base), USER.api)["properties"]
    assert people["principalId"] == "object-id"
    role = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{READER}"
    assert people["roleDefinitionId"] == role
    machine: Any = access.grant(Grant(**{**base, "principal": ref(USER)}), USER.api)["properties"]
    assert machine["principalId"] == f"[reference('{USER.id}', '{USER.api}').principalId]"


def test_compute_stands_in_its_subnet_and_belongs_to_somebody() -> None:
    cluster = Cluster(
        resource=NSG,
        size="Standard_D4s_v5",
        max_nodes=4,
        idle=15,
        subnet=ref(VNET),
        identity=ref(USER),
    )
    body: Any = compute.cluster(cluster)
    assert body["properties"]["properties"]["scaleSettings"] == {
        "maxNodeCount": 4,
        "nodeIdleTimeBeforeScaleDown": "PT15M",
    }
    instance = Instance(
        resource=NSG,
        size="Standard_D4s_v5",
        user="person",
        tenant=given("tenant"),
        idle=60,
        subnet=ref(VNET),
    )
    own: Any = compute.instance(instance)["properties"]
    assert own["computeLocation"] == "westeurope"
    owner = own["properties"]["personalComputeInstanceSettings"]["assignedUser"]
    assert owner == {"objectId": "person", "tenantId": "tenant"}
