"""Reads errors out of what azure-cli prints: as JSON, as lines of azure-core, as `Code - message`, or a sentence.

Source: azure-cli 2.91.0, command_modules.resource._utils and core.commands.arm; azure-core exceptions.ODataV4Format;
azure-mgmt-core exceptions.ARMErrorFormat.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from ringfence.azure.failing.errors import Cause, inside, wrapped

_ERROR = re.compile(r"^ERROR: ", re.MULTILINE)
_TRACEBACK = re.compile(r"^azure\.core\.exceptions\.\w+: ", re.MULTILINE)
_LEAD = re.compile(r"Deployment failed\.(?: Correlation ID: [\w-]+\.)? ")
_INNER = re.compile(r"\s*Inner Errors:\s*(?=\{)")
_WRITTEN = re.compile(r"(?:^|\t)\((\w+)\) (.*?)(?:\n(\t*)|\s+)Code: \1\b", re.DOTALL | re.MULTILINE)
"""`(Code) message`, then the code again in a line with as many tabs as the error is deep."""
_BRIEF = re.compile(r"\((\w+)\) (.*)", re.DOTALL)
_LISTED = re.compile(r"^([A-Z]\w+) - ", re.MULTILINE)
_TARGET = re.compile(r"^\t*Target: (.+?)(?:\t|$)", re.MULTILINE)
_INFO = re.compile(r"Type: (\w+)\s+Info: (?=\{)")
_MORE = re.compile(r"Inner error: (?=\{)")


def causes(text: str) -> tuple[Cause, ...]:
    """The innermost errors in what az printed, each once; a sentence without a code is its own cause."""
    said = _said(text)
    found = [cause for error in _errors(said) for cause in inside(error)]
    if not found:
        line = " ".join(said.split())
        return (Cause("", line, spoken=True),) if line else ()
    inner = [cause for cause in found if not wrapped(cause)]
    return tuple(dict.fromkeys(inner or found))


def _said(text: str) -> str:
    """What stands behind az's first `ERROR:`, or behind the exception when az prints a traceback."""
    start = _ERROR.search(text)
    said = text[start.end() :] if start else text
    if said.startswith("The command failed with an unexpected error.") and (raised := _TRACEBACK.search(said)):
        said = said[raised.end() :]
    lead = _LEAD.match(said)
    return said[lead.end() :] if lead else said.lstrip()


def _errors(said: str) -> list[dict[str, Any]]:
    """The errors in a text as they would be in an answer of Azure; the form is told by how the text begins."""
    if said.startswith("{"):
        return list(_json(said))
    if brief := _BRIEF.match(said):
        return list(_written(said)) or [{"code": brief[1], "message": brief[2].strip()}]
    return list(_listed(said)) if _LISTED.match(said) else []


def _json(said: str) -> Iterator[dict[str, Any]]:
    """The error at the start, and those that az puts under `Inner Errors:` after it."""
    at, decoder = 0, json.JSONDecoder()
    while True:
        try:
            error, at = decoder.raw_decode(said, at)
        except (ValueError, RecursionError):
            return
        yield error
        more = _INNER.match(said, at)
        if more is None:
            return
        at = more.end()


def _written(said: str) -> Iterator[dict[str, Any]]:
    """The outermost errors of azure-core's lines; an error with more tabs is a detail of the one before it."""
    open_errors: list[tuple[int, dict[str, Any]]] = []
    for match, after in _pieces(_WRITTEN, said):
        error = _error(match, after)
        depth = len(match[3] or "")
        while open_errors and open_errors[-1][0] >= depth:
            open_errors.pop()
        if open_errors:
            open_errors[-1][1]["details"].append(error)
        else:
            yield error
        open_errors.append((depth, error))


def _error(match: re.Match[str], after: str) -> dict[str, Any]:
    """One error with its target and its details of other types, which stand in the lines after it."""
    target = _TARGET.search(after)
    more = _MORE.search(after)
    return {
        "code": match[1],
        "message": " ".join(match[2].split()),
        "target": target[1].strip() if target else "",
        "details": [],
        "additionalInfo": [{"type": info[1], "info": _object(after, info.end())} for info in _INFO.finditer(after)],
        "innererror": _object(after, more.end()) if more else {},
    }


def _object(text: str, at: int) -> Any:
    try:
        return json.JSONDecoder().raw_decode(text, at)[0]
    except (ValueError, RecursionError):
        return {}


def _listed(said: str) -> Iterator[dict[str, Any]]:
    """The errors of a preview: az prints each as `Code - message`, in a line."""
    for match, after in _pieces(_LISTED, said):
        yield {"code": match[1], "message": after.strip()}


def _pieces(pattern: re.Pattern[str], said: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every match with the text up to the next one."""
    found = list(pattern.finditer(said))
    for match, follower in zip_longest(found, found[1:]):
        yield match, said[match.end() : follower.start() if follower else len(said)]
