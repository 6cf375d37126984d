"""Connectors and workspaces share the rules of a lake's accounts."""

from __future__ import annotations

from pathlib import Path

from ringfence.pipeline import examine
from tests.banks import Tree, bank, connection, write, zone
from tests.properties.words import guid
from tests.variants import CAPACITY, READER, SPARK, TRUSTED


def estate(count: int) -> Tree:
    """A lake that Databricks writes, and that as many Fabric workspaces read."""
    rows = [{**TRUSTED, "name": f"w{number}", "id": guid(number)} for number in range(count)]
    reporting = zone("reporting", "powerBi", capacityId=CAPACITY, reader=READER, workspaces=rows)
    ways = [connection("reporting", "lake", "lake", "gold"), connection("spark", "lake", "lake", "silver")]
    return bank(zone("lake", "dataLake"), SPARK, reporting, connections=ways)


def codes(folder: Path, count: int) -> list[str]:
    return [found.code for found in examine(write(folder, estate(count))).findings]


def test_connectors_and_workspaces_of_a_lake_are_counted_together(tmp_path: Path) -> None:
    assert codes(tmp_path, 199) == []
    assert codes(tmp_path, 200) == ["PBI03"]
