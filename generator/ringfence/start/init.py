"""What `init` does: answers from options or from a person, a starting point filled with them, two new files."""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path as FilePath

import click

from ringfence.blueprint.schema.json_schema import schema_text
from ringfence.blueprint.suggestion import did_you_mean
from ringfence.diagnostics import Rejected, Report
from ringfence.load.document import Document, read
from ringfence.output import write_file
from ringfence.pipeline import ledger_path
from ringfence.start.examples import examples_left
from ringfence.start.questions import Answers, Ask, Question, asked, findings, questions
from ringfence.start.starter import beginning, filled

SCHEMA = "blueprint.schema.json"
"""The name that the first line of every starting point gives the schema."""
Given = Mapping[str, str | tuple[str, ...] | None]


def begin(target: FilePath, start: str, given: Given, ask: Ask | None, texts: MutableMapping[str, str]) -> list[str]:
    """Write a blueprint that validates, and the schema beside it; what was written and what is left to do, in lines.

    Raises UsageError when something is there already or an option fits nothing, and Rejected when the answers do not
    make a valid blueprint; `texts` then holds what would have been written, and nothing is.
    """
    for there in (target, ledger_path(target)):
        if os.path.lexists(there):
            raise click.UsageError(f"{there} is there already; init overwrites nothing, so choose another name")
    document = beginning(start)
    answers = _answers(document, given)
    if ask is not None:
        answers = asked(document, answers, target, ask)
    text = filled(document, answers)
    texts[str(target)] = text
    if wrong := findings(document, answers, target):
        raise Rejected(Report.of(wrong))
    return [*_written(target, text), *_next(target, read(str(target), text))]


def ask(question: Question, wrong: str) -> str:
    """Ask a person on the terminal; Enter takes the default."""
    if wrong:
        click.echo(f"  {wrong}", err=True)
    hint = " (several with commas)" if question.many else ""
    return str(click.prompt(f"{question.text}{hint}", default=question.default, err=True))


def _answers(document: Document, given: Given) -> Answers:
    """The answers that options gave, each at its path."""
    known = {question.flag: question for question in questions(document)}
    flags = {flag.replace("_", "-"): value for flag, value in given.items() if value and flag != "subscription"}
    for pair in given.get("subscription") or ():
        name, _, identity = pair.partition("=")
        flags[f"subscription {name}"] = identity
    answers: Answers = {}
    for flag, value in flags.items():
        if flag not in known:
            raise click.UsageError(f"--{flag} fits nothing here; {did_you_mean(flag, known, 'there are')}")
        answers[known[flag].path] = (value,) if isinstance(value, str) else value
    return answers


def _written(target: FilePath, text: str) -> list[str]:
    try:
        write_file(target, text)
        schema = target.with_name(SCHEMA)
        if os.path.lexists(schema):
            return [f"wrote {target}"]
        write_file(schema, schema_text())
    except OSError as wrong:
        raise click.UsageError(f"{wrong.filename or target} cannot be written: {wrong.strerror}") from None
    return [f"wrote {target}, and {schema} for editors"]


def _next(target: FilePath, document: Document) -> list[str]:
    left = examples_left(document)
    lines = [f"before you deploy, replace the example ids: {', '.join(left)}"] if left else []
    return [*lines, f"next: ringfence plan {target}"]
