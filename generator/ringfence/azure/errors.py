"""What Azure itself says went wrong, out of the wrappings in which az prints it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_WRAPPINGS = {
    "DeploymentFailed",
    "InvalidTemplateDeployment",
    "MultipleErrorsOccurred",
    "ResourceDeploymentFailure",
    "DeploymentStackDeploymentFailed",
}
"""Codes that only say that something inside has failed."""
_WRITTEN = re.compile(r"\((\w+)\) (.*?)\s*Code: \1\b", re.DOTALL)
"""How az writes an error that is no JSON: `(Code) message`, then the code and the message again; details likewise."""


@dataclass(frozen=True, slots=True)
class Cause:
    """An error of Azure; `target` is the resource that it is about, when Azure says so."""

    code: str
    message: str
    target: str = ""

    def __str__(self) -> str:
        """Code and message in one line, with the resource."""
        about = f" ({self.target})" if self.target else ""
        return f"{self.code}: {' '.join(self.message.split())}{about}" if self.code else self.message


def causes(text: str) -> tuple[Cause, ...]:
    """The innermost errors in what az printed, each once; a text that holds no error of Azure is its own cause."""
    found = [cause for start in _json(text) for cause in inside(start)]
    found = found or [Cause(written[1], written[2]) for written in _WRITTEN.finditer(text)]
    inner = [cause for cause in found if not wrapped(cause)]
    if not found:
        line = " ".join(text.removeprefix("ERROR:").split())
        return (Cause("", line),) if line else ()
    return tuple(dict.fromkeys(inner or found))


def inside(error: Any, target: str = "") -> Iterator[Cause]:
    """The innermost errors of a parsed one: what it names as details, or as JSON in its message."""
    if not isinstance(error, dict):
        return
    if isinstance(error.get("error"), dict):
        yield from inside(error["error"], target)
        return
    code, message = str(error.get("code") or ""), str(error.get("message") or "")
    here = str(error.get("target") or target)
    deeper = [*(error.get("details") or ()), *_json(message)]
    found = [cause for each in deeper for cause in inside(each, here)]
    if found:
        yield from found
    elif code or message:
        yield Cause(code, message, here if here.startswith("/") else "")


def wrapped(cause: Cause) -> bool:
    """Whether a cause only says that something inside failed, so that the operations must be asked."""
    return cause.code in _WRAPPINGS


def _json(text: str) -> Iterator[Any]:
    """The first JSON object in a text."""
    start = text.find("{")
    if start >= 0:
        try:
            yield json.JSONDecoder().raw_decode(text[start:])[0]
        except ValueError:
            return
