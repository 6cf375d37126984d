"""Addresses of a landing zone that left the blueprint are taken for as long as the ledger has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.diagnostics import Rejected
from ringfence.pipeline import decide
from tests.banks import bank, planned, write, zone

PREFIX = "10.40.8.0/24"


def test_a_landing_zone_with_the_prefix_of_one_that_left_is_refused_in_the_first_run(tmp_path: Path) -> None:
    planned(tmp_path, bank(zone("alpha", addressSpace=PREFIX)))
    with pytest.raises(Rejected) as rejected:
        decide(write(tmp_path, bank(zone("apex", addressSpace=PREFIX))))
    (finding,) = rejected.value.report.findings
    assert (finding.code, finding.path) == ("LED04", "landingZones[name=apex].addressSpace")
    assert f"the ledger holds {PREFIX} for alpha" in finding.message
    assert finding.place.line >= 1


def test_another_prefix_is_no_matter_of_the_one_that_left(tmp_path: Path) -> None:
    planned(tmp_path, bank(zone("alpha", addressSpace=PREFIX)))
    assert decide(write(tmp_path, bank(zone("apex", addressSpace="10.40.9.0/24")))).plan
