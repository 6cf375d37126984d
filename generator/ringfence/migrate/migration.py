"""A blueprint or a ledger of version 1, rewritten as version 2."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ringfence.diagnostics import Diagnostic, Rejected, Report
from ringfence.load.document import Document, read
from ringfence.load.places import LINE_BREAK
from ringfence.migrate.blueprint import VERSION, rewritten
from ringfence.migrate.layout.edits import holding
from ringfence.migrate.layout.reading import sheet
from ringfence.migrate.layout.tree import scalar
from ringfence.migrate.layout.writing import spelled
from ringfence.migrate.undecided import Given, Undecided

_OLD = "ringfence/v1"


@dataclass(frozen=True, slots=True)
class Migrated:
    """A blueprint of version 2, and what version 1 does not decide of it."""

    text: str
    undecided: tuple[Undecided, ...]


def migrated(
    text: str, *, owner: str = "", review_by: date | None = None, reason: str = "", name: str = "blueprint.yaml"
) -> Migrated:
    """The text of a version 1 blueprint as version 2: comments, order of keys and style stay.

    `owner` and `review_by` are written on each connection, `reason` on those to a model registry: version 1 had none.
    What is mistaken in version 1 stays mistaken, for `validate` to report. `name` is what findings call the text.
    Raises Rejected for what is no YAML (as `load` does) and with MIG01 for what is not version 1.
    """
    document = read(name, text)
    if document.tree.get("apiVersion") != _OLD:
        raise Rejected(Report.of([_not_old(document)]))
    page = sheet(LINE_BREAK.sub("\n", text))
    top, undecided = rewritten(page.top, Given(owner, review_by, reason))
    return Migrated(_with_line_ends(spelled(replace(page, top=top)), text), undecided)


def migrated_ledger(text: str, *, name: str = "blueprint.ledger.yaml") -> str:
    """The text of a version 1 ledger as version 2; the next `generate` adds what version 2 keeps besides.

    Raises Rejected for what is no YAML (as `load` does) and with MIG01 for what is not version 1.
    """
    document = read(name, text)
    if document.tree.get("version") != 1:
        raise Rejected(Report.of([_no_old_ledger(document)]))
    page = sheet(LINE_BREAK.sub("\n", text))
    top = holding(page.top, "version", scalar("2", 2))
    return _with_line_ends(spelled(replace(page, top=top)), text)


def _not_old(document: Document) -> Diagnostic:
    """The finding for a blueprint of another version, or of none."""
    message = f"this is no blueprint of version 1: its 'apiVersion' is not {_OLD}"
    hint = f"write `apiVersion: {_OLD}` when it is one"
    if document.tree.get("apiVersion") == VERSION:
        message, hint = "this blueprint is already version 2", "leave it as it is; `ringfence validate` reads it"
    return document.finding("MIG01", ("apiVersion",), message, hint=hint)


def _no_old_ledger(document: Document) -> Diagnostic:
    """The finding for a ledger of another version, or for what is no ledger."""
    message = "the ledger's version must be 1"
    hint = "restore it from version control; `ringfence generate` writes it"
    if document.tree.get("version") == 2:
        message, hint = "this ledger is already version 2", "migrate a blueprint beside its own ledger of version 1"
    return document.finding("MIG01", ("version",), message, hint=hint)


def _with_line_ends(text: str, like: str) -> str:
    """A text with the line ends that another begins with."""
    first = LINE_BREAK.search(like)
    return text.replace("\n", first[0]) if first else text
