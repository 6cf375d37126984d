"""The part of the input language about hubs: the institution's own, and those that somebody else owns."""

from ipaddress import IPv4Address, IPv4Network
from typing import Annotated

from pydantic import Field

from ringfence.blueprint.language.bastion import Bastion
from ringfence.blueprint.language.domains import Dns
from ringfence.blueprint.language.firewall import Firewall
from ringfence.blueprint.language.types import Line, Name, Node, Tags
from ringfence.blueprint.language.ways_in import Domain, Gateway

HUB_AT = ("hubs", 0)
"""Path of the hub that packages are planned for."""

ResourceId = Annotated[
    str,
    Field(
        pattern=r"^/subscriptions/[0-9a-f-]{36}/resourceGroups/[A-Za-z0-9_().-]+/providers/[A-Za-z.]+(/[A-Za-z0-9_.-]+){2,}$",
        max_length=500,
    ),
]


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


class DdosProtection(Node):
    """A DDoS protection plan that is there already; Ringfence plans none."""

    plan: ResourceId = Field(description="Id of the plan, in any subscription and region of the tenant.")


class Resolver(Node):
    """An Azure DNS Private Resolver; the mapping is empty, because its subnets stand under `subnets`."""


class Logs(Node):
    """How long logs of the platform are kept, and whether flows are analysed."""

    retention_days: Annotated[int, Field(ge=30, le=730)] = Field(
        default=365, alias="retentionDays", description="Days that logs stay searchable in Log Analytics."
    )
    flow_retention_days: Annotated[int, Field(ge=30, le=365)] = Field(
        default=90, alias="flowRetentionDays", description="Days that raw VNet flow records stay in storage."
    )
    traffic_analytics: bool = Field(
        default=True,
        alias="trafficAnalytics",
        description=(
            "Flow records are also searchable in Log Analytics, where Azure offers it. Each deployer needs rights on"
            " data collection rules in the hub's subscription for it."
        ),
    )


class ExistingHub(Node):
    """A hub that somebody else owns, as facts; what is left out is unknown, and nothing is assumed for it."""

    owner: Line = Field(description="Who answers for it: a team or a mailbox.")
    network: ResourceId = Field(description="Id of its virtual network.")
    firewall_address: IPv4Address | None = Field(
        default=None, alias="firewallAddress", description="Private address that default routes lead to."
    )
    dns_servers: list[IPv4Address] = Field(
        default=[], alias="dnsServers", max_length=6, description="DNS servers of its networks."
    )
    zones: dict[Domain, ResourceId] = Field(default={}, description="Ids of its private DNS zones by their names.")
    log_analytics: ResourceId | None = Field(
        default=None, alias="logAnalytics", description="Id of the Log Analytics workspace that logs go to."
    )


class Hub(Node):
    """A shared network with a firewall, to which the default routes of its landing zones lead."""

    name: Name = Field(description="The name landing zones refer to.")
    existing: ExistingHub | None = Field(
        default=None, description="A hub that somebody else owns, as facts; all other keys are then left out."
    )
    subscription: Name | None = Field(
        default=None, description="Subscription of the connectivity package; only an existing hub has none."
    )
    region: str | None = Field(default=None, description="Azure region; the first of `regions` when left out.")
    firewall: Firewall = Field(default=Firewall(), description="The firewall.")
    ddos_protection: DdosProtection | None = Field(
        default=None,
        alias="ddosProtection",
        description="DDoS protection of the public addresses in the hub network, by a plan that is there.",
    )
    address_space: IPv4Network | None = Field(
        default=None, alias="addressSpace", description="Prefix of the hub network; cut from the pools when left out."
    )
    subnets: HubSubnets = Field(default=HubSubnets(), description="Explicit subnet prefixes.")
    gateway: Gateway | None = Field(default=None, description="How users and the institution's networks come in.")
    bastion: Bastion | None = Field(default=None, description="Azure Bastion, and a jump host behind it.")
    resolver: Resolver | None = Field(
        default=None, description="A DNS resolver, so that users and DNS servers on premises find private endpoints."
    )
    dns: Dns = Field(default=Dns(), description="Which names DNS answers, and what is logged of it.")
    logs: Logs = Field(default=Logs(), description="How long logs are kept, and whether flows are analysed.")
    names: dict[Name, str] = Field(default={}, description="Names to use instead of the derived ones, by kind.")
    tags: Tags = Field(default={}, description="Tags put on the connectivity package.")
