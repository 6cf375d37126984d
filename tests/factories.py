"""A bank whose pipelines go all the way: from bronze over a batch endpoint to scores in gold."""

from __future__ import annotations

from typing import Any

from tests.banks import ML, Tree, bank, connection, zone

SERVER: Tree = {
    "name": "ledger",
    "id": f"/subscriptions/{ML}/resourceGroups/rg-ledger/providers/Microsoft.Sql/servers/sql-ledger",
    "owner": "ledger@bank.example",
    "reason": "Bookings of the day are copied into bronze.",
    "reviewBy": "2027-05-31",
}
CALL: Tree = connection(
    "integration", "batchEndpoint", "scoring", endpoint="nightly", reason="Payments are scored each night."
)
JOBS = connection("integration", "databricks", "spark", reason="Jobs clean data.")
LAYERS: list[Tree] = [
    connection("integration", "lake", "lake", "bronze", reason="Pipelines read what came in."),
    connection("integration", "lake", "lake", "silver", "gold", access="write", reason="Pipelines refine."),
    connection("scoring", "lake", "lake", "gold", reason="Runs score what is refined."),
]


def factory(name: str = "integration", **more: Any) -> Tree:
    """A landing zone with a factory; `more` goes into its block."""
    return zone(name, "dataFactory", **more)


SCORING = zone("scoring", "inference", batch=[{"name": "nightly"}, {"name": "weekly"}])
BANK = bank(zone("lake", "dataLake"), SCORING, factory(sqlServers=[SERVER]), connections=[*LAYERS, CALL])
SPARKED = bank(
    zone("lake", "dataLake"),
    zone("spark", "databricks", nodes=8),
    SCORING,
    factory(sqlServers=[SERVER], selfHosted={"nodes": 2}),
    connections=[*LAYERS, CALL, JOBS],
)
