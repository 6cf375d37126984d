"""csv of every table, and what a spreadsheet makes of a cell."""

from __future__ import annotations

import codecs
import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.export.cells import inert
from ringfence.export.csv_tables import csv_files, rows_as_csv
from ringfence.export.subject import Subject


def test_every_table_of_the_review_is_a_file_with_all_its_rows(universal: Subject) -> None:
    files = csv_files(universal)
    assert len(files) == len(universal.with_matrix) > 30
    for table, text in zip(universal.with_matrix, files.values(), strict=True):
        assert text.encode().startswith(codecs.BOM_UTF8)
        read = list(csv.reader(StringIO(text.encode().decode("utf-8-sig"))))
        assert tuple(read[0]) == table.columns
        assert len(read) == 1 + len(table.rows)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    assert inert(cell)[0] in "'\\"


def test_a_lone_dash_says_that_there_is_nothing() -> None:
    assert inert("-") == "-"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1))
def test_no_text_breaks_out_of_its_cell(rows: list[list[str]]) -> None:
    read = list(csv.reader(StringIO(rows_as_csv(rows))))
    assert read == [[inert(cell) for cell in row] for row in rows]
