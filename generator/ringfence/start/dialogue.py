"""How `init` asks: one question after the other, back and forth, until no rule refuses an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ringfence.start.judge import wrong
from ringfence.start.questions import Answers, Beginning, Question, Values

BACK = "<"
"""The answer that asks the question before once more."""
Ask = Callable[[Question, str], str]
"""Asks a question, with what was wrong with the last answer ('' at first); the answer is a text."""


def asked(beginning: Beginning, given: Answers, said: dict[str, Values], target: Path, ask: Ask) -> Answers:
    """Every answer: the given ones, and what `ask` brings for the other questions.

    `said` are answers of an earlier dialogue; it holds all that were said when `ask` raises. Going back takes an answer
    out of it, which then is the default.
    """
    before: dict[str, Values] = {}
    refused = ""
    while (new := _next(beginning, {**said, **given})) is not None:
        question = new.with_default(before.get(new.key))
        answer = ask(question, refused)
        if answer.strip() == BACK:
            earlier = [
                each for each in _before(beginning, question, {**said, **given}) if each in said and each not in given
            ]
            refused = "" if earlier else "this is the first question"
            before |= {each: said.pop(each) for each in earlier[-1:]}
            continue
        values = question.parsed(answer if answer.strip(" ,;") else question.default)
        refused = wrong(beginning, {**said, question.key: values, **given}, question, target)
        if not refused:
            said[question.key] = values
    return {**said, **given}


def _next(beginning: Beginning, answers: Answers) -> Question | None:
    return next((each for each in beginning.questions(answers) if each.key not in answers), None)


def _before(beginning: Beginning, question: Question, answers: Answers) -> list[str]:
    """The keys of the questions before one."""
    keys = [each.key for each in beginning.questions(answers)]
    return keys[: keys.index(question.key)]
