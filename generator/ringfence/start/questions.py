"""What `init` asks: few questions; the rules of the blueprint judge each answer while its author is still there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

from ringfence.diagnostics import Diagnostic, Rejected
from ringfence.load.document import Document, read
from ringfence.load.places import Path
from ringfence.pipeline import decided, ledger_path
from ringfence.start.starter import filled

Answers = dict[Path, tuple[str, ...]]
Ask = Callable[["Question", str], str]
"""Asks a question, with what was wrong with the last answer ('' at first); the answer is a text."""


@dataclass(frozen=True, slots=True)
class Question:
    """A value that a starting point leaves to its user; `flag` is the option that answers it without asking."""

    path: Path
    flag: str
    text: str
    default: str
    many: bool = False

    def parsed(self, answer: str) -> tuple[str, ...]:
        """An answer as values: one, or several with commas between them."""
        parts = answer.split(",") if self.many else [answer]
        return tuple(part.strip() for part in parts if part.strip())


def questions(document: Document) -> Iterator[Question]:
    """The questions of a starting point, in the order of its text; pools come after what they must not overlap."""
    yield from _asked(document, ("institution", "name"), "name", "Name of the institution")
    yield from _asked(document, ("institution", "code"), "code", "Short code, 2 to 6 letters, part of every name")
    yield from _asked(document, ("institution", "tenant"), "tenant", "Microsoft Entra tenant id")
    yield from _asked(document, ("regions",), "region", "Azure regions that data may be in", many=True)
    for index, called in enumerate(_names(document, "subscriptions")):
        path: Path = ("subscriptions", index, "id")
        yield from _asked(document, path, f"subscription {called}", f"Id of the subscription '{called}'")
    yield from _asked(document, ("onPremises", "prefixes"), "on-premises", "Prefixes in use on premises", many=True)
    pools = "Prefixes set aside for Azure networks"
    yield from _asked(document, ("addressPools",), "pool", pools, many=True)
    if len(_names(document, "landingZones")) == 1:
        yield from _asked(document, ("landingZones", 0, "name"), "landing-zone", "Name of the first landing zone")


def asked(document: Document, given: Answers, target: FilePath, ask: Ask) -> Answers:
    """Every answer: the given ones, and for the other questions what `ask` brings, until no rule refuses it."""
    answers = dict(given)
    for question in questions(document):
        wrong = "" if question.path not in answers else None
        while wrong is not None:
            answers[question.path] = question.parsed(ask(question, wrong)) or question.parsed(question.default)
            wrong = next(_wrong(document, answers, question, target), None)
    return answers


def findings(document: Document, answers: Mapping[Path, tuple[str, ...]], target: FilePath) -> tuple[Diagnostic, ...]:
    """What would be wrong with the blueprint once it stands in the file `target`."""
    try:
        decided(read(str(target), filled(document, answers)), ledger_path(target))
    except Rejected as rejected:
        return rejected.report.findings
    return ()


def _wrong(document: Document, answers: Answers, question: Question, target: FilePath) -> Iterator[str]:
    """What is wrong with one answer, in words; of an overlap with a pool the pool is told, which is asked last."""
    keyed = read(str(target), filled(document, answers)).places.keyed(question.path)
    for finding in findings(document, answers, target):
        shared = finding.path.startswith("onPremises") and _POOLS in finding.message
        if question.path == (_POOLS,) if shared else finding.path.startswith(keyed):
            yield f"{finding.message}; {finding.hint}"


_POOLS = "addressPools"


def _asked(document: Document, path: Path, flag: str, text: str, *, many: bool = False) -> Iterator[Question]:
    value = document.places.value(path)
    if value is not None:
        default = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        yield Question(path, flag, text, default, many)


def _names(document: Document, key: str) -> list[str]:
    rows = document.tree.get(key)
    return [str(row["name"]) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
