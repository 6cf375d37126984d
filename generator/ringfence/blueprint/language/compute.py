"""The part of the input language about compute of a workspace: clusters and instances."""

from typing import Annotated

from pydantic import Field

from ringfence.blueprint.language.types import Guid, Node, VmSize

TRAINING = "machine-learning"
"""The purpose of landing zones whose workspace trains."""


class Cluster(Node):
    """A compute cluster that scales to zero."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,22}[a-z0-9]$")] = Field(
        description="Cluster name, 3 to 24 characters."
    )
    size: VmSize = Field(default="Standard_D4s_v5", description="Virtual machine size of a node.")
    max_nodes: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=4, alias="maxNodes", description="Most nodes the cluster scales to; each takes one address."
    )
    idle_minutes: Annotated[int, Field(ge=2, le=1440)] = Field(
        default=15, alias="idleMinutes", description="Minutes without work before a node is given back."
    )


class Instance(Node):
    """A compute instance that belongs to one named person."""

    user: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,13}[a-z0-9]$")] = Field(
        description="Short name of the person, 2 to 15 characters; part of the instance's name."
    )
    object_id: Guid = Field(alias="objectId", description="Entra object id of the person; only they can sign in.")
    size: VmSize = Field(default="Standard_D4s_v5", description="Virtual machine size.")
    idle_minutes: Annotated[int, Field(ge=15, le=4320)] = Field(
        default=60, alias="idleMinutes", description="Minutes without activity before the instance is stopped."
    )
