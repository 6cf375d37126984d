"""A csv file for each table of the review: UTF-8 with a byte order mark, a head, one row a line, as in the review."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from ringfence.export.cells import inert
from ringfence.export.subject import Subject
from ringfence.pack.review.tables import Table
from ringfence.pack.text.terminal import slug

MARK = "\ufeff"
"""The byte order mark, by which Excel reads a csv as UTF-8 and not in the code page of the machine.

Source: Microsoft Support, Opening CSV UTF-8 files correctly in Excel (not confirmed in Excel by this version).
"""


def csv_files(of: Subject) -> Mapping[str, str]:
    """`csv/TABLE.csv` for the matrix, its paths and every table of the review; Python reads them as `utf-8-sig`."""
    return {csv_name(table): f"{MARK}{rows_as_csv((table.columns, *table.rows))}" for table in of.with_matrix}


def csv_name(table: Table) -> str:
    """Where the rows of a table stand: `csv/security-rules.csv`."""
    return f"csv/{slug(table.title)}.csv"


def rows_as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Rows as csv (RFC 4180, but lines end with LF) without a byte order mark; no cell can be a formula."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(map(inert, row) for row in rows)
    return text.getvalue()
