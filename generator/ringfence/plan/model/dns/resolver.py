"""The DNS resolver of the hub: where queries from outside arrive, and where those for domains on premises leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address

from ringfence.blueprint.language.ways_in import OnPremisesDomain
from ringfence.plan.model.rows.bounds import column
from ringfence.plan.model.values import Cell, Child, Given, Reason, Ref, Resource

DOMAIN = (column(OnPremisesDomain, "name", name="domain"), column(OnPremisesDomain, "servers"))
"""What a domain on premises is told by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolver:
    """A DNS private resolver in the hub network."""

    resource: Resource
    network: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarder:
    """A public domain that DNS servers on premises forward to the resolver; `zones` are the private ones behind it."""

    domain: str
    zones: tuple[str, ...]
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundEndpoint:
    """Where queries arrive: a fixed address, and the domains that are to be asked of it."""

    resource: Resource
    subnet: Ref
    address: Given[IPv4Address]
    forwarders: tuple[Forwarder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundEndpoint:
    """Where queries for domains on premises leave."""

    resource: Resource
    subnet: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruleset:
    """Which domains are asked elsewhere; its link makes the hub, and so the firewall, heed it."""

    resource: Resource
    link: Resource
    outbound: Ref
    network: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardingRule(Child):
    """One domain on premises and the servers that know it."""

    resource: Resource
    parent: str
    domain: str
    servers: tuple[IPv4Address, ...]

    @property
    def row(self) -> Mapping[str, Cell]:
        """The rule as a reviewer reads it."""
        return {"domain": self.domain, "servers": self.servers}
