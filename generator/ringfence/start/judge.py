"""What the rules of the blueprint say about answers, in words: there is no file yet, so no line of one is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ringfence.diagnostics import Diagnostic, Place, Rejected
from ringfence.load.document import read
from ringfence.pipeline import decided, ledger_path
from ringfence.start.questions import Answers, Beginning, Question, answered

_LINE = re.compile(r"(; the first is)? on line \d+")
_REST = r"(\[[^\]]*\]|\.\w+)"


def settled(beginning: Beginning, answers: Answers, target: Path) -> list[Diagnostic]:
    """What is wrong with the answers so far, whatever those still to come are, in words and at the file as a whole."""
    asked = list(beginning.questions(answers))
    return [
        replace(each, message=_message(each, asked, None), place=Place(str(target)))
        for each in _found(beginning.text(answers), target)
        if all(question.key in answers for question in _concerned(each, asked))
    ]


def findings(beginning: Beginning, answers: Answers, target: Path) -> list[Diagnostic]:
    """The same once nothing is to come: questions without an answer have their defaults."""
    every = {each.key: answered(answers, each) for each in beginning.questions(answers)}
    return settled(beginning, every, target)


def wrong(beginning: Beginning, answers: Answers, question: Question, target: Path) -> str:
    """What is wrong with the answer to one question, in words; '' for nothing.

    A finding that an answer still to come may settle, such as the default of a later question, is left to that.
    """
    asked = list(beginning.questions(answers))
    mine = next((each for each in asked if each.key == question.key), question)
    if refused := mine.refused(answers[question.key]):
        return refused
    told: dict[str, None] = {}
    for finding in _found(beginning.text(answers), target):
        if all(each.key in answers for each in _concerned(finding, asked)):
            told.setdefault("; ".join(filter(None, (_message(finding, asked, mine), finding.hint))))
    return "\n  ".join(told)


def _found(text: str, target: Path) -> tuple[Diagnostic, ...]:
    try:
        decided(read(str(target), text), ledger_path(target))
    except Rejected as rejected:
        return rejected.report.findings
    return ()


def _concerned(finding: Diagnostic, asked: Iterable[Question]) -> Iterator[Question]:
    """The questions whose answers a finding is about: it stands at one, and may name another."""
    for question in asked:
        if _stands(finding, question) or any(_path(path).search(finding.message) for path in question.fills):
            yield question


def _stands(finding: Diagnostic, question: Question) -> bool:
    return any(finding.path.startswith(path) for path in question.fills)


def _path(path: str) -> re.Pattern[str]:
    """What a message says of a path or of a part below it; a single key without more may be a word like any other."""
    return re.compile(re.escape(path) + _REST + ("*" if re.search(r"[.\[]", path) else "+"))


def _message(finding: Diagnostic, asked: list[Question], mine: Question | None) -> str:
    """The message of a finding with other questions in place of paths, and the question or value it is about."""
    text = _LINE.sub("", finding.message)
    for question in asked:
        for path in question.fills:
            text = _path(path).sub(_called(question, mine), text)
    owner = next((each for each in asked if _stands(finding, each)), None)
    if mine is None or owner is None:
        return text
    if owner.key != mine.key:
        return f"{owner.text}: {text}"
    return text if not finding.value or finding.value in text else f"{finding.value}: {text}"


def _called(question: Question, mine: Question | None) -> str:
    """How a message calls the answer to a question: as this one, by its words, or by its option when none is asked."""
    if mine is None:
        return f"--{question.key}"
    return "this answer" if question.key == mine.key else f"the answer to '{question.text}'"
