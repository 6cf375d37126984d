"""The part of the input language about connections: every path from one landing zone to another."""

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from ringfence.blueprint.language.lakes.layers import Layer
from ringfence.blueprint.language.types import Line, Name, Node

Databricks = Literal["databricks"]
Use = Literal["modelRegistry", "lake", "mlflow", "batchEndpoint", Databricks, "databricksJobs", "sql"]
MODEL_REGISTRY: Final = "modelRegistry"
LAKE: Final = "lake"
MLFLOW: Final = "mlflow"
BATCH: Final = "batchEndpoint"
DATABRICKS: Final = "databricks"
SQL: Final = "sql"
DATABRICKS_JOBS: Final = "databricksJobs"


class Connection(Node):
    """An allowed path from one landing zone to another, with someone who answers for it."""

    name: Name = Field(description="Name of the connection.")
    start: Name = Field(alias="from", description="The landing zone whose jobs or workspace use it.")
    end: Name = Field(alias="to", description="The landing zone that has what is used.")
    use: Use = Field(
        description=(
            "What is used: models of a registry (from inference), layers of a data lake, MLflow of an Azure ML "
            "workspace (from Databricks), a batch endpoint or jobs of Databricks (both from Data Factory), jobs of "
            "Databricks that agents of pipelines start (from machine learning), tables of a SQL endpoint (Power BI)."
        )
    )
    layers: Annotated[list[Layer], Field(min_length=1, max_length=4)] | None = Field(
        default=None, description="Layers of the lake; for use `lake` only."
    )
    access: Literal["read", "write"] | None = Field(
        default=None, description="What may be done in these layers; write includes read. Read when left out."
    )
    endpoint: Name | None = Field(default=None, description="Name of the batch endpoint; for use `batchEndpoint` only.")
    host: Annotated[str, Field(min_length=3, max_length=253)] | None = Field(
        default=None,
        description=(
            "The name that Azure made for a workspace of Databricks (uses `databricksJobs`, `sql`) or of Azure ML "
            "(`mlflow`), once it is deployed. The firewall then admits this host, and no other of its domain."
        ),
    )
    owner: Line = Field(description="Who answers for the connection: a team or a mailbox.")
    reason: Line = Field(
        description="Why the business needs it; printed on its rules, and on role assignments on a lake."
    )
    review_by: date = Field(alias="reviewBy", description="Date by which it must be justified again.")
