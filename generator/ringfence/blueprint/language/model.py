"""The input language, version 2: frozen nodes, secure defaults, no behaviour.

Every default is written here and in the modules beside this one, and nowhere else, so `plan` can list which ones were
taken.
"""

from ipaddress import IPv4Network
from typing import Literal

from pydantic import Field

from ringfence.blueprint.language.access import Access
from ringfence.blueprint.language.connections import Connection
from ringfence.blueprint.language.egress import EgressFlow
from ringfence.blueprint.language.features import Roles
from ringfence.blueprint.language.hub import Hub
from ringfence.blueprint.language.institution import Environment, Institution, Subscription
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.mlops import Mlops
from ringfence.blueprint.language.types import Node
from ringfence.blueprint.language.ways_in import OnPremisesDomain
from ringfence.blueprint.prefixes import without

VERSION, OLD_VERSION = "ringfence/v2", "ringfence/v1"
"""The version of the language, and the one that `ringfence migrate` reads."""


class OnPremises(Node):
    """The institution's own networks and domains, outside Azure."""

    prefixes: list[IPv4Network] = Field(
        default=[],
        max_length=500,
        description="Prefixes in use on premises; users come from there. A pool may lie inside one.",
    )
    domains: list[OnPremisesDomain] = Field(
        default=[], max_length=100, description="Domains that DNS servers on premises answer."
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

    api_version: Literal["ringfence/v2"] = Field(alias="apiVersion", description="Version of the blueprint language.")
    institution: Institution = Field(description="Who the platform is for.")
    regions: list[str] = Field(
        min_length=1, max_length=10, description="Azure regions that data may be in; the first is the hub's default."
    )
    subscriptions: list[Subscription] = Field(min_length=1, max_length=500, description="Subscriptions.")
    environments: list[Environment] = Field(min_length=1, max_length=50, description="Environments.")
    address_pools: list[IPv4Network] = Field(
        alias="addressPools", min_length=1, max_length=100, description="Private prefixes that networks are cut from."
    )
    on_premises: OnPremises = Field(
        default=OnPremises(), alias="onPremises", description="The institution's own networks and domains."
    )
    hubs: list[Hub] = Field(min_length=1, max_length=10, description="Shared networks with a firewall.")
    landing_zones: list[LandingZone] = Field(
        alias="landingZones", min_length=1, max_length=500, description="Landing zones."
    )
    connections: list[Connection] = Field(
        default=[], max_length=1000, description="Allowed paths from one landing zone to another."
    )
    egress: list[EgressFlow] = Field(
        default=[], max_length=1000, description="Allowed ways out beyond what the platform itself needs."
    )
    access: list[Access] = Field(default=[], max_length=500, description="Who may do what.")
    roles: Roles = Field(
        default=Roles(), description="Roles that the institution has already, in place of those that would be made."
    )
    deploy: Deploy = Field(default=Deploy(), description="How packages are deployed.")
    mlops: Mlops | None = Field(
        default=None, description="Pipelines that deploy the packages, and train and release models."
    )

    @property
    def hub(self) -> Hub:
        """The hub that packages are planned for."""
        return self.hubs[0]

    @property
    def premises(self) -> list[IPv4Network]:
        """The prefixes on premises without the pools inside them, in order of address.

        A network of a pool has the longer prefix, so that routes to it win over the summary.
        Source: azure-docs virtual-network/virtual-networks-udr-overview.md, how Azure selects a route.
        """
        return sorted(part for prefix in self.on_premises.prefixes for part in without(prefix, self.address_pools))
