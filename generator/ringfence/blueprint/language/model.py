"""The input language, version 1: frozen nodes, secure defaults, no behaviour.

Every default is written here and nowhere else, so `plan` can list which ones were taken.
"""

from datetime import date
from ipaddress import IPv4Network
from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.bastion import Bastion
from ringfence.blueprint.language.compute import Cluster, Instance
from ringfence.blueprint.language.databricks import Databricks
from ringfence.blueprint.language.features import EgressRole, PersonaName, PurposeName, ServiceKeys, ZoneSubnets
from ringfence.blueprint.language.inference import Inference
from ringfence.blueprint.language.lake import Lake
from ringfence.blueprint.language.prefixes import without
from ringfence.blueprint.language.types import DataClass, Guid, Line, Name, Node, Port, Tags
from ringfence.blueprint.language.ways_in import Gateway, OnPremisesDomain


class Institution(Node):
    """Who the platform is for."""

    name: Line = Field(description="Name of the institution, as it appears in review documents.")
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]{1,5}$")] = Field(
        description="Short code, 2 to 6 lower-case letters and digits; part of every resource name."
    )
    tenant: Guid = Field(description="Microsoft Entra tenant id.")
    cloud: Literal["AzureCloud", "AzureUSGovernment", "AzureChinaCloud"] = Field(
        default="AzureCloud", description="Azure cloud, by its azure-cli name."
    )
    tags: Tags = Field(default={}, description="Tags put on everything.")


class Subscription(Node):
    """An Azure subscription that packages are deployed to."""

    name: Name = Field(description="The name the rest of the blueprint calls it by.")
    id: Guid = Field(description="Subscription id.")


class Environment(Node):
    """A stage of the platform's life, such as dev or prod."""

    name: Name = Field(description="The name landing zones refer to; also the value of the tag `environment`.")
    subscription: Name | None = Field(
        default=None, description="Subscription of landing zones that name none themselves."
    )
    tags: Tags = Field(default={}, description="Tags put on everything in this environment.")


class HubSubnets(Node):
    """Explicit prefixes inside the hub network; what is left out is cut from it."""

    firewall: IPv4Network | None = Field(default=None, description="AzureFirewallSubnet, a /26 or larger.")
    gateway: IPv4Network | None = Field(default=None, description="GatewaySubnet, a /27 or larger.")
    resolver_inbound: IPv4Network | None = Field(
        default=None, alias="resolverInbound", description="Subnet reserved for DNS resolver inbound endpoints, a /28."
    )
    resolver_outbound: IPv4Network | None = Field(
        default=None,
        alias="resolverOutbound",
        description="Subnet reserved for DNS resolver outbound endpoints, a /28.",
    )
    bastion: IPv4Network | None = Field(default=None, description="AzureBastionSubnet, a /26 or larger.")
    jump_host: IPv4Network | None = Field(default=None, alias="jumpHost", description="Subnet of the jump host.")


class Hub(Node):
    """The shared network with the firewall, to which every default route leads."""

    subscription: Name = Field(description="Subscription of the connectivity package.")
    region: str | None = Field(default=None, description="Azure region; the first of `regions` when left out.")
    firewall: Literal["Standard", "Premium"] = Field(
        default="Premium", description="Firewall tier; Premium adds intrusion detection and prevention (IDPS)."
    )
    address_space: IPv4Network | None = Field(
        default=None, alias="addressSpace", description="Prefix of the hub network; cut from the pools when left out."
    )
    subnets: HubSubnets = Field(default=HubSubnets(), description="Explicit subnet prefixes.")
    gateway: Gateway | None = Field(default=None, description="How users and the institution's networks come in.")
    bastion: Bastion | None = Field(default=None, description="Azure Bastion, and a jump host behind it.")
    resolver: bool = Field(
        default=False, description="A DNS resolver, so that users and DNS servers on premises find private endpoints."
    )
    on_premises_domains: list[OnPremisesDomain] = Field(
        default=[],
        alias="onPremisesDomains",
        max_length=100,
        description="Domains that DNS servers on premises answer.",
    )
    log_retention_days: Annotated[int, Field(ge=30, le=730)] = Field(
        default=365, alias="logRetentionDays", description="Days that logs stay searchable in Log Analytics."
    )
    flow_log_retention_days: Annotated[int, Field(ge=30, le=365)] = Field(
        default=90, alias="flowLogRetentionDays", description="Days that raw VNet flow records stay in storage."
    )
    names: dict[Name, str] = Field(default={}, description="Names to use instead of the derived ones, by kind.")
    tags: Tags = Field(default={}, description="Tags put on the connectivity package.")


