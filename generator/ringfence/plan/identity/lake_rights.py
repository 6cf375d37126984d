"""Role assignments on layers of a lake, as entries of `lake.access` ask for them."""

from __future__ import annotations

from ringfence.blueprint.language.lake import LakeAccess
from ringfence.catalog.grants import GrantSpec

ROLES = {"read": "Storage Blob Data Reader", "write": "Storage Blob Data Contributor"}
SOURCE = "azure-docs storage/blobs/data-lake-storage-access-control-model.md"


def right_of(row: LakeAccess) -> GrantSpec:
    """The right that an entry of `lake.access` gives on each of its layers."""
    return GrantSpec(holder="", role=ROLES[row.access], on="", why=row.reason, source=SOURCE, stage="persona")
