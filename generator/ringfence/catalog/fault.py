"""A fault of a folder of the catalogue, and the findings (CAT01) that it becomes, with file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path as FilePath

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.load.document import Document, load
from ringfence.load.places import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not close: the file, the path of the value in it, what is wrong, and what would be right."""

    file: FilePath
    path: Path
    message: str
    hint: str = ""


def refused(faults: Iterable[Fault]) -> Rejected:
    """The faults as findings; the files are read again, now with the place of everything."""
    documents: dict[FilePath, Document | None] = {}
    return Rejected(Report.of(_finding(fault, documents) for fault in faults))


def _finding(fault: Fault, documents: dict[FilePath, Document | None]) -> Diagnostic:
    """One finding; a file whose places cannot be told is named as a whole."""
    source = "rule of the house: a folder that does not close decides nothing"
    if fault.file not in documents:
        documents[fault.file] = _document(fault.file)
    document = documents[fault.file]
    if document is None:
        return Diagnostic(
            code="CAT01", message=fault.message, place=Place(str(fault.file)), hint=fault.hint, source=source
        )
    return document.finding("CAT01", fault.path, fault.message, hint=fault.hint, source=source)


def _document(file: FilePath) -> Document | None:
    try:
        return load(file)
    except Rejected:
        return None
