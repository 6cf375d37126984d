"""A package whose region changes: Azure would refuse it, so it is found against the ledger before."""

from __future__ import annotations

from pathlib import Path

from ringfence.diagnostics import Severity
from ringfence.pipeline import decide, noted
from tests.banks import Tree, bank, planned, write, zone

REGIONS = ["westeurope", "northeurope"]


def warned(folder: Path, tree: Tree) -> list[tuple[str, str]]:
    """Paths and messages of the warnings about regions."""
    found = noted(decide(write(folder, tree))).findings
    assert all(one.severity is Severity.WARNING for one in found if one.code == "NTE26")
    return [(one.path, one.message) for one in found if one.code == "NTE26"]


def test_a_landing_zone_that_moves_is_found_where_the_blueprint_moves_it(tmp_path: Path) -> None:
    planned(tmp_path, bank(zone("fraud"), zone("pricing"), regions=REGIONS))
    ((path, message),) = warned(tmp_path, bank(zone("fraud", region="northeurope"), zone("pricing"), regions=REGIONS))
    assert path == "landingZones[name=fraud].region"
    assert message == "fraud is in westeurope by the ledger, and would be deployed to northeurope"


def test_a_hub_that_moves_takes_along_who_has_no_region_of_its_own(tmp_path: Path) -> None:
    planned(tmp_path, bank(regions=REGIONS))
    assert [path for path, _ in warned(tmp_path, bank(hub={"region": "northeurope"}, regions=REGIONS))] == [
        "hubs[name=weu].region",
        "landingZones[name=fraud].name",
    ]


def test_what_stays_or_is_new_is_not_found(tmp_path: Path) -> None:
    planned(tmp_path, bank(regions=REGIONS))
    assert warned(tmp_path, bank(zone("fraud"), zone("new", region="northeurope"), regions=REGIONS)) == []
