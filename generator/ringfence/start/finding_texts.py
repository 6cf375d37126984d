"""What each finding code means, from `findings.yaml`: what is wrong, what the rule does, why, source and fix."""

from __future__ import annotations

import re
from functools import cache

from pydantic import TypeAdapter
from ruamel.yaml import YAML

from ringfence.assets import root
from ringfence.blueprint.suggestion import closest
from ringfence.catalog.part import Spec
from ringfence.columns import wrapped
from ringfence.reporting.sarif import Described

CODE = re.compile(r"[A-Z]{3}[0-9]{2}")
WIDEST = 102
"""Columns of a text that is read as prose, however wide the terminal is."""


class Code(Spec):
    """A finding code: `what` is wrong, what the rule `does`, and the modules (`rules`) that find it.

    `security` is the score by which code scanners sort what would open a path or a right, from 0.1 to 10.0.
    """

    code: str
    what: str
    does: str
    why: str
    source: str
    fix: str
    rules: tuple[str, ...]
    security: str = ""


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


def described() -> dict[str, Described]:
    """What scanners show of each code: what is wrong, why it matters, how to fix it, and its family."""
    return {
        each.code: Described(
            what=each.what, why=each.why, fix=each.fix, tags=(family.family.lower(),), severity=each.security
        )
        for family in families()
        for each in family.codes
    }


def near(code: str) -> str | None:
    """The code that is nearest to a misspelt one; None when none is near."""
    return closest(code, codes())


def labelled(code: Code, example: str = "", traps: str = "") -> dict[str, str]:
    """The texts of a code by label, in the order of pages and of `explain`; empty ones are left out.

    `traps` are those that it holds, as text.
    """
    texts = {
        "What it does": code.does,
        "Why": code.why,
        "Example": example,
        "Fix": code.fix,
        "Source": f"{code.source}.",
        "Traps": traps,
    }
    return {label: text for label, text in texts.items() if text}


def told(code: Code, width: int = WIDEST, traps: str = "") -> str:
    """A code as `explain` prints it for a width in columns: what is wrong, then its texts, each label once."""
    rows = labelled(code, traps=traps).items()
    texts = [f"{code.code}  {code.what}", *(f"  {label}: {text}" for label, text in rows)]
    return "".join(f"{line}\n" for text in texts for line in wrapped(text, min(width, WIDEST), "  "))
