"""What a plan refuses is found at the key or value of the blueprint that is to blame."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pipeline import examine
from tests.banks import bank, flow, write
from tests.blueprint.blueprints import MINIMAL

FRAUD = "machineLearning: {}}"
SPARK = """
  - name: spark
    environment: prod
    addressSpace: 10.40.64.0/20
    subnets: {host: 10.40.64.0/24, container: 10.40.66.0/23}
    databricks: {}
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "hint"),
    [
        (FRAUD, "machineLearning: {}, names: {zebra: x}}", "NAM03", (13, 67), "kinds that can be named: app"),
        (FRAUD, "machineLearning: {}, names: {stroage: x}}", "NAM03", (13, 67), "did you mean 'storage'?"),
        (FRAUD, FRAUD + SPARK, "DSG18", (17, 14), "one prefix length"),
    ],
)
def test_finding_of_the_plan_has_its_place_in_the_blueprint(
    old: str, new: str, code: str, place: tuple[int, int], hint: str, tmp_path: Path
) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text(MINIMAL.replace(old, new), "utf-8")
    (found,) = examine(file).findings
    assert (found.code, found.place.line, found.place.column) == (code, *place)
    assert hint in found.hint


def test_flow_behind_the_last_priority_is_found_and_its_predecessors_are_not(tmp_path: Path) -> None:
    flows = [flow(f"feed-{number:03}", "fraud") for number in reversed(range(312))]
    assert examine(write(tmp_path, bank(egress=flows[2:]))).findings == ()
    (found,) = examine(write(tmp_path, bank(egress=flows))).findings
    assert (found.code, found.path) == ("LIM01", "egress[name=feed-310].name")
    assert found.message == "security groups have priorities for 310 egress flows, and this is number 311"
    assert "join flows" in found.hint
