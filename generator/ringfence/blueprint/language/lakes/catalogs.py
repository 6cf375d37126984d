"""The part of the input language about catalogs of Unity Catalog.

Readers and writers stand in `access` and `connections` alone: a catalog names its owner, its layers and its workspaces.
"""

from typing import Annotated

from pydantic import Field

from ringfence.blueprint.language.lakes.layers import LAYERS, DataLayer
from ringfence.blueprint.language.types import Name, Node

KEY = "catalogs"
CatalogName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", min_length=2, max_length=40)]
"""Lower-case words joined by single underscores: SQL takes it without quotes."""
Container = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=3, max_length=63)]
"""Source: azure-docs includes/storage-container-naming-rules-include.md."""


class Catalog(Node):
    """A catalog of Unity Catalog: one for an environment and a confidential domain."""

    name: CatalogName = Field(description="Name of the catalog; no other of the institution has it.")
    environment: Name | None = Field(
        default=None, description="One of `environments`; that of the lake when left out. Workspaces are of it too."
    )
    domain: Name = Field(description="Confidential domain whose data it holds.")
    owner: Name = Field(description="Group of `access` that owns the catalog, and so may read all layers in it.")
    layers: list[DataLayer] = Field(
        min_length=1, max_length=3, description="Layers of this lake, each a schema and an external location."
    )
    storage: Container | None = Field(
        default=None,
        description=(
            "Container of its managed tables, in the account of its last layer; `catalog-` and the name with hyphens "
            "when left out."
        ),
    )
    workspaces: list[Name] = Field(
        min_length=1,
        max_length=20,
        description="Landing zones with `databricks` that may use it; the first one's connector keeps managed tables.",
    )


def container_of(catalog: Catalog) -> str:
    """The container of a catalog's managed tables."""
    return catalog.storage or f"catalog-{catalog.name.replace('_', '-')}"


def beside(catalog: Catalog) -> DataLayer:
    """The layer in whose account the managed tables are: the most curated one, which every workspace reaches."""
    return max(catalog.layers, key=LAYERS.index)
