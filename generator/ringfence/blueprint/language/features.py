"""What folders add to the language: workloads, personas, subnets by role, and the blocks of services.

The types are made once, when the language is imported; to a type checker they are the plain types that they stand for.
"""

from collections.abc import Mapping
from functools import cache
from ipaddress import IPv4Network
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, create_model

from ringfence.blueprint.language import compute, databricks, inference, lake
from ringfence.blueprint.language.options import node_model
from ringfence.blueprint.language.types import Guid, Node, attribute
from ringfence.catalog.custom_roles import custom_roles
from ringfence.catalog.purpose import Purpose, Subnet
from ringfence.catalog.read import personas, purposes, services
from ringfence.catalog.spec import Service

_WRITTEN = (compute.KEY, inference.KEY, databricks.KEY, lake.KEY)
"""Workload blocks whose models are written out in this package."""


@cache
def workloads() -> Mapping[str, str]:
    """Every purpose by the key of its workload block."""
    return {purpose.key: name for name, purpose in purposes().items()}


def subnet_roles() -> dict[str, Subnet]:
    """Every subnet that a purpose has, by role, in order of the purposes."""
    return {role: subnet for purpose in purposes().values() for role, subnet in purpose.subnets.items()}


def used_subnets(purpose: str, workload: Node) -> Mapping[str, Subnet]:
    """The subnets of a landing zone for this purpose in which something may run, by role; `workload` is its block."""
    found = purposes()[purpose].subnets.items()
    return {role: one for role, one in found if not one.when or getattr(workload, attribute(workload, one.when), None)}


def job_roles(purpose: str, workload: Node) -> tuple[str, ...]:
    """Roles of the subnets of such a landing zone in which jobs run."""
    return tuple(role for role, subnet in used_subnets(purpose, workload).items() if subnet.jobs)


def egress_roles(purpose: str, workload: Node) -> tuple[str, ...]:
    """Roles of the subnets from which traffic of jobs leaves such a landing zone."""
    return tuple(role for role, subnet in used_subnets(purpose, workload).items() if subnet.jobs and subnet.egress)


def service_keys(purpose: str) -> frozenset[str]:
    """Keys under `services` that landing zones of this purpose may have."""
    return frozenset(spec.asked for spec in services().values() if spec.block and purpose in spec.purposes)


def lead(purpose: Purpose) -> Service | None:
    """The lead service of a purpose, whose options are keys of the workload block; None for a purpose without."""
    return services().get(purpose.lead.service) if purpose.lead else None


def _egress_role_names() -> tuple[str, ...]:
    return tuple(role for role, subnet in subnet_roles().items() if subnet.egress)


def _subnet_fields() -> dict[str, tuple[object, object]]:
    return {
        role: (IPv4Network | None, Field(default=None, description=subnet.description))
        for role, subnet in subnet_roles().items()
    }


def _service_fields() -> dict[str, tuple[object, object]]:
    """The blocks that folders of services add under `services`."""
    return {spec.asked: _block(spec.asked, spec.description, spec) for spec in services().values() if spec.block}


def _workload_fields() -> dict[str, tuple[object, object]]:
    """The workload blocks of purposes that are folders alone: the options of their lead service are the keys."""
    return {
        purpose.key: _block(purpose.key, f"Workload: {purpose.words.product} {purpose.words.does}.", lead(purpose))
        for purpose in purposes().values()
        if purpose.key not in _WRITTEN
    }


def _block(key: str, description: str, spec: Service | None) -> tuple[object, object]:
    """An optional mapping with the options of a service; one that is always empty without options."""
    options, required = (spec.options, spec.required) if spec else ({}, ())
    block = node_model(key[:1].upper() + key[1:], description, options, required)
    return Annotated[block | None, Field(description=description)], Field(default=None)


class Asking(Node):
    """A node that asks for services by blocks that their folders define."""

    def asks(self, key: str) -> bool:
        """Whether the block of a service is given."""
        return getattr(self, key, None) is not None

    def block(self, key: str) -> Node | None:
        """The block of a service by its key; None for no such key, and when it is left out."""
        found = getattr(self, key, None) if key else None
        return found if isinstance(found, Node) else None


def _role_fields() -> dict[str, tuple[object, object]]:
    """A key for each role of the institution."""
    return {
        role.role: (
            Guid | None,
            Field(default=None, description=f"Id of a role: {role.does[:1].lower()}{role.does[1:]}"),
        )
        for role in custom_roles().values()
    }


if TYPE_CHECKING:
    PersonaName = str

    class Roles(Node):
        """Roles that the institution has already."""

    EgressRole = str

    class Workloads(Node):
        """Workload blocks."""

    class ZoneServices(Asking):
        """Blocks of services."""

    class ZoneSubnets(Node):
        """Prefixes of subnets by role."""
else:
    PersonaName = Literal[tuple(personas())]
    EgressRole = Literal[_egress_role_names()]
    Roles = create_model(
        "Roles",
        __base__=Node,
        __doc__="Roles that the institution has made itself, by id; for those left out, the hub's package makes one.",
        **_role_fields(),
    )
    Workloads = create_model("Workloads", __base__=Node, **_workload_fields())
    ZoneServices = create_model(
        "ZoneServices",
        __base__=Asking,
        __doc__="Services of a landing zone beside its workload; an empty mapping asks for one with its defaults.",
        **_service_fields(),
    )
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


def role_given(roles: Roles, role: str) -> str:
    """The id of a role that a blueprint names, in lower case; '' when it names none."""
    found: str | None = getattr(roles, role, None)
    return found.lower() if found else ""
