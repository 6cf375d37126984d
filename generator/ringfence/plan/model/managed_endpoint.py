"""A private endpoint in a network that Azure manages for a service, where people make or approve it by a script."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.values import Given, Reason, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedEndpoint:
    """An endpoint of the service `of` (an id) to the part of a resource.

    `create` are the words of the command that makes it, empty where the package does; `connection` is the last part of
    the endpoint's id as the target knows it, by which owners of the target find its request. `owner` and `review_by`
    (a date) are those of a target that the blueprint names by id, because no package makes it; '' otherwise.
    """

    name: str
    of: str
    target: Ref | Given[str]
    part: str
    create: tuple[str, ...] = ()
    connection: str
    owner: str = ""
    review_by: str = ""
    because: tuple[Reason, ...]
