"""What the plan lists beside resources: address space, flows, exemptions, connections, risks, what others make."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Literal

from ringfence.catalog.part import Severity
from ringfence.plan.model.values import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """An address range that is not a subnet of ours: a pool to cut from, or a network on premises."""

    prefix: IPv4Network
    use: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A way out that the blueprint asks for, with who answers for it; `review_by` is an ISO 8601 date."""

    name: str
    landing_zones: tuple[str, ...]
    to: tuple[str, ...]
    owner: str
    reason: str
    review_by: str
    data_class: str
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """What a filter of the firewall leaves out, with who answers for it; `review_by` is an ISO 8601 date."""

    name: str
    leaves_out: tuple[str, ...]
    effect: str
    owner: str
    review_by: str
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A connection of the blueprint between two landing zones, with who answers for it; `review_by` is ISO 8601.

    `layers` and `access` are those of a connection to a data lake, else empty.
    """

    name: str
    start: str
    end: str
    use: str
    layers: tuple[str, ...]
    access: str
    owner: str
    reason: str
    review_by: str
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmittedInstance:
    """A resource outside the plan that the firewalls of lakes let in; `landing_zone` has the connections to them.

    `id` is the one that a resource instance rule has, `review_by` is ISO 8601.
    """

    landing_zone: str
    name: str
    id: str
    type: str
    owner: str
    review_by: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value of a remote object, by its dotted path in the body of a call."""

    path: str
    value: str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteObject:
    """What an API outside Azure Resource Manager makes for a package, and a script asks it for.

    `collection` is the address that lists and makes such objects, `audience` whom the token is for. One is known by the
    value of `key`, which is `name`. `fixed` can never change afterwards, `changeable` can.
    """

    title: str
    name: str
    key: str
    collection: str
    audience: str
    fixed: tuple[Setting, ...]
    changeable: tuple[Setting, ...]
    needs: tuple[str, ...]
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who may act as an identity of a package, as the blueprint has it: by jobs, code, images or deployments.

    `principal` is the id of an identity or the object id of a group, `identity` the id of what is acted as.
    """

    package: str
    holder: str
    principal: str
    identity: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRole:
    """A role that the institution has made itself: its id, and the operations that it should have."""

    role: str
    id: str
    actions: tuple[str, ...]
    data_actions: tuple[str, ...]
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """An accepted risk where it stands: what stays open by design, how to close it, and why.

    `id`, `severity`, `title` and `way` (in or out) are those of the register, equal at every place; `name` has the
    values of this place.
    """

    id: str
    severity: Severity
    title: str
    package: str
    name: str
    remedy: str
    because: Reason
    way: Literal["", "in", "out"] = ""
