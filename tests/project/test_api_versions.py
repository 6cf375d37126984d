"""API versions: the table is what Bicep knows, and a pin that is newer than the policy asks for needs its property."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from ringfence.catalog.api_versions import ApiVersions, age, api_versions, by_age, dated
from ringfence.catalog.read import kinds, services
from ringfence.catalog.spec import Kind
from ringfence.check.bicep import Bicep
from tests.api_versions import FILE, text, types_in_use, versions
from tests.check.test_sabotage import package_of

OUT = Path(__file__).parents[2] / "out"
CHILDREN = {child.kind for service in services().values() for child in service.children}
"""Kinds that have the version of their service."""
NEWER = [kind for kind in kinds().values() if kind.api.AzureCloud.because and kind.kind not in CHILDREN]


def table(as_of: str, *rows: str) -> ApiVersions:
    return ApiVersions.model_validate({"source": "", "asOf": as_of, "months": 6, "types": {"T": rows}})


def test_the_table_has_every_type_in_use_and_no_other() -> None:
    assert sorted(api_versions().types) == types_in_use(), "run `python -m tests.api_versions`"


def test_the_table_is_what_bicep_knows(bicep: Bicep) -> None:
    known = api_versions()
    assert bicep.version() in known.source
    assert versions(bicep, types_in_use(), known.asOf) == known.types, "run `python -m tests.api_versions`"
    assert FILE.read_text("utf-8") == text(known)


def test_what_bicep_knows_does_not_depend_on_the_date(bicep: Bicep) -> None:
    early, late = dated("2020-01-01"), dated("2090-01-01")
    assert versions(bicep, types_in_use(), early) == versions(bicep, types_in_use(), late)


@pytest.mark.parametrize(
    ("as_of", "rows", "chosen"),
    [
        ("2026-11-28", ("2026-09-01", "2026-05-28", "2025-01-01"), "2026-05-28"),
        ("2026-11-27", ("2026-09-01", "2026-05-28", "2025-01-01"), "2025-01-01"),
        ("2026-11-28", ("2026-05-01-preview", "2026-03-01"), "2026-03-01"),
        ("2026-11-28", ("2026-11-01", "2026-09-01"), "2026-09-01"),
        ("2026-11-28", ("2021-05-01-preview",), "2021-05-01-preview"),
    ],
    ids=["six months to the day", "a day less", "no preview", "none is old enough", "previews only"],
)
def test_the_newest_stable_version_of_six_months_is_chosen(as_of: str, rows: tuple[str, ...], chosen: str) -> None:
    assert by_age(rows, table(as_of, *rows)) == chosen


def test_months_are_whole() -> None:
    assert [age("2026-03-15", dated(day)) for day in ("2026-03-15", "2026-04-14", "2027-03-15")] == [0, 0, 12]


@pytest.mark.parametrize("kind", NEWER, ids=lambda kind: kind.kind)
def test_no_older_version_has_the_property_that_a_newer_one_is_kept_for(
    kind: Kind, bicep: Bicep, tmp_path: Path
) -> None:
    """Each package that declares the kind is compiled with the stable versions from the policy's on: BCP037 each."""
    known, pin = api_versions(), kind.api.AzureCloud
    rows = known.types[kind.type]
    least, most = dated(by_age(rows, known)), dated(pin.version)
    older = [row for row in rows if least <= dated(row) < most and not row.endswith("-preview")]
    assert older
    written = f"{kind.type}@{pin.version}"
    file = next(file for file in sorted(OUT.rglob("*.bicep")) if written in file.read_text("utf-8"))
    example = OUT / file.relative_to(OUT).parts[0]
    package = Path("packages") / package_of(example, file)
    for version in older:
        copied = tmp_path / version
        copytree(example / "modules", copied / "modules")
        folder = Path(copytree(example / package, copied / package))
        for file in copied.rglob("*.bicep"):
            declared = file.read_text("utf-8")
            file.write_text(re.sub(rf"'{re.escape(kind.type)}@[^']+'", f"'{kind.type}@{version}'", declared), "utf-8")
        lacking = {
            message.text for message in bicep.compile(folder / "main.bicep").messages if message.code == "BCP037"
        }
        name = pin.because.rpartition(".")[2]
        assert any(f'"{name}"' in said for said in lacking), (version, lacking)
