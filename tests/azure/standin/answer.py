"""A call that arrives, the answer that is sent back, and the table that leads from one to the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tests.azure.standin.refusal import Body, Problem, Refused

PATIENCE = {"Retry-After": "1"}
"""Zero would mean unset to azure-cli, which then waits for 30 seconds."""
SUBSCRIPTION = r"/subscriptions/([^/]+)"


@dataclass(frozen=True, slots=True)
class Call:
    """A request: its path without the query, the query's values, the body as text, and the header If-Match."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    if_match: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    body: Body
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[..., Answer]
Route = tuple[str, str, Handler]
"""A method, a pattern of paths, and what is called with the pattern's groups and the Call."""


def absent(what: str, code: str = "ResourceNotFound") -> Answer:
    """The answer to a question about something that is not there."""
    return Answer({"error": {"code": code, "message": f"{what} was not found."}}, 404)


def dispatch(routes: Iterable[Route], call: Call) -> Answer:
    """The answer of the first route that fits; what is refused says so, and a place that is not there is 404."""
    for verb, pattern, handler in routes:
        if verb == call.method and (match := re.fullmatch(pattern, call.path, re.IGNORECASE)):
            try:
                return handler(*match.groups(), call)
            except Refused as refused:
                return Answer({"error": refused.body()}, refused.status)
    return absent(f"{call.method} {call.path}")


def only(code: str, message: str, status: int = 400) -> Refused:
    """A refusal for one reason."""
    return Refused([Problem(code, message)], status)
