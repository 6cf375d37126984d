"""The formats of `export`, by name. A format is a function from the subject to files, text or bytes by path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ringfence.export.csv_tables import csv_files
from ringfence.export.drawio import drawio_files
from ringfence.export.netbox import netbox_files
from ringfence.export.page import page
from ringfence.export.subject import Subject
from ringfence.export.workbook.book import xlsx_files
from ringfence.output import Content

Format = Callable[[Subject], Mapping[str, Content]]
FORMATS: Mapping[str, Format] = {
    "csv": csv_files,
    "xlsx": xlsx_files,
    "html": page,
    "drawio": drawio_files,
    "netbox": netbox_files,
}


def exported(of: Subject, formats: Iterable[str]) -> dict[str, Content]:
    """The files of some formats, by path; raises KeyError for a format that there is not."""
    files: dict[str, Content] = {}
    for name in formats:
        files |= FORMATS[name](of)
    return dict(sorted(files.items()))
