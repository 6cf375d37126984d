"""What folders add to the language: purposes, personas, subnets by role, and the keys of services.

The types are made once, when the language is imported; to a type checker they are the plain types that they stand for.
"""

from ipaddress import IPv4Network
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, create_model

from ringfence.blueprint.language.options import node_model
from ringfence.blueprint.language.types import Node
from ringfence.catalog.purpose import Subnet
from ringfence.catalog.read import personas, purposes, services
from ringfence.catalog.spec import Service


def subnet_roles() -> dict[str, Subnet]:
    """Every subnet that a purpose has, by role, in order of the purposes."""
    return {role: subnet for purpose in purposes().values() for role, subnet in purpose.subnets.items()}


def _egress_roles() -> tuple[str, ...]:
    return tuple(role for role, subnet in subnet_roles().items() if subnet.egress)


def _subnet_fields() -> dict[str, tuple[object, object]]:
    return {
        role: (IPv4Network | None, Field(default=None, description=subnet.description))
        for role, subnet in subnet_roles().items()
    }


def _service_fields() -> dict[str, tuple[object, object]]:
    """The keys that folders of services add to a landing zone: a block of options, or a switch."""
    return {spec.asked: _field(spec) for spec in services().values() if spec.options or spec.switch}


def _field(spec: Service) -> tuple[object, object]:
    if spec.switch:
        return bool, Field(default=False, description=spec.description)
    title = spec.symbol[:1].upper() + spec.symbol[1:]
    block = node_model(title, spec.description, spec.options, spec.required)
    return Annotated[block | None, Field(description=spec.description)], Field(default=None)


def keys_of(purpose: str) -> frozenset[str]:
    """Keys of a landing zone that this purpose has and not every other: its own, and those of its services."""
    asked = {spec.asked for spec in services().values() if purpose in spec.purposes and (spec.options or spec.switch)}
    return frozenset({*purposes()[purpose].keys, *asked})


def foreign_keys(purpose: str) -> frozenset[str]:
    """Keys that belong to landing zones of other purposes only."""
    return frozenset().union(*map(keys_of, purposes())) - keys_of(purpose)


class Asking(Node):
    """A node that asks for services by keys that their folders define."""

    def asks(self, key: str) -> bool:
        """Whether a key of a service is set: to a block, or to true."""
        return bool(getattr(self, key, None))

    def block(self, key: str) -> Node | None:
        """The block of a service by its key; None for a switch, for no such key, and when it is left out."""
        found = getattr(self, key, None) if key else None
        return found if isinstance(found, Node) else None


if TYPE_CHECKING:
    PurposeName = str
    PersonaName = str
    EgressRole = str

    class ServiceKeys(Asking):
        """Keys of services."""

    class ZoneSubnets(Node):
        """Prefixes of subnets by role."""
else:
    PurposeName = Literal[tuple(purposes())]
    PersonaName = Literal[tuple(personas())]
    EgressRole = Literal[_egress_roles()]
    ServiceKeys = create_model("ServiceKeys", __base__=Asking, **_service_fields())
    ZoneSubnets = create_model(
        "ZoneSubnets",
        __base__=Node,
        __doc__="Explicit prefixes inside a landing zone's network; what is left out is cut from it.",
        **_subnet_fields(),
    )


def prefix_of(subnets: ZoneSubnets, role: str) -> IPv4Network | None:
    """The prefix that a blueprint gives the subnet of a role; None when it gives none."""
    found: IPv4Network | None = getattr(subnets, role, None)
    return found
