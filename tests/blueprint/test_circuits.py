"""As many ExpressRoute circuits as a size takes, and the fix of one too many."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.diagnostics import Rejected
from ringfence.load.document import read
from ringfence.pipeline import decided

CIRCUIT = (
    "/subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/rg/providers"
    "/Microsoft.Network/expressRouteCircuits/erc"
)
BANK = (Path(__file__).parents[1] / "noted" / "one-circuit.yaml").read_text("utf-8")
SMALL, MIDDLE, LARGE = "ErGw1AZ", "ErGw2AZ", "ErGw3AZ"


def codes(sku: str, count: int, subnets: str = "") -> list[str]:
    """The codes of the findings about a gateway of this size with so many circuits."""
    head, _, tail = BANK.partition("    gateway:\n")
    lines = "".join(f"          - {{name: dc{number}, id: {CIRCUIT}{number}}}\n" for number in range(count))
    gateway = f"    gateway:\n      expressRoute:\n        sku: {sku}\n        circuits:\n{lines}"
    rest = tail[tail.index("landingZones:") :]
    try:
        decided(read("bank.yaml", f"{head}{subnets}{gateway}{rest}"), Path("nowhere.ledger.yaml"))
    except Rejected as rejected:
        return [each.code for each in rejected.report.findings]
    return []


@pytest.mark.parametrize(("sku", "count"), [(SMALL, 4), (MIDDLE, 8), (LARGE, 16)])
def test_a_size_takes_as_many_as_microsoft_says(sku: str, count: int) -> None:
    assert codes(sku, count) == []


@pytest.mark.parametrize(("sku", "count", "larger"), [(SMALL, 5, MIDDLE), (SMALL, 9, LARGE), (MIDDLE, 9, LARGE)])
def test_one_too_many_is_refused_and_the_larger_size_of_the_hint_takes_them(sku: str, count: int, larger: str) -> None:
    assert codes(sku, count) == ["GTW09"]
    assert codes(larger, count) == []


@pytest.mark.parametrize(("count", "length", "found"), [(15, 27, []), (16, 27, ["ADR02"]), (16, 26, [])])
def test_sixteen_circuits_want_a_26(count: int, length: int, found: list[str]) -> None:
    subnets = f"    addressSpace: 10.40.0.0/22\n    subnets: {{gateway: 10.40.0.128/{length}}}\n"
    assert codes(LARGE, count, subnets) == found
