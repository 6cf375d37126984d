"""Operations that take longer than a request: an address where the caller asks until there is a result."""

from __future__ import annotations

from collections.abc import Callable

from tests.azure.standin.answer import PATIENCE, Answer, Call, Route
from tests.azure.standin.refusal import Body

Status = Callable[[], Body]
"""What an operation says when it is asked, such as {"status": "Succeeded"}."""


class Operations:
    """Every operation that was started; `url` is where the stand-in is reached."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._started: list[Status] = []

    def routes(self) -> tuple[Route, ...]:
        """Where they are asked for."""
        return (("GET", r"/operations/(\d+)", self._ask),)

    def ended(self, result: Body) -> dict[str, str]:
        """Headers that lead to the result of an operation that has succeeded."""
        return self._headers("Location", lambda: {"status": "Succeeded", **result})

    def started(self, status: Status) -> dict[str, str]:
        """Headers that lead to an operation that may still run."""
        return self._headers("Azure-AsyncOperation", status)

    def _headers(self, name: str, status: Status) -> dict[str, str]:
        self._started.append(status)
        return {name: f"{self._url}/operations/{len(self._started) - 1}", **PATIENCE}

    def _ask(self, number: str, _: Call) -> Answer:
        return Answer(self._started[int(number)](), headers=PATIENCE)