class LandingZone(ServiceKeys):
    """A spoke with a purpose: its own network, its own package, its own approval."""

    name: Name = Field(description="Name of the landing zone and of its package.")
    purpose: PurposeName = Field(description="What the landing zone is for.")
    environment: Name = Field(description="One of `environments`.")
    subscription: Name | None = Field(
        default=None, description="Subscription of the package; that of the environment when left out."
    )
    region: str | None = Field(default=None, description="Azure region; the hub's when left out.")
    address_space: IPv4Network | None = Field(
        default=None, alias="addressSpace", description="Prefix of the network; cut from the pools when left out."
    )
    subnets: ZoneSubnets = Field(default=ZoneSubnets(), description="Explicit subnet prefixes.")
    clusters: list[Cluster] = Field(
        default=[Cluster(name="cpu")],
        min_length=1,
        max_length=20,
        description="Compute clusters. The first builds images, so it must be a CPU size.",
    )
    instances: list[Instance] = Field(default=[], max_length=200, description="Compute instances, one a person.")
    agents: Annotated[int, Field(ge=1, le=200)] = Field(
        default=4, description="Self-hosted build agents to leave room for."
    )
    exfiltration_prevention: bool = Field(
        default=True,
        alias="exfiltrationPrevention",
        description=(
            "Storage leaves the compute subnet through a service endpoint whose policy admits only the workspace's own "
            "account and the Azure ML alias; false sends it through the firewall with the regional Storage tag, "
            "which covers every tenant's accounts."
        ),
    )
    inference: Inference | None = Field(
        default=None, description="The endpoints of a landing zone with purpose `inference`."
    )
    lake: Lake | None = Field(default=None, description="The lake of a landing zone with purpose `data-lake`.")
    databricks: Databricks | None = Field(
        default=None, description="The workspace of a landing zone with purpose `databricks`."
    )
    names: dict[Name, str] = Field(default={}, description="Names to use instead of the derived ones, by kind.")
    tags: Tags = Field(default={}, description="Tags put on this landing zone.")


class Destination(Node):
    """Where a flow goes; exactly one kind of destination."""

    fqdns: list[str] | None = Field(default=None, min_length=1, max_length=50, description="Host names.")
    addresses: list[IPv4Network] | None = Field(default=None, min_length=1, max_length=50, description="Prefixes.")
    service_tag: str | None = Field(default=None, alias="serviceTag", description="One Azure service tag.")


class EgressFlow(Node):
    """An allowed way out through the firewall, with someone who answers for it."""

    name: Name = Field(description="Name of the flow and of its firewall rule.")
    landing_zones: list[Name] = Field(alias="landingZones", min_length=1, description="Landing zones it starts in.")
    subnets: list[EgressRole] = Field(
        default=["compute"], min_length=1, max_length=4, description="Subnets it starts in."
    )
    to: Destination = Field(description="Where it goes.")
    protocol: Literal["TCP", "UDP"] = Field(default="TCP", description="Transport protocol.")
    ports: list[Port] = Field(default=[443], min_length=1, max_length=20, description="Destination ports.")
    owner: Line = Field(description="Who answers for the flow: a team or a mailbox.")
    reason: Line = Field(description="Why the business needs it; printed on every rule.")
    review_by: date = Field(alias="reviewBy", description="Date by which it must be justified again.")
    data_class: DataClass = Field(alias="dataClass", description="Highest class of data that may take this way.")


class Access(Node):
    """An Entra group and the personas its members act as."""

    group: Name = Field(description="Name of the group, as reviewers know it.")
    object_id: Guid = Field(alias="objectId", description="Entra object id of the group.")
    personas: list[PersonaName] = Field(
        default=[], description="What the members do; none for a group that only calls endpoints or reads a lake."
    )
    landing_zones: list[Name] = Field(
        default=[], alias="landingZones", description="Landing zones it applies to; all when left out."
    )


class Deploy(Node):
    """How packages are put into Azure; the last two keys are those of a deployment stack."""

    mode: Literal["deployment", "stack"] = Field(
        default="deployment", description="`stack` makes each package a deployment stack, which knows what it owns."
    )
    deny_settings: Literal["none", "denyDelete", "denyWriteAndDelete"] = Field(
        default="none",
        alias="denySettings",
        description="What the stack's deny assignment forbids: nothing, deletes, or writes and deletes.",
    )
    action_on_unmanage: Literal["detachAll", "deleteResources", "deleteAll"] = Field(
        default="detachAll", alias="actionOnUnmanage", description="What a stack does with what leaves the package."
    )


class Blueprint(Node):
    """A financial institution's secure machine learning platform."""

    api_version: Literal["ringfence/v1"] = Field(alias="apiVersion", description="Version of the blueprint language.")
    institution: Institution = Field(description="Who the platform is for.")
    regions: list[str] = Field(
        min_length=1, max_length=10, description="Azure regions that data may be in; the first is the hub's default."
    )
    subscriptions: list[Subscription] = Field(min_length=1, max_length=500, description="Subscriptions.")
    environments: list[Environment] = Field(min_length=1, max_length=50, description="Environments.")
    address_pools: list[IPv4Network] = Field(
        alias="addressPools", min_length=1, max_length=100, description="Private prefixes that networks are cut from."
    )
    on_premises: list[IPv4Network] = Field(
        default=[],
        alias="onPremises",
        max_length=500,
        description="Prefixes in use on premises; users come from there. A pool may lie inside one.",
    )
    hub: Hub = Field(description="The shared network with the firewall.")
    landing_zones: list[LandingZone] = Field(
        alias="landingZones", min_length=1, max_length=500, description="Landing zones."
    )
    egress: list[EgressFlow] = Field(
        default=[], max_length=1000, description="Allowed ways out beyond what the platform itself needs."
    )
    access: list[Access] = Field(default=[], max_length=500, description="Who may do what.")
    deploy: Deploy = Field(default=Deploy(), description="How packages are deployed.")

    @property
    def premises(self) -> list[IPv4Network]:
        """The prefixes on premises without the pools inside them, in order of address.

        A network of a pool has the longer prefix, so that routes to it win over the summary.
        Source: azure-docs virtual-network/virtual-networks-udr-overview.md, how Azure selects a route.
        """
        return sorted(part for prefix in self.on_premises for part in without(prefix, self.address_pools))
