"""The workbook: a front sheet, then a sheet for each table. Every cell is text; none is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ringfence import stored_zip
from ringfence.export.cells import unmarked
from ringfence.export.csv_tables import csv_name
from ringfence.export.matrix.tables import DENIED, NOT_OURS
from ringfence.export.subject import Subject
from ringfence.export.workbook.acceptance import to_be_accepted
from ringfence.export.workbook.layout import LINE, layout
from ringfence.export.workbook.limits import CELL, fitted, fitting, sheet_names, units
from ringfence.pack.review.tables import Table
from ringfence.reporting import visible

FRONT = "Review"
CREATED = datetime(1980, 1, 1, tzinfo=UTC)
"""The day that the file says it was made on: the first that a zip can have, so that no clock shows."""
HEAD = 2 * LINE + 3
"""The height of a head: two lines."""
QUIET = (DENIED, NOT_OURS)
"""Cells of the matrix that are printed grey."""
_LINE_BELOW = {"bottom": 4, "bottom_color": "#A0A0A0"}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table as it stands in the book, under the name of its sheet; `cut` says what did not fit, '' for nothing."""

    name: str
    table: Table
    count: int
    cut: str


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Format
    cell: Format
    quiet: Format
    title: Format
    link: Format


def xlsx_files(of: Subject) -> Mapping[str, bytes]:
    """`review.xlsx`, the workbook of a review."""
    return {"review.xlsx": workbook(of, of.with_matrix)}


def workbook(of: Subject, tables: Sequence[Table]) -> bytes:
    """These tables as a workbook; the same tables give the same bytes."""
    sheets = tuple(_sheets(of, tables))
    written = BytesIO()
    with Workbook(written, _OPTIONS) as book:
        book.set_properties({"title": f"Review of {visible(of.plan.institution.name)}", "created": CREATED})
        formats = _formats(book)
        _front(book.add_worksheet(FRONT), formats, of, sheets)
        for sheet in sheets:
            _rows(book.add_worksheet(sheet.name), formats, sheet.table)
    return stored_zip.again(written.getvalue())


def _sheets(of: Subject, tables: Sequence[Table]) -> Iterable[_Sheet]:
    names = sheet_names((FRONT, *(table.title for table in tables)))[1:]
    for name, table in zip(names, tables, strict=True):
        whole = csv_name(table)
        asked = to_be_accepted(of, table)
        seen = tuple(tuple(map(visible, row)) for row in asked.rows)
        rows = tuple(tuple(fitted(cell, whole) for cell in row) for row in fitting(seen, whole))
        long = sum(units(cell) > CELL for row in seen for cell in row)
        less = len(seen) - len(rows) + 1 if len(rows) < len(seen) else 0
        said = [f"{count} {what}" for count, what in ((less, "rows"), (long, "cells")) if count]
        cut = f"{' and '.join(said)} cut; whole in {whole}" if said else ""
        yield _Sheet(name, replace(asked, rows=rows), len(seen), cut)


def _formats(book: Workbook) -> _Formats:
    """Cells wrap; the sign that Excel shows as an apostrophe keeps a text that is edited from being a formula."""
    cell = {"text_wrap": True, "valign": "top", "quote_prefix": True, "font_size": 9}
    return _Formats(
        head=book.add_format({**cell, "bold": True, "bg_color": "#DDE6F0", "bottom": 1}),
        cell=book.add_format({**cell, **_LINE_BELOW}),
        quiet=book.add_format({**cell, **_LINE_BELOW, "font_color": "#808080"}),
        title=book.add_format({**cell, "bold": True, "font_size": 16, "text_wrap": False}),
        link=book.add_format({"font_color": "#0B5394", "underline": 1, "valign": "top", "font_size": 9}),
    )


def _front(sheet: Worksheet, formats: _Formats, of: Subject, sheets: Sequence[_Sheet]) -> None:
    """What is reviewed, and the list of sheets with how many rows each has."""
    about = (
        ("Institution", f"{of.plan.institution.name} ({of.plan.institution.code})"),
        ("Blueprint", of.blueprint),
        ("Approval digest", of.approval),
    )
    sheet.write_string(0, 0, "Review", formats.title)
    for at, (label, value) in enumerate(about, 2):
        sheet.write_string(at, 0, label, formats.head)
        sheet.write_string(at, 1, _inert(visible(value)), formats.cell)
    top = 6
    cut = ("Cut",) if any(one.cut for one in sheets) else ()
    columns = ("Sheet", "What it shows", "Rows", *cut)
    rows = tuple(
        (one.table.title, visible(unmarked(one.table.text)), str(one.count), *(one.cut for _ in cut)) for one in sheets
    )
    placed = layout(Table(FRONT, "", columns, rows))
    _head(sheet, formats, top, columns)
    for at, (one, cells, height) in enumerate(zip(sheets, rows, placed.heights, strict=True), top + 1):
        quoted = one.name.replace("'", "''")
        sheet.write_url(at, 0, f"internal:'{quoted}'!A1", formats.link, one.table.title)
        for column, cell in enumerate(cells[1:], 1):
            sheet.write_string(at, column, _inert(cell), formats.cell)
        sheet.set_row(at, height)
    for column, width in enumerate(placed.widths):
        sheet.set_column(column, column, width)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _printed(sheet, top, placed.pages)


def _rows(sheet: Worksheet, formats: _Formats, table: Table) -> None:
    """A head that stays in sight and can be filtered, and the rows below it."""
    _head(sheet, formats, 0, table.columns)
    for at, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, _inert(cell), formats.quiet if cell in QUIET else formats.cell)
    placed = layout(table)
    for column, width in enumerate(placed.widths):
        sheet.set_column(column, column, width)
    for at, height in enumerate(placed.heights, 1):
        sheet.set_row(at, height)
    sheet.set_row(0, HEAD)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _printed(sheet, 0, placed.pages)


def _head(sheet: Worksheet, formats: _Formats, at: int, columns: Iterable[str]) -> None:
    for column, name in enumerate(columns):
        sheet.write_string(at, column, name, formats.head)


def _inert(cell: str) -> str:
    """A cell that XlsxWriter takes as plain text: between these marks it would write it as markup of a rich string."""
    return f"{cell} " if cell.startswith("<r>") and cell.endswith("</r>") else cell


def _printed(sheet: Worksheet, head: int, across: int) -> None:
    """A4, landscape, so many pages across, head and first column on every page, name and number of the page below."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(across, 0)
    sheet.repeat_rows(head)
    if across > 1:
        sheet.repeat_columns(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&RPage &P of &N")
