"""An answer on one screen: each control that decides, what it says, and the ends that it says it of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ringfence.columns import wrapped
from ringfence.reach.answer import Answer, Hop, Path, Stage, Verdict
from ringfence.reporting import visible

_LED = re.compile(r"^(\S+ \([^)]+\)) by \S+ in .*$")
_SHOWN = 4
"""Ends that are named of each side."""
_INDENT = 10


def as_lines(answer: Answer, width: int) -> Iterator[str]:
    """A line for each control that decides, and one for each pair of ends; sources that all share are told once."""
    shared = _shared(answer)
    if shared:
        yield from wrapped(visible(f"from {_some(shared)}"), width, "     ")
    for (verdict, control), pairs in _grouped(answer).items():
        first, *more = wrapped(visible(control), max(width - _INDENT, _INDENT), "")
        yield f"{verdict:<{_INDENT}}{first}"
        yield from (f"{'':{_INDENT}}{each}" for each in more)
        for sources, targets in pairs.items():
            ends = f"to {_some(targets)}" if shared else f"{_some(sources)} -> {_some(targets)}"
            yield from wrapped(f"{'':{_INDENT + 2}}{visible(ends)}", width, " " * (_INDENT + 4))


def _shared(answer: Answer) -> tuple[str, ...]:
    """The sources of all parts, where they are the same."""
    found = {part.sources for part in answer.parts}
    return next(iter(found)) if len(found) == 1 else ()


def _grouped(answer: Answer) -> dict[tuple[Verdict, str], dict[tuple[str, ...], list[str]]]:
    """The targets by what decides about them, then by their sources."""
    found: dict[tuple[Verdict, str], dict[tuple[str, ...], list[str]]] = {}
    for part in answer.parts:
        pairs = found.setdefault((part.path.verdict, _told(part.path)), {})
        pairs.setdefault(part.sources, []).extend(part.targets)
    return found


def _told(path: Path) -> str:
    hop = control(path)
    priority = f" (priority {hop.priority})" if hop.priority else ""
    rule = f": {hop.rule}{priority}" if hop.rule else ""
    reason = "" if hop.rule and hop.verdict is not Verdict.UNKNOWN else f": {hop.text}"
    why = f" [{hop.why}]" if hop.why else ""
    return f"{hop.stage} {hop.at}{rule}{reason}{why}"


def control(path: Path) -> Hop:
    """The hop to look at first: of an allowed path the firewall, else the last rule that let it through."""
    if path.verdict is not Verdict.ALLOWED:
        return path.decided_by
    rules = [hop for hop in path.hops if hop.verdict is Verdict.ALLOWED and hop.rule]
    firewalls = [hop for hop in rules if hop.stage is Stage.FIREWALL]
    return (firewalls or rules or [path.decided_by])[-1]


def _some(names: Iterable[str]) -> str:
    """The first names, and how many more there are; a private endpoint by what it leads to."""
    each = tuple(dict.fromkeys(_LED.sub(r"\1", name) for name in names))
    more = f" and {len(each) - _SHOWN} more" if len(each) > _SHOWN else ""
    return ", ".join(each[:_SHOWN]) + more
