"""Sizes of SQL warehouses of Databricks that run in the institution's network, from `facts/sql-warehouses.json`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ringfence.catalog.files import table
from ringfence.catalog.part import Spec


class Size(Spec):
    """What a cluster of a warehouse consists of: its driver, its workers, the cores of all of them."""

    driver: str
    workers: int
    cores: int

    @property
    def nodes(self) -> int:
        """Machines of a cluster, the driver included."""
        return self.workers + 1


class Sizes(Spec):
    """Sizes by name; `worker` is the machine of every worker, `spare` the cores to be free for each core."""

    source: str
    worker: str
    spare: int
    sizes: Mapping[str, Size]


@cache
def warehouse_sizes() -> Sizes:
    """The table."""
    return Sizes.model_validate(table("sql-warehouses"))
