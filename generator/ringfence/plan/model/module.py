"""A Bicep module: what stands in one file, for one resource group or for the subscription."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.bastion import Bastion, Interface, JumpHost
from ringfence.plan.model.compute import Cluster, ClusterPolicy, Instance
from ringfence.plan.model.data.compute import ComputePolicy, Warehouse
from ringfence.plan.model.dns.policy import DnsFilter, DnsLink, DnsPolicy, DnsRule, DomainList
from ringfence.plan.model.dns.resolver import ForwardingRule, InboundEndpoint, OutboundEndpoint, Resolver, Ruleset
from ringfence.plan.model.firewall import Firewall, FirewallPolicy, PublicIp, RuleGroup, RuleGroups
from ringfence.plan.model.gateway import CircuitConnection, ExpressRouteGateway, VpnGateway, VpnSite
from ringfence.plan.model.inference.autoscale import Autoscale
from ringfence.plan.model.inference.endpoints import (
    BatchDeployment,
    BatchEndpoint,
    OnlineDeployment,
    OnlineEndpoint,
    OutboundHosts,
    OutboundRule,
    WorkspaceKey,
)
from ringfence.plan.model.inference.scoring_code import CodeAsset, CodeContainer, CodeVersion
from ringfence.plan.model.lake import Catalog, Datastore, Layers
from ringfence.plan.model.language_model import ContentFilter, ModelDeployment, ModelDeployments
from ringfence.plan.model.managed_endpoint import ManagedEndpoint
from ringfence.plan.model.mlops.federation import FederatedCredential, Trusted
from ringfence.plan.model.network import (
    Peering,
    RouteTable,
    SecurityGroup,
    VirtualNetwork,
    Zone,
    Zones,
)
from ringfence.plan.model.private_endpoint import Endpoint, EndpointPolicy, Endpoints
from ringfence.plan.model.services import (
    Diagnostic,
    Elsewhere,
    Existing,
    Grant,
    Identity,
    Lock,
    RoleDefinition,
    Service,
)
from ringfence.plan.model.telemetry.activity_alerts import ActivityAlert
from ringfence.plan.model.telemetry.alerts import MetricAlert
from ringfence.plan.model.telemetry.flow_log import FlowLog, Watcher
from ringfence.plan.model.telemetry.log_alerts import LogAlert
from ringfence.plan.model.telemetry.receivers import ActionGroup
from ringfence.plan.model.values import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceGroup:
    """A resource group that the package creates."""

    resource: Resource


SUBSCRIPTION = "subscription()"
"""The scope of a module whose resources stand in no resource group."""
NAMED = "named here; no id of theirs is taken from an output"
"""Why a module waits for another, where that one says nothing else."""
SHARED = "../../"
"""The way from a package to the folder `modules` that all packages share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One Bicep module: one concern, one resource group, read by one reviewing team.

    `scope` is the symbol of a resource group of the package, SUBSCRIPTION, or a group elsewhere; `shape` is the file
    that it shares with modules of the same resources, '' for a file of that one module; `account` is what main calls
    its service where such a file has another word for it. `shared` says that its file depends on no blueprint and is
    one for all packages. `after` names modules that must be done first although no id of theirs is taken here, and
    `gives` says why others that wait for this one do.
    """

    name: str
    title: str
    scope: str | Elsewhere
    shape: str = ""
    account: str = ""
    shared: bool = False
    after: tuple[str, ...] = ()
    gives: str = NAMED
    existing: tuple[Existing, ...] = ()
    security_groups: tuple[SecurityGroup, ...] = ()
    route_tables: tuple[RouteTable, ...] = ()
    endpoint_policies: tuple[EndpointPolicy, ...] = ()
    networks: tuple[VirtualNetwork, ...] = ()
    peerings: tuple[Peering, ...] = ()
    public_ips: tuple[PublicIp, ...] = ()
    firewall_policies: tuple[FirewallPolicy, ...] = ()
    rule_groups: tuple[RuleGroup, ...] = ()
    firewalls: tuple[Firewall, ...] = ()
    vpn_gateways: tuple[VpnGateway, ...] = ()
    expressroute_gateways: tuple[ExpressRouteGateway, ...] = ()
    vpn_sites: tuple[VpnSite, ...] = ()
    circuit_connections: tuple[CircuitConnection, ...] = ()
    resolvers: tuple[Resolver, ...] = ()
    inbound_endpoints: tuple[InboundEndpoint, ...] = ()
    outbound_endpoints: tuple[OutboundEndpoint, ...] = ()
    rulesets: tuple[Ruleset, ...] = ()
    forwarding_rules: tuple[ForwardingRule, ...] = ()
    dns_policies: tuple[DnsPolicy, ...] = ()
    domain_lists: tuple[DomainList, ...] = ()
    dns_rules: tuple[DnsRule, ...] = ()
    dns_links: tuple[DnsLink, ...] = ()
    bastions: tuple[Bastion, ...] = ()
    interfaces: tuple[Interface, ...] = ()
    jump_hosts: tuple[JumpHost, ...] = ()
    zones: tuple[Zone, ...] = ()
    identities: tuple[Identity, ...] = ()
    credentials: tuple[FederatedCredential, ...] = ()
    trusts: tuple[Trusted, ...] = ()
    services: tuple[Service, ...] = ()
    layers: tuple[Layers, ...] = ()
    datastores: tuple[Datastore, ...] = ()
    catalogs: tuple[Catalog, ...] = ()
    content_filters: tuple[ContentFilter, ...] = ()
    model_deployments: tuple[ModelDeployment, ...] = ()
    outbound_rules: tuple[OutboundRule, ...] = ()
    managed_endpoints: tuple[ManagedEndpoint, ...] = ()
    workspace_keys: tuple[WorkspaceKey, ...] = ()
    code_containers: tuple[CodeContainer, ...] = ()
    code_assets: tuple[CodeAsset, ...] = ()
    code_versions: tuple[CodeVersion, ...] = ()
    online_endpoints: tuple[OnlineEndpoint, ...] = ()
    online_deployments: tuple[OnlineDeployment, ...] = ()
    autoscales: tuple[Autoscale, ...] = ()
    batch_endpoints: tuple[BatchEndpoint, ...] = ()
    batch_deployments: tuple[BatchDeployment, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    cluster_policies: tuple[ClusterPolicy, ...] = ()
    compute_policies: tuple[ComputePolicy, ...] = ()
    warehouses: tuple[Warehouse, ...] = ()
    instances: tuple[Instance, ...] = ()
    role_definitions: tuple[RoleDefinition, ...] = ()
    grants: tuple[Grant, ...] = ()
    watchers: tuple[Watcher, ...] = ()
    flow_logs: tuple[FlowLog, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    locks: tuple[Lock, ...] = ()
    action_groups: tuple[ActionGroup, ...] = ()
    alerts: tuple[MetricAlert, ...] = ()
    activity_alerts: tuple[ActivityAlert, ...] = ()
    log_alerts: tuple[LogAlert, ...] = ()

    @property
    def file(self) -> str:
        """The file that declares its resources; modules of one shape share one."""
        return self.shape or self.name

    @property
    def path(self) -> str:
        """That file as main.bicep of its package names it: below the package, or among those of all packages."""
        return f"{SHARED if self.shared else ''}modules/{self.file}.bicep"

    @property
    def authorized_circuits(self) -> tuple[CircuitConnection, ...]:
        """Its circuits that need a key."""
        return tuple(each for each in self.circuit_connections if each.key is not None)

    @property
    def private_endpoints(self) -> tuple[Endpoints, ...]:
        """Its private endpoints as the declarations that make them; empty where there are none."""
        return (Endpoints(self.endpoints),) if self.endpoints else ()

    @property
    def private_dns(self) -> tuple[Zones, ...]:
        """Its private DNS zones as the declarations that make them; empty where there are none."""
        return (Zones(self.zones),) if self.zones else ()

    @property
    def dns_filters(self) -> tuple[DnsFilter, ...]:
        """Its DNS security policy with lists and rules; empty where there is none."""
        return tuple(DnsFilter(policy, self.domain_lists, self.dns_rules) for policy in self.dns_policies)

    @property
    def rules(self) -> tuple[RuleGroups, ...]:
        """The rule collection groups of its firewall policy as the one declaration that makes them."""
        return tuple(RuleGroups(policy, self.rule_groups) for policy in self.firewall_policies)

    @property
    def fqdn_rules(self) -> OutboundHosts:
        """Rules of its managed network to hosts as the one expression that makes them, though there be none."""
        return OutboundHosts(tuple(rule for rule in self.outbound_rules if rule.host))

    @property
    def endpoint_rules(self) -> tuple[OutboundRule, ...]:
        """Rules of its managed network that make private endpoints."""
        return tuple(rule for rule in self.outbound_rules if not rule.host)

    @property
    def language_models(self) -> tuple[ModelDeployments, ...]:
        """Its language models as the one declaration that makes them; empty where there are none."""
        return (ModelDeployments(self.model_deployments),) if self.model_deployments else ()
