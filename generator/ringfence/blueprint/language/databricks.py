"""The part of the input language about Databricks workspaces."""

from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.data.compute import ComputePolicy, Warehouse
from ringfence.blueprint.language.types import Node, VmSize

KEY = PURPOSE = "databricks"
"""The workload block of a landing zone with a Databricks workspace, and its purpose."""


class Databricks(Node):
    """Workload: a Databricks workspace in the institution's own network, and what its clusters may be."""

    nodes: Annotated[int, Field(ge=2, le=1000)] = Field(
        default=16,
        description="Most nodes that run at one time, drivers included; each takes an address in two subnets.",
    )
    private_link: Literal["full", "front-end"] = Field(
        default="full",
        alias="privateLink",
        description=(
            "`full`: users and clusters reach the workspace privately and public access is off; `front-end`: users "
            "only, and clusters reach the control plane through the firewall."
        ),
    )
    web_authentication: bool = Field(
        default=True,
        alias="webAuthentication",
        description="Whether its workspace answers the sign-in of every workspace in its region; exactly one does.",
    )
    sizes: list[VmSize] = Field(
        default=["Standard_D4ds_v5"],
        min_length=1,
        max_length=20,
        description="Virtual machine sizes that clusters may have; the first is the default.",
    )
    idle_minutes: Annotated[int, Field(ge=10, le=1440)] = Field(
        default=30, alias="idleMinutes", description="Minutes without work before a cluster is ended."
    )
    policies: Annotated[list[ComputePolicy], Field(max_length=20)] = Field(
        default=[], description="What clusters of one kind may be, beside the policy that `sizes` and `nodes` give."
    )
    warehouses: Annotated[list[Warehouse], Field(max_length=20)] = Field(
        default=[], description="SQL warehouses in the institution's network."
    )
