"""Reads Markdown as a browser would, with CommonMark's own parser and tables; nothing here knows how we escape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

PLAIN = {"text", "text_special"}
"""Tokens that are nothing but characters."""
# A cell ends at a pipe that no backslash escapes (GitHub Flavored Markdown, tables).
_CELL = re.compile(r"(?:\\.|[^|\\])*\|")
_ADDRESS = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
"""GitHub links these where they are written without an escape (GitHub Flavored Markdown, autolinks, extension)."""
_MAIL = re.compile(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9_-]|@[A-Za-z0-9/]")
"""GitHub links these, and mentions of people, in the text as it is read, so where they are escaped as well."""


@dataclass(frozen=True)
class Cell:
    """A cell, a heading or a paragraph as a reader sees it, and which kinds of markup are in it.

    `linked` are the places that GitHub makes links without being asked.
    """

    text: str
    markup: frozenset[str]
    linked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table under its heading."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def records(self) -> list[dict[str, str]]:
        """The rows as texts by column."""
        return [dict(zip(self.columns, (cell.text for cell in row), strict=True)) for row in self.rows]


def parse(markdown: str) -> list[Token]:
    """The tokens of a text; raw HTML is recognised as such, and what was escaped is a token of its own."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join").parse(markdown)


def cells(markdown: str) -> Iterator[Cell]:
    """Every inline text of a document, and blocks of raw HTML."""
    for token in parse(markdown):
        if token.type == "inline":
            yield _cell(token)
        elif token.type == "html_block":
            yield Cell(token.content, frozenset({"html_block"}))


def tables(markdown: str) -> dict[str, Table]:
    """Every table by the heading it stands under; what stands under equal headings is one table."""
    found: dict[str, list[tuple[Cell, ...]]] = {}
    heading, before, row = "", "", list[Cell]()
    for token in parse(markdown):
        if token.type == "inline":
            heading = _cell(token).text if before == "heading_open" else heading
            row.append(_cell(token))
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            found.setdefault(heading, []).append(tuple(row))
        before = token.type
    return {
        title: Table(tuple(cell.text for cell in head), tuple(row for row in rows if row != head))
        for title, (head, *rows) in found.items()
    }


def widths(markdown: str) -> Iterator[list[int]]:
    """The number of cells in each line of each table as it is written; a browser silently drops what is too many."""
    lines = [line if line.startswith("|") else "" for line in markdown.split("\n")]
    for block in "\n".join(lines).split("\n\n"):
        if block.strip():
            yield [len(_CELL.findall(line.removeprefix("|"))) for line in block.strip().split("\n")]


def links(markdown: str) -> list[str]:
    """Where the links of a document lead, in its order."""
    inline = (child for token in parse(markdown) for child in token.children or ())
    return [str(child.attrGet("href")) for child in inline if child.type == "link_open"]


def images(markdown: str) -> list[str]:
    """The pictures that a document shows, in its order."""
    inline = (child for token in parse(markdown) for child in token.children or ())
    return [str(child.attrGet("src")) for child in inline if child.type == "image"]


def shells(markdown: str) -> list[str]:
    """The blocks of shell commands."""
    return [token.content for token in parse(markdown) if token.type == "fence" and token.info == "sh"]


def _cell(token: Token) -> Cell:
    children = token.children or []
    text = "".join(child.content for child in children if child.type in {*PLAIN, "code_inline"})
    written = "".join(child.content if child.type == "text" else "\n" for child in children)
    read = "".join(child.content if child.type in PLAIN else "\n" for child in children)
    linked = (*_ADDRESS.findall(written), *_MAIL.findall(read))
    return Cell(text, frozenset(child.type for child in children) - PLAIN, linked)
