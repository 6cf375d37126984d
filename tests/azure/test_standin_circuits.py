"""More ExpressRoute circuits than a gateway of that size takes are refused, and no plan asks for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.read import kinds
from ringfence.check.expect.package import expected
from ringfence.diagnostics import Rejected
from tests.azure.standin.circuits import CODE, faults
from tests.banks import Tree, bank, planned
from tests.properties.words import GROUP
from tests.variants import PREMISES

CIRCUIT = f"{GROUP}/Microsoft.Network/expressRouteCircuits/erc-"


def lines(sku: str, count: int) -> Tree:
    """A bank with that many circuits on a gateway of a size."""
    circuits = [{"name": f"dc{number}", "id": f"{CIRCUIT}{number}"} for number in range(count)]
    hub = {"gateway": {"expressRoute": {"sku": sku, "circuits": circuits}}, "resolver": {}}
    return bank(hub=hub, premises=PREMISES)


def refused(folder: Path, tree: Tree, *, sku: str = "") -> int:
    """How many resources of the hub are refused; with `sku`, on a gateway of that size in place of the plan's."""
    plan = planned(folder, tree).plan
    rows: list[dict[str, Any]] = [
        {**row.body, "id": row.resource.id, "type": row.resource.type} for row in expected(plan.packages[0], kinds())
    ]
    for row in rows:
        properties = row.get("properties", {})
        if sku and properties.get("gatewayType") == "ExpressRoute":
            row["properties"] = {**properties, "sku": {"name": sku}}
    known = {row["id"].lower(): row for row in rows}
    found = [problem for row in rows for problem in faults(row, known)]
    assert {problem.code for problem in found} <= {CODE}
    return len(found)


@pytest.mark.parametrize(("sku", "most"), [("ErGw1AZ", 4), ("ErGw2AZ", 8), ("ErGw3AZ", 16)])
def test_a_gateway_takes_as_many_circuits_as_its_size_allows(tmp_path: Path, sku: str, most: int) -> None:
    assert refused(tmp_path, lines(sku, most)) == 0
    if most < 16:
        assert refused(tmp_path, lines("ErGw3AZ", most + 2), sku=sku) == 2
        with pytest.raises(Rejected) as found:
            planned(tmp_path, lines(sku, most + 1))
        assert [finding.code for finding in found.value.report.findings] == ["GTW09"]
