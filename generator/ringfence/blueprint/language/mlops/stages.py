"""Environments of pipelines: which landing zones they act in, who approves, and the machines that run them."""

from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.types import Guid, Name, Node, VmSize
from ringfence.blueprint.language.ways_in import IN_GROUP

Purpose = Literal["preview", "deploy", "train", "register", "promote", "release"]
"""What an identity of the pipelines is for."""
Team = Annotated[str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9 ._-]{0,62}[A-Za-z0-9_-])?$")]
ConnectionName = Annotated[str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$")]
ImageId = Annotated[
    str,
    Field(
        pattern=rf"{IN_GROUP}/providers/Microsoft\.Compute/galleries/[A-Za-z0-9._-]{{1,80}}"
        r"/images/[A-Za-z0-9._-]{1,80}/versions/[0-9]+\.[0-9]+\.[0-9]+$",
        max_length=500,
    ),
]
MirrorHost = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253)]


class ServiceConnection(Node):
    """A service connection of Azure DevOps, as its draft shows it before an identity trusts it."""

    name: ConnectionName = Field(description="Name of the service connection.")
    landing_zone: Name = Field(alias="landingZone", description="Landing zone whose identity it signs in as.")
    purpose: Purpose = Field(description="What the identity is for.")
    issuer: Annotated[str, Field(pattern=r"^https://[a-z0-9./-]+$", max_length=300)] = Field(
        description="Issuer that the draft shows."
    )
    subject: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9:/._ -]*$|^/eid1/[A-Za-z0-9/_-]+$", max_length=600)
    ] = Field(description="Subject that the draft shows.")


class Stage(Node):
    """An environment of the pipelines: its landing zones, its approvers, its agents."""

    name: Name = Field(description="Name of the environment; those of the platform begin with it.")
    landing_zones: list[Name] = Field(
        alias="landingZones", min_length=1, max_length=100, description="Landing zones that pipelines act in."
    )
    production: bool = Field(
        default=True, description="Whether it answers customers; false for an environment that may change unapproved."
    )
    approvers: list[Team] = Field(
        default=[], max_length=6, description="Teams on the platform of which one member approves each deployment."
    )
    agents: Name | None = Field(
        default=None,
        description="Landing zone with the agents; the only one with `machineLearning` when left out.",
    )
    service_connections: list[ServiceConnection] = Field(
        default=[],
        alias="serviceConnections",
        max_length=600,
        description="Service connections of Azure DevOps that identities trust; those left out are made later.",
    )


class Agents(Node):
    """Machines that run the pipelines, inside landing zones; their number is `machineLearning.agents.count`."""

    size: VmSize = Field(default="Standard_D2ads_v5", description="Virtual machine size of an agent.")
    image: ImageId = Field(description="Version of an image with ringfence, Bicep and az, in a gallery of the bank.")
    packages: MirrorHost = Field(description="Host of the bank's package feed; jobs install from nowhere else.")
    dev_ops_infrastructure: Guid | None = Field(
        default=None,
        alias="devOpsInfrastructure",
        description="Object id in this tenant of Microsoft's DevOpsInfrastructure; Azure DevOps alone.",
    )
    ssh_key: (
        Annotated[str, Field(pattern=r"^ssh-ed25519 [A-Za-z0-9+/=]{60,100}$|^ssh-rsa [A-Za-z0-9+/=]{300,1000}$")] | None
    ) = Field(
        default=None,
        alias="sshKey",
        description="Public key of the machines, whose SSH port no rule opens; GitHub alone.",
    )
