"""The part of the input language about people: groups, their personas, and the layers that they read."""

from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.features import PersonaName
from ringfence.blueprint.language.lakes.layers import Layer
from ringfence.blueprint.language.types import Guid, Line, Name, Node


class LayerAccess(Node):
    """Layers of a data lake that members of a group may read or write."""

    lake: Name = Field(description="A landing zone with `dataLake`.")
    layers: list[Layer] = Field(min_length=1, max_length=4, description="Layers of the lake.")
    access: Literal["read", "write"] = Field(default="read", description="What may be done there; write includes read.")
    reason: Line = Field(description="Why the business needs it; printed on the role assignment.")


class Access(Node):
    """An Entra group, the personas its members act as, and the layers that they may read."""

    group: Name = Field(description="Name of the group, as reviewers know it.")
    object_id: Guid = Field(alias="objectId", description="Entra object id of the group.")
    personas: list[PersonaName] = Field(
        default=[], description="What the members do; none for a group that only calls endpoints or reads a lake."
    )
    landing_zones: list[Name] = Field(
        default=[], alias="landingZones", description="Landing zones its personas apply to; all when left out."
    )
    layers: Annotated[list[LayerAccess], Field(max_length=100)] = Field(
        default=[], description="Layers of data lakes that the members may read or write."
    )
    reason: Line | None = Field(
        default=None,
        description="Why the business needs it; printed in the review, beside role assignments of its personas.",
    )
