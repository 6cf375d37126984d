"""Calls whose failure passes by itself are made again, a few times, with a pause before each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ringfence.azure.az import Az, Done
from ringfence.azure.failing.errors import Cause
from ringfence.azure.failing.known import known, passes

PAUSES = (30.0, 60.0, 120.0)
"""Seconds before the second, third and fourth try. A choice of ours: Azure promises no time."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How the last call ended, the causes of its failure, and how many calls were made."""

    done: Done
    causes: tuple[Cause, ...]
    times: int


def persistently(
    az: Az, name: str, call: Callable[[], Done], read: Callable[[Done], tuple[Cause, ...]], say: Callable[[str], None]
) -> Tried:
    """Make a call, and again while all that Azure says passes by itself; `say` is told each time, with `name`."""
    for times, pause in enumerate(PAUSES, 1):
        tried = _once(call, read, times)
        if az.stopped or not passes(tried.causes):
            return tried
        codes = ", ".join(dict.fromkeys(row.code for row in map(known, tried.causes) if row))
        say(f"{name}: {codes} passes by itself; try {times + 1} of {len(PAUSES) + 1} in {pause:.0f} seconds")
        az.pause(pause)
    return _once(call, read, len(PAUSES) + 1)


def _once(call: Callable[[], Done], read: Callable[[Done], tuple[Cause, ...]], times: int) -> Tried:
    done = call()
    return Tried(done, () if done.ok else read(done), times)
