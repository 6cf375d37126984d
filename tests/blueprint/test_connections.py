"""Connections: both ends fit the use, keys of a lake stand with a lake only, and each has one registry of models."""

from __future__ import annotations

import pytest

from tests.banks import Tree, bank, connection, zone
from tests.blueprint.blueprints import found
from tests.variants import MLFLOW, SCORING, SPARK, SUPPLIED

REGISTERING = zone("fraud", services={"modelRegistry": {}})
LAKE = zone("lake", "dataLake")
ZONES = (REGISTERING, zone("pricing"), LAKE, SPARK, {**SCORING, "inference": {}})
READS = connection("fraud", "lake", "lake", "gold")


@pytest.mark.parametrize(
    "row",
    [
        SUPPLIED,
        MLFLOW,
        *(connection(start, "lake", "lake", "gold", access="write") for start in ("fraud", "spark", "scoring")),
    ],
    ids=lambda row: str(row["name"]),
)
def test_what_has_jobs_or_a_workspace_may_use_what_the_other_has(row: Tree) -> None:
    assert found(bank(*ZONES, connections=[row])) == ()


@pytest.mark.parametrize(
    ("row", "at", "hint"),
    [
        (connection("lake", "lake", "lake", "gold"), "from", "'databricks' or 'inference' or 'machineLearning'"),
        (connection("fraud", "mlflow", "pricing"), "from", "name a landing zone with 'databricks'"),
        (connection("spark", "modelRegistry", "fraud"), "from", "name a landing zone with 'inference'"),
        (connection("fraud", "lake", "pricing", "gold"), "to", "name a landing zone with 'dataLake'"),
        (connection("spark", "mlflow", "scoring"), "to", "name a landing zone with 'machineLearning'"),
        (connection("scoring", "modelRegistry", "pricing"), "to", "add 'services: {modelRegistry: {}}' to it"),
    ],
)
def test_an_end_that_does_not_fit_is_found_with_what_would(row: Tree, at: str, hint: str) -> None:
    (one,) = found(bank(*ZONES, connections=[row]))
    assert (one.code, one.path) == ("CON01", f"connections[name={row['name']}].{at}")
    assert hint in one.hint
    assert one.source


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ({key: value for key, value in READS.items() if key != "layers"}, "use"),
        (MLFLOW | {"layers": ["gold"]}, "layers"),
        (SUPPLIED | {"access": "read"}, "access"),
        (READS | {"host": "adb-1.2.azuredatabricks.net"}, "host"),
    ],
    ids=["a lake without layers", "layers of a workspace", "access to a registry", "the host of a lake"],
)
def test_keys_belong_to_their_uses_alone(row: Tree, path: str) -> None:
    assert [(one.code, one.path) for one in found(bank(*ZONES, connections=[row]))] == [
        ("CON02", f"connections[name={row['name']}].{path}")
    ]


def test_a_second_registry_is_refused_and_a_second_lake_is_not() -> None:
    others = zone("credit", services={"modelRegistry": {}}), zone("archive", "dataLake")
    second = connection("scoring", "modelRegistry", "credit")
    assert [(one.code, one.path) for one in found(bank(*ZONES, *others, connections=[SUPPLIED, second]))] == [
        ("CON03", "connections[name=scoring-credit].from")
    ]
    lakes = [READS, connection("fraud", "lake", "archive", "gold")]
    assert found(bank(*ZONES, *others, connections=lakes)) == ()


def test_ends_that_are_not_there_are_told_once() -> None:
    rows = [connection("nothing", "mlflow", "fraud"), connection("spark", "mlflow", "nowhere")]
    assert [one.code for one in found(bank(*ZONES, connections=rows))] == ["BLU05", "BLU05"]
