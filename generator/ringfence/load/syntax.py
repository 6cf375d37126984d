"""Stage 1, load: says in our words, with a place and a remedy, why a text is not YAML."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from ringfence.diagnostics import Diagnostic, Place
from ringfence.load.places import Lines

_HINTS = (
    ("'\\t'", "indent with spaces: YAML allows no tab here"),
    ("mapping values are not allowed", "check the indentation, or put text that contains ': ' in quotes"),
    ("could not find expected ':'", "a key needs a colon and a space after it"),
    ("cannot start any token", "put text that begins with a special character in quotes"),
    ("while scanning a quoted scalar", "close the quotation mark"),
    ("expected <block end>", "check the indentation: this does not line up with what stands above it"),
    ("expected ',' or", "a comma or the closing bracket is missing"),
    ("expected the node content", "a value is missing, or a bracket is not closed"),
)

_ESCAPE = re.compile(r"\\U(?!000|0010)")


def broken(error: Exception, lines: Lines) -> Diagnostic:
    """The finding LOD02 for an error that the YAML parser raised; the parser's words are kept, its marks translated."""
    if isinstance(error, ReaderError):
        message = f"the character U+{_codepoint(error):04X} may not stand in a YAML file"
        return _finding(message, lines.place(error.position), "remove it, or write it as an escape in double quotes")
    if isinstance(error, MarkedYAMLError):
        words = f"{error.context or ''} {error.problem or ''}".strip()
        hint = next((hint for fragment, hint in _HINTS if fragment in words), "look at the lines above, too")
        if error.context_mark:
            hint += f" (this part begins on line {lines.place(error.context_mark.index).line})"
        return _finding(f"this is not YAML: {words}", lines.place(_offset(error)), hint)
    escape = _ESCAPE.search(lines.text)
    message = "an escape in double quotes that is no character"
    return _finding(message, lines.place(escape.start() if escape else 0), "write the character itself")


def unmerged(place: Place) -> Diagnostic:
    """The finding LOD02 for the mark of a merge conflict; its two sides are both no YAML."""
    hint = (
        "take the marks out; of a ledger keep the lines of both sides, and let `ringfence validate` name what clashes"
    )
    return _finding("a merge conflict was left in this file", place, hint)


def _offset(error: MarkedYAMLError) -> int:
    """Where the mistake is: of a quotation mark or bracket that is never closed, where it opens."""
    unclosed = any(end in (error.problem or "") for end in ("end of stream", "<stream end>"))
    marks = (error.context_mark, error.problem_mark) if unclosed else (error.problem_mark, error.context_mark)
    return next((int(mark.index) for mark in marks if mark), 0)


def _finding(message: str, place: Place, hint: str) -> Diagnostic:
    return Diagnostic(code="LOD02", message=message, place=place, hint=hint)


def _codepoint(error: ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")
