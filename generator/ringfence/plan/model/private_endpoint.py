"""Private endpoints: what each leads to, and the zones of its records; policies of service endpoints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ringfence.catalog.read import services
from ringfence.plan.model.services import Elsewhere
from ringfence.plan.model.values import ID, Cell, Column, Given, Reason, Ref, Resource, Rows, Taken, length, one_of

OWNER = "privateEndpoints"
"""The parameter that has the rows of all private endpoints, by service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneConfig:
    """One zone that a private endpoint writes its records into, by name and id."""

    name: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A private endpoint of a service, with its zone group; `called` is what main calls the service.

    `target` is what it leads to: the service, or what Azure makes together with it. `dns` is where the zones are,
    `addresses` how many addresses it takes from its subnet.
    """

    resource: Resource
    zone_group: Resource
    interface: str
    service: Ref
    called: str
    target: Ref | Given[str]
    dns: Elsewhere
    group: str
    subnet: Ref
    zones: tuple[ZoneConfig, ...]
    addresses: int

    @property
    def row(self) -> Mapping[str, Cell]:
        """The endpoint as a reviewer reads it."""
        other = {"serviceId": self.target} if isinstance(self.target, Given) else {}
        zones = tuple(zone.name for zone in self.zones)
        cells: dict[str, Cell] = {"name": self.resource.name, "networkInterface": self.interface, "groupId": self.group}
        return {**cells, "zones": zones, **other}


@cache
def endpoint_columns() -> tuple[Column, ...]:
    """What a private endpoint is told by; it leads to a sub-resource that a service folder names."""
    groups = {endpoint.group for service in services().values() for endpoint in service.endpoints}
    return (
        Column(name="name", type="string", bounds=length(2, 64)),
        Column(name="networkInterface", type="string", bounds=length(1, 80)),
        Column(name="groupId", type=one_of(*sorted(groups))),
        Column(name="zones", type="string[]", text="Private DNS zones of its records.", bounds=("minLength(1)",)),
        Column(name="serviceId", type="string?", text="Where that is not the service itself.", bounds=length(*ID)),
    )


@dataclass(frozen=True, slots=True)
class Endpoints:
    """All private endpoints of one service, as the declarations that make them: these are the same for each service."""

    endpoints: tuple[Endpoint, ...]

    @property
    def one(self) -> Endpoint:
        """An endpoint whose declarations tell of all."""
        return self.endpoints[0]

    @property
    def rows(self) -> Taken:
        """What differs from endpoint to endpoint."""
        rows = Rows(
            owner=OWNER,
            field=self.one.called,
            type="privateEndpointType[]",
            value=tuple(endpoint.row for endpoint in self.endpoints),
            text="",
            columns=endpoint_columns(),
            one="Private endpoint of a service.",
        )
        return Taken(name="endpoints", value=rows)

    @property
    def target(self) -> Taken:
        """The service that they lead to."""
        return Taken(name="serviceId", value=self.one.service)

    @property
    def subnet(self) -> Taken:
        """The subnet that they are in."""
        return Taken(name="subnetId", value=self.one.subnet)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmittedAccount:
    """A storage account beyond the package that a service endpoint policy admits, with who answers for it.

    `review_by` is an ISO 8601 date.
    """

    name: str
    id: str
    owner: str
    review_by: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointPolicy:
    """A service endpoint policy: the storage accounts and service aliases a subnet may reach by service endpoint.

    `further` are accounts that no package makes.
    """

    resource: Resource
    accounts: tuple[Ref, ...]
    aliases: tuple[str, ...]
    further: tuple[AdmittedAccount, ...] = ()

    @property
    def rows(self) -> Rows:
        """The ids of the further accounts."""
        return Rows(
            owner="network",
            field="storageAccounts",
            type="string[]",
            value=tuple(account.id for account in self.further),
            text="Ids of storage accounts that compute may reach by service endpoint beside the workspace's own.",
        )
