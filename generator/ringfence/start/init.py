"""What `init` does: answers from options or from a person, a beginning filled with them, new files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from ringfence.assets import BLANK
from ringfence.blueprint.schema.json_schema import schema_text
from ringfence.blueprint.suggestion import did_you_mean
from ringfence.diagnostics import Rejected, Report
from ringfence.load.document import read
from ringfence.output import replace_all
from ringfence.pipeline import ledger_path
from ringfence.start import kept
from ringfence.start.beginnings import FROM, Chosen
from ringfence.start.dialogue import Ask, asked
from ringfence.start.examples import examples_left
from ringfence.start.judge import findings, settled
from ringfence.start.questions import YES_OR_NO, Answers, Question, Values

SCHEMA = "blueprint.schema.json"
"""The name that the first line of every starting point gives the schema."""
_HELP = "Enter takes the answer in brackets, `<` goes back one question, Ctrl-C stops and keeps the answers."


def begin(target: Path, options: Mapping[str, Values], ask: Ask | None) -> list[str]:
    """Write a blueprint that validates, and the schema beside it; what was written and what is left to do, in lines.

    Raises UsageError when something is there already or an option fits nothing, Rejected when the answers do not make
    a valid blueprint, and Abort when a person stops; nothing but the answers is written then.
    """
    for there in (target, ledger_path(target)):
        if os.path.lexists(there):
            raise click.UsageError(f"{there} is there already; init overwrites nothing, so choose another name")
    beginning = Chosen()
    answers: Answers = _given(options)
    if ask is not None:
        answers = _said(target, answers, ask)
    if wrong := findings(beginning, answers, target):
        raise Rejected(Report.of(wrong))
    text = beginning.text(answers)
    return [*_written(target, text), *_next(target, text, answers)]


def on_terminal(question: Question, wrong: str) -> str:
    """Ask a person on the terminal; Enter takes the default."""
    for line in [f"  {wrong}"] if wrong else question.lines:
        click.echo(line, err=True)
    hint = " (several with commas)" if question.many else ""
    hint = " (yes or no)" if question.choices == YES_OR_NO else hint
    return str(click.prompt(f"{question.text}{hint}", default=question.default, err=True))


def _given(options: Mapping[str, Values]) -> dict[str, Values]:
    """The answers that options give; raises UsageError for one that answers no question, or with no choice."""
    given: dict[str, Values] = {}
    keys = []
    for question in Chosen().questions(given):  # later questions depend on what is given to earlier ones
        keys.append(question.key)
        if question.key in options:
            given[question.key] = question.values(options[question.key])
            if refused := question.refused(given[question.key]):
                raise click.UsageError(f"--{question.key}: {refused}")
    for flag in (each for each in options if each not in given):
        known = (f"--{key}" for key in keys)
        raise click.UsageError(f"--{flag} fits nothing here; {did_you_mean(f'--{flag}', known, 'there are')}")
    return given


def _said(target: Path, given: Answers, ask: Ask) -> Answers:
    """The given answers and those of a person; what was said is kept when the person stops."""
    beginning, said = Chosen(), _resumed(target, ask)
    if wrong := settled(beginning, {**said, **given}, target):
        raise Rejected(Report.of(wrong))
    click.echo(_HELP, err=True)
    try:
        return asked(beginning, given, said, target, ask)
    except (click.Abort, KeyboardInterrupt):
        if said:
            _write(target, {kept.path(target): kept.text(target, {**said, **given})})
            click.echo(f"\nanswers kept in {kept.path(target)}; `ringfence init {target}` goes on from them", err=True)
        raise click.Abort from None


def _resumed(target: Path, ask: Ask) -> dict[str, Values]:
    """The answers of an earlier dialogue, where there are some and the person wants them."""
    file = kept.path(target)
    if not file.is_file():
        return {}
    question = Question("resume", f"Go on from the answers in {file}?", "yes", choices=YES_OR_NO)
    return kept.read(target) if question.parsed(ask(question, "")) != ("no",) else {}


def _written(target: Path, text: str) -> list[str]:
    schema = target.with_name(SCHEMA)
    new = not os.path.lexists(schema)
    _write(target, {target: text, **({schema: schema_text()} if new else {})}, gone=(kept.path(target),))
    return [f"wrote {target}, and {schema} for editors" if new else f"wrote {target}"]


def _write(target: Path, files: Mapping[Path, str], gone: Iterable[Path] = ()) -> None:
    try:
        replace_all(files, [path for path in gone if os.path.lexists(path)])
    except OSError as wrong:
        raise click.UsageError(f"{wrong.filename or target} cannot be written: {wrong.strerror}") from None


def _next(target: Path, text: str, answers: Answers) -> list[str]:
    document = read(str(target), text)
    lines = []
    if "stage" not in answers and answers.get(FROM, (BLANK,)) == (BLANK,):
        lines.append("the only stage is prod: --stage dev --stage prod makes two")
    if left := examples_left(document):
        lines.append(f"before you deploy, replace the example ids: {', '.join(left)}")
    return [*lines, f"next: ringfence plan {target}"]
