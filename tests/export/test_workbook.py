"""The workbook, read back as Excel would read it: every row is there as text, and nothing is computed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.export.subject import Subject
from ringfence.export.workbook.acceptance import ASKED, RISKS, RULES
from ringfence.export.workbook.book import workbook, xlsx_files
from ringfence.export.workbook.layout import HIGHEST, layout
from ringfence.export.workbook.limits import CELL, NAME, fitting, sheet_names, units
from ringfence.pack.review.tables import Table

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def parsed(parts: ZipFile, path: str) -> Xml.Element:
    """A part of a workbook."""
    return Xml.fromstring(parts.read(path))  # noqa: S314 - our own


def opened(content: bytes) -> dict[str, Xml.Element]:
    """The sheets of a workbook by name, in order."""
    with ZipFile(BytesIO(content)) as parts:
        links = parsed(parts, "xl/_rels/workbook.xml.rels")
        targets = {link.attrib["Id"]: link.attrib["Target"] for link in links}
        listed = parsed(parts, "xl/workbook.xml").iter(f"{MAIN}sheet")
        return {s.attrib["name"]: parsed(parts, f"xl/{targets[s.attrib[RELATION]]}") for s in listed}


def read(content: bytes) -> dict[str, list[tuple[str, ...]]]:
    """The rows of each sheet; an empty cell is an empty text."""
    with ZipFile(BytesIO(content)) as parts:
        shared = parsed(parts, "xl/sharedStrings.xml")
    texts = ["".join(part.text or "" for part in item.iter(f"{MAIN}t")) for item in shared]
    return {
        name: [tuple(_cell(cell, texts) for cell in row) for row in sheet.iter(f"{MAIN}row")]
        for name, sheet in opened(content).items()
    }


def _cell(cell: Xml.Element, texts: list[str]) -> str:
    value = cell.find(f"{MAIN}v")
    assert value is None or cell.attrib["t"] == "s"
    return "" if value is None else texts[int(value.text or "")]


def holding(of: Subject, *rows: tuple[str, ...]) -> Mapping[str, list[tuple[str, ...]]]:
    """What is read of a workbook with one table of these rows."""
    return read(workbook(of, [Table("Odd", "", tuple("ABC"[: len(rows[0])]), rows)]))


@pytest.fixture(scope="module")
def book(universal: Subject) -> bytes:
    (content,) = xlsx_files(universal).values()
    return content


def test_every_table_is_a_sheet_with_all_its_rows(book: bytes, universal: Subject) -> None:
    sheets = read(book)
    front, *others = sheets
    assert front == "Review"
    assert len(others) == len(universal.with_matrix)
    for name, table in zip(others, universal.with_matrix, strict=True):
        head, *rows = sheets[name]
        wide = len(table.columns)
        assert head[:wide] == table.columns
        assert [row[:wide] for row in rows] == list(table.rows)


def test_the_front_sheet_leads_to_every_sheet_and_counts_its_rows(book: bytes, universal: Subject) -> None:
    rows = read(book)["Review"]
    assert ("Approval digest", universal.approval) in rows
    listed = {row[0]: row[2] for row in rows if len(row) == 3}
    assert {table.title: str(len(table.rows)) for table in universal.with_matrix}.items() <= listed.items()
    names = list(opened(book))[1:]
    links = [link.attrib["location"] for link in opened(book)["Review"].iter(f"{MAIN}hyperlink")]
    assert links == [f"'{name}'!A1" for name in names]


def test_no_cell_is_a_formula_and_heads_stay_filter_and_repeat(book: bytes) -> None:
    for name, sheet in opened(book).items():
        assert sheet.find(f".//{MAIN}f") is None
        page = sheet.find(f"{MAIN}pageSetup")
        assert page is not None
        assert page.attrib["orientation"] == "landscape"
        if name != "Review":
            pane, filters = sheet.find(f".//{MAIN}pane"), sheet.find(f"{MAIN}autoFilter")
            assert pane is not None
            assert filters is not None
            assert pane.attrib["ySplit"] == "1"
    with ZipFile(BytesIO(book)) as parts:
        defined = parsed(parts, "xl/workbook.xml").iter(f"{MAIN}definedName")
        repeated = [one.text for one in defined if one.attrib["name"] == "_xlnm.Print_Titles"]
    assert len(repeated) == len(opened(book))


def test_no_row_hides_lines_of_its_cells(book: bytes, universal: Subject) -> None:
    for table in universal.with_matrix:
        placed = layout(table)
        assert sum(placed.widths) <= 400
        assert max(placed.heights) < HIGHEST, table.title


def test_a_matrix_of_many_landing_zones_can_be_read() -> None:
    columns = ("From / to", *(f"zone-{number}" for number in range(66)))
    row = ("zone-0", *("firewall rule TCP:443,445; private endpoint of the managed network to account (blob)",) * 66)
    placed = layout(Table("Matrix", "", columns, (row,) * 66))
    assert min(placed.widths[1:]) >= 16
    assert max(placed.heights) < HIGHEST
    assert sum(placed.widths) <= 250 * placed.pages


def test_a_wide_table_prints_on_pages_that_each_name_their_rows(quickstart: Subject) -> None:
    columns = tuple(f"zone-{number}" for number in range(66))
    content = workbook(
        quickstart, [Table("Wide", "", columns, (("denied",) * 66,)), Table("Odd", "", ("A",), (("b",),))]
    )
    pages = [sheet.find(f"{MAIN}pageSetup") for sheet in opened(content).values()]
    assert [page.get("fitToWidth", "1") for page in pages if page is not None] == ["1", "3", "1"]
    with ZipFile(BytesIO(content)) as parts:
        titles = [one.text for one in parsed(parts, "xl/workbook.xml").iter(f"{MAIN}definedName")]
    assert "Wide!$A:$A,Wide!$1:$1" in titles
    assert "Odd!$1:$1" in titles


def test_marks_of_markdown_are_left_out_of_what_a_sheet_shows(quickstart: Subject) -> None:
    content = workbook(quickstart, [Table("Odd", "`check` and *Odd (rows)* say * and * too.", ("A",), (("b",),))])
    assert ("Odd", "check and Odd (rows) say * and * too.", "1") in read(content)["Review"]


def test_people_write_down_what_they_accept(book: bytes, universal: Subject) -> None:
    sheets = read(book)
    asked = {name for name, rows in sheets.items() if len(rows) > 1 and rows[0][-3:] == ASKED}
    assert {RISKS, RULES, "Connections", "Egress flows"} <= asked
    assert all(row[-3:] == ("", "", "") for row in sheets[RULES][1:])
    decided = {row[-3:] for row in sheets[RISKS][1:] if row[0] == "ddos-plan"}
    one = next(one for one in universal.release.accepted if one.risk == "ddos-plan")
    assert decided == {(one.by, one.accepted, one.until)}


HOSTILE = {
    "=cmd|' /C calc'!A0": "=cmd|' /C calc'!A0",
    "+1": "+1",
    "@SUM(A1)": "@SUM(A1)",
    "http://bank.example": "http://bank.example",
    "00123": "00123",
    "<r><t>x</t></r>": "<r><t>x</t></r> ",
    "a\x00b\x1bc\nd": r"a\x00b\x1bc\nd",
    "\ufffe\udc00": r"\ufffe\udc00",
    "]]>&<f>1</f>": "]]>&<f>1</f>",
}


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_hostile_cell_is_read_as_text(cell: str, quickstart: Subject) -> None:
    content = workbook(quickstart, [Table("Odd", cell, ("A",), ((cell,),))])
    assert read(content)["Odd"] == [("A",), (HOSTILE[cell],)]
    assert all(sheet.find(f".//{MAIN}f") is None for sheet in opened(content).values())


def test_a_cell_that_is_too_long_says_so_and_where_it_stands_whole(quickstart: Subject) -> None:
    sheets = holding(quickstart, ("𐍈" * 20_000, "b"))
    long, short = sheets["Odd"][1]
    assert long.startswith("[Cut: 40000 characters. Whole in csv/odd.csv] 𐍈")
    assert CELL - 1 <= units(long) <= CELL
    assert short == "b"
    assert ("Odd", "", "1", "1 cells cut; whole in csv/odd.csv") in sheets["Review"]


def test_rows_that_do_not_fit_are_counted_in_the_last_row() -> None:
    rows = tuple((str(number),) for number in range(10))
    assert fitting(rows, "csv/odd.csv", 11) == rows
    kept = fitting(rows, "csv/odd.csv", 10)
    assert len(kept) == 9
    assert kept[-1] == ("[Cut: 2 more rows. Whole in csv/odd.csv]",)


@given(st.lists(st.text(max_size=40), max_size=6))
def test_names_of_sheets_are_such_as_excel_takes(titles: list[str]) -> None:
    plain = [title.encode("utf-8", "ignore").decode() for title in titles]
    names = sheet_names(plain)
    assert len({name.lower() for name in names}) == len(plain)
    for name in names:
        assert 0 < units(name) <= NAME
        assert not set(name) & set("[]:*?/\\")
        assert "'" not in (name[0], name[-1])
        assert name.lower() != "history"


@pytest.mark.slow
def test_the_bytes_depend_on_no_clock_zone_locale_or_hash_seed(quickstart: Subject, tmp_path: Path) -> None:
    book = xlsx_files(quickstart)["review.xlsx"]
    own = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    own |= {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    words = ["export", str(ROOT / "out" / "quickstart"), "-o", str(tmp_path / "out"), "--only", "xlsx"]
    subprocess.run([sys.executable, "-m", "ringfence", *words], env=own, check=True, capture_output=True)
    assert (tmp_path / "out" / "review.xlsx").read_bytes() == book


def test_every_part_of_the_file_has_the_same_day(book: bytes) -> None:
    with ZipFile(BytesIO(book)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_another_institution_is_another_title(quickstart: Subject) -> None:
    plan = replace(quickstart.plan, institution=replace(quickstart.plan.institution, name="A & <B>"))
    content = workbook(replace(quickstart, plan=plan), [])
    assert read(content)["Review"][1] == ("Institution", f"A & <B> ({plan.institution.code})")
