"""RSK01, RSK04 and RSK05: what `decisions.yaml` says by itself, before it is held against a plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ringfence.blueprint.suggestion import did_you_mean
from ringfence.diagnostics import Diagnostic, Rejected, Report
from ringfence.load.document import Document, load
from ringfence.load.places import Path
from ringfence.plan.context.decisions.language import Decided, Decisions

_FIELDS = tuple(info.alias or name for name, info in Decided.model_fields.items())
_SOURCE = "docs/reviewer.md, decisions"


@dataclass(frozen=True, slots=True)
class Written:
    """What a file of decisions says, or what is wrong with it; nothing of either where there is no file."""

    document: Document | None = None
    decided: tuple[Decided, ...] = ()
    wrong: Report = field(default_factory=Report)


def beside(ledger: FilePath) -> FilePath:
    """The file of decisions beside a blueprint whose ledger is given: `bank.ledger.yaml` → `bank.decisions.yaml`."""
    return ledger.with_name(f"{ledger.name.removesuffix('.ledger.yaml')}.decisions.yaml")


def written(file: FilePath) -> Written:
    """The decisions in a file, or its findings; nothing when there is no such file."""
    if not file.exists():
        return Written()
    try:
        document = load(file)
        return Written(document, decisions(document))
    except Rejected as rejected:
        return Written(wrong=rejected.report)


def decisions(document: Document) -> tuple[Decided, ...]:
    """The decisions in a document, in its order; raises Rejected with every finding of the file at once."""
    try:
        found = Decisions.model_validate_json(json.dumps(dict(document.tree))).decisions
    except ValidationError as error:
        wrong = (_misspelt(document, each) for each in error.errors(include_url=False, include_input=False))
        raise Rejected(Report.of(wrong)) from None
    if wrong_days := [*_backwards(document, found), *_twice(document, found)]:
        raise Rejected(Report.of(wrong_days))
    return found


def _misspelt(document: Document, error: ErrorDetails) -> Diagnostic:
    path: Path = tuple(error["loc"])
    key = str(path[-1]) if path else ""
    if error["type"] == "extra_forbidden":
        known = _FIELDS if len(path) > 1 else tuple(Decisions.model_fields)
        hint = did_you_mean(key, known, "keys here")
        return document.finding("RSK01", path, f"unknown key {key!r}", hint=hint, source=_SOURCE, on_key=True)
    if error["type"] == "missing":
        hint = "`ringfence schema --decisions` prints the schema of this file"
        return document.finding("RSK01", path, f"{key} is missing", hint=hint, source=_SOURCE)
    message = f"{key} is not as this file needs it: {error['msg'][0].lower()}{error['msg'][1:]}"
    return document.finding("RSK01", path, message, hint=_hint(key), source=_SOURCE)


def _hint(key: str) -> str:
    """What would be right in place of a value."""
    if key in ("accepted", "until"):
        return "write a date as 2027-05-31"
    if key == "risk":
        return "write the id of a risk, as `ringfence risks BLUEPRINT` lists it"
    if key == "version":
        return "write version: 1"
    return "write one line of text" if key in _FIELDS else "write a list of decisions, each with a risk"


def _backwards(document: Document, found: tuple[Decided, ...]) -> Iterator[Diagnostic]:
    for index, one in enumerate(found):
        if one.until < one.accepted:
            message = f"the decision about {one.risk} ends on {one.until}, before it was taken on {one.accepted}"
            hint = f"write a day from {one.accepted} on"
            yield document.finding("RSK04", ("decisions", index, "until"), message, hint=hint, source=_SOURCE)


def _twice(document: Document, found: tuple[Decided, ...]) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], int] = {}
    for index, one in enumerate(found):
        earlier = first.setdefault((one.risk, one.at), index)
        if earlier != index:
            line = document.places.at(("decisions", earlier)).line
            where = f" at {one.at}" if one.at else ""
            message = f"{one.risk}{where} is decided twice, also on line {line}"
            hint = "keep the later decision, or give each its place with at"
            yield document.finding("RSK05", ("decisions", index, "risk"), message, hint=hint, source=_SOURCE)
