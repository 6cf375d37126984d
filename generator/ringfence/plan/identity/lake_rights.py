"""Role assignments on layers of a lake, as connections of landing zones and rows of groups ask for them."""

from __future__ import annotations

from ringfence.blueprint.language.access import LayerAccess
from ringfence.blueprint.language.connections import Connection
from ringfence.catalog.grants import GrantSpec

ROLES = {"read": "Storage Blob Data Reader", "write": "Storage Blob Data Contributor"}
SOURCE = "azure-docs storage/blobs/data-lake-storage-access-control-model.md"


def right_of(row: LayerAccess | Connection) -> GrantSpec:
    """The right that a connection, or a row of a group, gives on each of its layers."""
    return GrantSpec(holder="", role=ROLES[row.access or "read"], on="", why=row.reason, source=SOURCE, stage="persona")
