"""Where the values of a parameter file stand: its text read back as names, values and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ringfence.render.spelling import literal

_TOKEN = re.compile(
    r"(?P<skip>//[^\n]*|@\w+\([^\n]*\)|[ \t,]+)"
    r"|(?P<text>'(?:\\.|[^'\\])*')"
    r"|(?P<word>\w+(?:\.\w+|\['[^']*'\])*)"
    r"|(?P<mark>[\[\](){}:=\n])"
)
_PART = re.compile(r"\w+|'[^']*'")
_OPEN, _CLOSE = "{[(", "}])"
_NAMES = {"name", "domain"}
"""Members of a row that say what it is called."""
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a parameter file: the names and places in lists that lead to it, how it is spelled, its line."""

    path: Path
    spelled: str
    line: int


@dataclass(slots=True)
class _Reader:
    """What is known while a text is read from its start: the path of each open bracket, and of what comes next."""

    open: list[Path] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    name: str = ""

    def here(self) -> Path:
        """The path of the value that comes next; values of a list go by their place."""
        before = self.open[-1] if self.open else ()
        if self.name:
            path, self.name = (*before, self.name), ""
            return path
        if self.counts:
            self.counts[-1] += 1
            return (*before, f"#{self.counts[-1]}")
        return before


def values(text: str) -> Iterator[Value]:
    """The values of a parameter file in order; a value that names another is spelled by that name."""
    reader, line = _Reader(), 1
    words = [each for each in _TOKEN.finditer(text) if each.lastgroup != "skip"]
    for at, token in enumerate(words):
        said = token.group()
        follows = words[at + 1].group() if at + 1 < len(words) else ""
        if said == "\n":
            line += 1
        elif said in _OPEN:
            reader.open.append(reader.here())
            reader.counts.append(0)
        elif said in _CLOSE:
            reader.open.pop()
            reader.counts.pop()
        elif follows in {":", "="}:
            reader.name = said.strip("'")
        elif token.lastgroup in {"text", "word"} and (reader.open or reader.name):
            yield Value(reader.here(), said, line)


@dataclass(frozen=True)
class Parameters:
    """The values of one parameter file, to be found by name or by what they hold."""

    text: str

    @cached_property
    def _by_path(self) -> Mapping[Path, Value]:
        return {each.path: each for each in values(self.text)}

    @cached_property
    def _by_spelling(self) -> Mapping[str, Sequence[Value]]:
        found: dict[str, list[Value]] = {}
        for each in self._by_path.values():
            found.setdefault(each.spelled, []).append(each)
        return found

    @cached_property
    def _inside(self) -> Mapping[Path, set[str]]:
        """What each object or list holds itself, values that are named elsewhere as they are there."""
        found: dict[Path, set[str]] = {}
        for each in self._by_path.values():
            named = self._by_path.get(tuple(part.strip("'") for part in _PART.findall(each.spelled)))
            found.setdefault(each.path[:-1], set()).add(named.spelled if named else each.spelled)
        return found

    def line_at(self, path: Path) -> int | None:
        """The line of the value that a name leads to: `network.computeSubnet`."""
        found = self._by_path.get(path)
        return found.line if found else None

    def line_of(self, *names: str) -> int | None:
        """The line that calls something by the last of some names, inside of what the names before it call.

        An object is called by a value that it holds, and by the name that leads to it. None where several lines do, as
        then none of them is known to be the one.
        """
        *outer, last = names
        held = [each for each in self._by_spelling.get(literal(last), ()) if self._within(each.path, outer)]
        called = [each for each in held if each.path[-1] in _NAMES] or [
            each for each in held if each.path[-1][0] == "#"
        ]
        lines = {each.line for each in called}
        return lines.pop() if len(lines) == 1 else None

    def _within(self, path: Path, outer: Sequence[str]) -> bool:
        around = [path[:length] for length in range(1, len(path))]
        return all(
            any(literal(name) in self._inside.get(each, ()) or each[-1].lower() == name.lower() for each in around)
            for name in outer
        )
