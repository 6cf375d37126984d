"""Asks Azure through az, and keeps of a refusal only what names nothing: codes, and HTTP's own word for it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ringfence.azure.az import Az, Done
from ringfence.azure.failing.printed import causes

_CODE = re.compile(r"[A-Z][A-Za-z]{2,59}")
"""How codes of Azure look: letters that begin with a capital. Names of resources are not made so."""
_PHRASES = (
    "Bad Request",
    "Unauthorized",
    "Forbidden",
    "Not Found",
    "Method Not Allowed",
    "Conflict",
    "Failed Dependency",
    "Too Many Requests",
    "Internal Server Error",
    "Bad Gateway",
    "Service Unavailable",
    "Gateway Timeout",
)
_REST = re.compile(rf"^ERROR: (?P<http>{'|'.join(_PHRASES)})(?:\((?P<body>.*)\))?\s*$", re.MULTILINE | re.DOTALL)
"""How `az rest` prints a refusal: HTTP's reason, then the body. Source: azure-cli 2.91.0, core.util."""
_DENIED = frozenset(("Forbidden", "AuthorizationFailed", "LinkedAuthorizationFailed"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said: the body of an answer, or HTTP's word for a refusal (of `az rest` only) and Azure's codes."""

    ok: bool
    body: Any = None
    http: str = ""
    codes: tuple[str, ...] = ()

    @property
    def denied(self) -> bool:
        """Whether the caller lacks a right."""
        return not _DENIED.isdisjoint((self.http, *self.codes))

    @property
    def words(self) -> tuple[str, ...]:
        """HTTP's word and the codes."""
        return tuple(dict.fromkeys(filter(None, (self.http, *self.codes))))

    def at(self, path: str) -> Any:
        """What stands at a dotted path of the body, None where nothing does."""
        value = self.body
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def rows(self, path: str) -> list[dict[str, Any]]:
        """The objects of a list at a dotted path."""
        found = self.at(path)
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks on behalf of one check; `about` names its logs."""

    az: Az
    about: str

    def run(self, *words: str) -> Answer:
        """The answer to a command of az."""
        return _answer(self.az.run(self.about, ("az", *words)))

    def show(self, resource_id: str, api: str) -> Answer:
        """A resource as Resource Manager shows it."""
        return self.run("resource", "show", "--ids", resource_id, "--api-version", api)

    def rest(self, method: str, url: str, body: str, *audience: str) -> Answer:
        """The answer to a request; `audience` is whom the token is for where that is not Resource Manager."""
        token = ("--resource", *audience) if audience else ()
        return self.run("rest", "--method", method, "--url", url, "--body", body, *token)


def _answer(done: Done) -> Answer:
    if done.ok:
        return Answer(True, done.json())
    rest = _REST.search(done.err)
    said = f"ERROR: {rest['body'] or ''}" if rest else done.err
    codes = tuple(code for cause in causes(said) for code in cause.codes)
    return Answer(False, http=rest["http"] if rest else "", codes=worded(codes))


def worded(texts: Sequence[object]) -> tuple[str, ...]:
    """The texts that look as codes of Azure do, each once."""
    return tuple(dict.fromkeys(text for text in texts if isinstance(text, str) and _CODE.fullmatch(text)))


def errors_in(rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The codes of the errors that a resource lists."""
    errors = [row.get("error", row) for row in rows]
    return worded([error.get("code") for error in errors if isinstance(error, dict)])


def as_body(**keys: object) -> str:
    """The body of a request as JSON."""
    return json.dumps(keys)
