"""What the plan lists beside its packages: address space, egress flows, exemptions, connections; with their owners."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network

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
