"""Private endpoints of one Databricks workspace are written one after another; side by side the second is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.azure.standin.engine import Placed, inner, rows
from tests.azure.standin.parallel import CODE, faults
from tests.marked import ROOT

PACKAGE = ROOT / "out" / "universal-bank" / "packages" / "spark"
ENDPOINT = "Microsoft.Network/privateEndpoints"
Body = dict[str, Any]


def loops(template: Body) -> Iterator[Body]:
    """The loops of a template that make private endpoints."""
    for _, row in rows(template):
        nested = inner(row)
        if nested is not None:
            yield from loops(nested)
        elif row["type"] == ENDPOINT:
            yield row["copy"]


def test_the_package_of_databricks_writes_its_endpoints_one_after_another() -> None:
    template = json.loads((PACKAGE / "main.json").read_text("utf-8"))
    (module,) = (symbol for symbol, row in rows(template) if (body := inner(row)) and list(loops(body)))
    predicted = json.loads((PACKAGE / "snapshot.json").read_text("utf-8"))["predictedResources"]
    placed = tuple(Placed(row, "", module) for row in predicted if row["type"] == ENDPOINT)
    assert faults(template, placed) == {}
    for loop in loops(template):
        del loop["mode"]  # as packages wrote them before
    found = faults(template, placed)
    assert [problem.code for problem in found.values()] == [CODE]
    assert set(found) < {each.key for each in placed if "_" in each.key}
