"""Words of version 1 that version 2 keeps: keys of landing zones that were workload blocks already."""

from __future__ import annotations

INFERENCE = "inference"
DATABRICKS = "databricks"
