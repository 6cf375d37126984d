"""The part of the input language about compute of Databricks: policies of clusters, and SQL warehouses."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.types import Name, Node, VmSize
from ringfence.catalog.known.sql_warehouses import warehouse_sizes

Kind = Literal["jobs", "all-purpose", "pipelines"]
if TYPE_CHECKING:
    WarehouseSize = str
else:
    WarehouseSize = Literal[tuple(warehouse_sizes().sizes)]
_Workers = Annotated[int, Field(ge=1, le=999)]


class ComputePolicy(Node):
    """What clusters of one kind may be: their machines, between how many workers they scale, when they end."""

    name: Name = Field(description="Name of the policy; in the workspace it begins with that of the landing zone.")
    kind: Kind = Field(
        description=(
            "`jobs`: clusters that end with their job; `all-purpose`: those that people share; `pipelines`: those of"
            " Lakeflow pipelines, with enhanced autoscaling."
        )
    )
    sizes: list[VmSize] | None = Field(
        default=None, min_length=1, max_length=20, description="Machines out of `sizes`; all of these when left out."
    )
    min: _Workers = Field(default=1, description="Fewest workers of a cluster.")
    max: _Workers = Field(description="Most workers of a cluster; its driver is one node more.")
    idle_minutes: Annotated[int, Field(ge=10, le=1440)] | None = Field(
        default=None,
        alias="idleMinutes",
        description="Minutes without work before a cluster is ended; for `all-purpose` only, that of the block else.",
    )


class Warehouse(Node):
    """A SQL warehouse whose clusters run in the institution's network (type pro)."""

    name: Name = Field(description="Name of the warehouse; in the workspace it begins with that of the landing zone.")
    size: WarehouseSize = Field(default="2X-Small", description="Size of a cluster, in Databricks' words.")
    min: Annotated[int, Field(ge=1, le=30)] = Field(default=1, description="Fewest clusters while it runs.")
    max: Annotated[int, Field(ge=1, le=30)] = Field(
        default=1, description="Most clusters; one for ten queries at a time."
    )
    stop_minutes: Annotated[int, Field(ge=10, le=1440)] = Field(
        default=15, alias="stopMinutes", description="Minutes without a query before it is stopped."
    )
