"""Stage 2, blueprint: decides whether a document is a blueprint, and says everything that is wrong with it at once.

What only a broken blueprint needs is imported for one: a good one does not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pydantic import ValidationError

from ringfence.blueprint.closing import close
from ringfence.blueprint.language.model import OLD_VERSION, VERSION, Blueprint
from ringfence.blueprint.parse import parsed
from ringfence.blueprint.rules import RULES
from ringfence.diagnostics import Diagnostic, Rejected, Report
from ringfence.load.document import Document

MOST = 100
"""Findings that one rule, or the language, gives in a run: an author corrects these first, and rules may compare
every value with every other."""


def validate(document: Document) -> Blueprint:
    """The blueprint in a document.

    Raises `Rejected` with every finding: of the language (BLU01 to BLU04, BLU13), and of each rule in `RULES`; with
    BLU14 alone for a blueprint of version 1. When the language is not kept, the rules examine what is left without the
    broken parts, unless too little is left.
    """
    close()
    if document.tree.get("apiVersion") == OLD_VERSION:
        raise Rejected(Report.of([_old(document)]))
    try:
        blueprint = parsed(document)
    except ValidationError as error:
        raise Rejected(Report.of((*_of_language(document, error), *_of_the_rest(document, error)))) from None
    report = Report.of(_of_rules(blueprint, document))
    if not report.ok:
        raise Rejected(report)
    return blueprint


def _old(document: Document) -> Diagnostic:
    """The one finding for a blueprint of version 1: most of its keys stand elsewhere now."""
    return document.finding(
        "BLU14",
        ("apiVersion",),
        f"this is a blueprint of version 1 of the language, and Ringfence reads {VERSION}",
        hint=f"run `ringfence migrate {document.name} -o NEW.yaml`, then use the new file",
        source="docs/decisions.md, version 2 of the language",
    )


def _of_language(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    from ringfence.blueprint.translate import translated

    for each in islice(error.errors(include_url=False), MOST):
        yield translated(each, document)


def _of_the_rest(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    from ringfence.blueprint.partial import salvaged

    rest = salvaged(document, error)
    if rest is not None:
        yield from filter(rest.trusts, _of_rules(rest.blueprint, rest.document))


def _of_rules(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    for check in RULES:
        yield from islice(check(blueprint, document), MOST)
