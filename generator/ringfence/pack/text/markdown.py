"""Markdown from templates: every value is escaped, so no text of a blueprint becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined

from ringfence.assets import root
from ringfence.plan.model.values import Code
from ringfence.reporting import visible

_ESCAPES = {ord(c): f"\\{c}" for c in "\\`*_[]|#~"} | {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;"}
_LINKS = re.compile(r"(?:https?|ftp)(?=://)|www(?=\.)", re.IGNORECASE)
"""How an address begins that GitHub makes a link; a backslash after it keeps it text.

Source: GitHub Flavored Markdown Spec 0.29, section 6.9 (autolinks, extension).
"""
_MAIL = re.compile(r"((?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]*@[A-Za-z0-9.+_@/-]+)")
"""A mail address or a mention. GitHub links both even where they are escaped, but never in a code span.

Source: github/cmark-gfm extensions/autolink.c, postprocess_text: it searches text after escapes are undone.
"""


def escaped(text: str) -> str:
    """Text that Markdown prints as it stands, in a table cell too; invisible characters are spelled out.

    Nothing in it becomes a link: mail addresses are code spans.
    """
    said = visible(text)
    if "@" not in said:
        return _plain(said)
    return "".join(span(part) if index % 2 else _plain(part) for index, part in enumerate(_MAIL.split(said)))


def _plain(text: str) -> str:
    """Text without mail addresses; what holds no part of a link is not searched for one, because cells are many."""
    said = text.translate(_ESCAPES)
    return _LINKS.sub(r"\g<0>\\", said) if "//" in said or "w." in said or "W." in said else said


def span(text: str) -> Code:
    """Text as a code span. Nothing can be escaped in one, so its fence is longer than any run of backticks inside."""
    inside = visible(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", inside)), default=0))
    return Code(f"{fence} {inside} {fence}" if "`" in inside else f"`{inside}`")


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Code:
    """A table; its cells are escaped, its columns stand as they are."""
    named = tuple(columns)
    lines = [_line(named), _line("-" * 3 for _ in named), *(_line(map(escaped, row)) for row in rows)]
    return Code("\n".join(lines))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _finalize(value: object) -> str:
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()  # noqa: SLF001 - names the template and the line
    return str(value) if isinstance(value, Code) else escaped(str(value))


@cache
def environment() -> Environment:
    """Templates of `templates/review/`; an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(root() / "templates" / "review", encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown, not HTML; `_finalize` does the escaping
        auto_reload=False,
    )
