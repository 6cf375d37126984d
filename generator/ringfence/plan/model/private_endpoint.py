"""Private endpoints: what each leads to, and the zones that its records go to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.plan.model.services import Elsewhere
from ringfence.plan.model.values import Cell, Column, Given, Ref, Resource, Rows, Taken

OWNER = "privateEndpoints"
"""The parameter that has the rows of all private endpoints, by service."""
ENDPOINT = (
    Column(
        name="name",
        type="string",
        text="Name of the private endpoint, 2 to 64 characters.",
        bounds=("minLength(2)", "maxLength(64)"),
    ),
    Column(
        name="interface",
        type="string",
        text="Name of its network interface, 1 to 80 characters.",
        bounds=("minLength(1)", "maxLength(80)"),
    ),
    Column(name="groupId", type="string", text="Sub-resource that it leads to, in Azure's words."),
    Column(name="zones", type="string[]", text="Private DNS zones that Azure writes its records into."),
    Column(name="serviceId", type="string?", text="Id of what it leads to, where that is not the service itself."),
)
"""What a private endpoint is told by."""


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
        cells: dict[str, Cell] = {"name": self.resource.name, "interface": self.interface, "groupId": self.group}
        return {**cells, "zones": zones, **other}


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
        text = "Private endpoints of the service."
        rows = Rows(
            owner=OWNER,
            field=self.one.called,
            type="privateEndpointType[]",
            value=tuple(endpoint.row for endpoint in self.endpoints),
            text=text,
            columns=ENDPOINT,
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
