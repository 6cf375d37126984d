"""What each finding code means: one line on what is wrong, one on the fix, and what its rules say about themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from textwrap import TextWrapper, indent

from pydantic import TypeAdapter
from ruamel.yaml import YAML

from ringfence.assets import root
from ringfence.blueprint.suggestion import closest
from ringfence.catalog.part import Spec

CODE = re.compile(r"[A-Z]{3}[0-9]{2}")
_ROOMS_OF_RULES = ("rules.", "check.witnesses.")
_PIECE = re.compile(r"^(?=(?:Why|Sources?|Fix): )", re.MULTILINE)


class Code(Spec):
    """A finding code; `rules` are the modules, or functions of modules, that find it (`load.compose`, `a.b:check`).

    `why` and `source` stand here when the rule is a part of something larger, whose docstring is about more.
    """

    code: str
    what: str
    fix: str
    why: str = ""
    source: str = ""
    rules: tuple[str, ...]


class Family(Spec):
    """Codes that one stage of the pipeline finds; `intro` is what holds for all of them."""

    family: str
    intro: str = ""
    codes: tuple[Code, ...]


@cache
def families() -> tuple[Family, ...]:
    """Every code there is, in the order of the pipeline."""
    rows = YAML(typ="safe", pure=True).load((root() / "templates" / "findings.yaml").read_text("utf-8"))
    return TypeAdapter(tuple[Family, ...]).validate_python(rows)


def codes() -> dict[str, Code]:
    """Every code by its name."""
    return {each.code: each for family in families() for each in family.codes}


def described() -> dict[str, tuple[str, str]]:
    """What is wrong and how to fix it, by code."""
    return {each.code: (each.what, each.fix) for each in codes().values()}


def near(code: str) -> str | None:
    """The code that is nearest to a misspelt one; None when none is near."""
    return closest(code, codes())


def grounds(code: Code) -> Iterator[str]:
    """Why a code exists: its own words, and the docstrings of the rules that find it, with reason, source and fix."""
    if code.why:
        yield f"Why: {code.why}\nSource: {code.source}."
    for rule in code.rules:
        module, _, function = rule.partition(":")
        if function or module.startswith(_ROOMS_OF_RULES):
            found = import_module(f"ringfence.{module}")
            yield inspect.getdoc(getattr(found, function) if function else found) or ""


def told(code: Code) -> str:
    """A code as `explain` prints it: what is wrong, how to fix it, and the rules behind it."""
    grounded = [indent(_lines(text), "  ") for text in grounds(code)]
    return "\n\n".join([f"{code.code}  {code.what}\n  Fix: {code.fix}", *grounded]) + "\n"


def _lines(text: str) -> str:
    """A docstring with each paragraph and each label (`Why:`, `Source:`, `Fix:`) broken into lines anew."""
    pieces = [piece for paragraph in text.split("\n\n") for piece in _PIECE.split(paragraph) if piece.strip()]
    wrapped = TextWrapper(100, break_on_hyphens=False, break_long_words=False)
    return "\n".join(wrapped.fill(" ".join(piece.split())) for piece in pieces)
