"""The lines of Bicep that make what a row of the review is about: the value, and the declaration that takes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from posixpath import normpath

from ringfence.export.lines.parameters import Parameters
from ringfence.export.lines.thing import Names, Thing
from ringfence.export.lines.things import things
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import ELEMENT, Given

MOST = 3
"""Lines of one sort that a row names; a row about more says how many more there are."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Where Bicep has something, each as `file:line`: its values in parameter files, its declarations in templates.

    `packages` are those that make it.
    """

    values: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


Found = tuple[str, Thing]
"""A thing behind the name of its package."""


@dataclass(frozen=True)
class BicepLines:
    """The lines of every named thing of a plan; `bicep` are the texts of the folder by path."""

    plan: Plan
    bicep: Mapping[str, str]

    def of(self, names: Names, package: str = "") -> Lines:
        """The lines of what goes by some names, in a package where the row says which; none when nothing does."""
        found = self._things.get((package, names)) or self._parts(names, package)
        values = dict.fromkeys(line for each in found for line in self._value(*each))
        declarations = dict.fromkeys(line for each in found for line in self._declaration(*each))
        return Lines(_some(values), _some(declarations), tuple(dict.fromkeys(name for name, _ in found)))

    @cached_property
    def _things(self) -> Mapping[tuple[str, Names], Sequence[Found]]:
        """Things by package and names, and by names alone."""
        found: dict[tuple[str, Names], list[Found]] = {}
        for package in self.plan.packages:
            for thing in things(package):
                for name in (package.name, ""):
                    found.setdefault((name, thing.names), []).append((package.name, thing))
        return found

    @cached_property
    def _templates(self) -> Mapping[tuple[str, str], str]:
        """The template of each module, by package and module."""
        every = ((package.name, module) for package in self.plan.packages for module in package.modules)
        return {(package, module.name): normpath(f"packages/{package}/{module.path}") for package, module in every}

    @cached_property
    def _lines(self) -> Mapping[str, Sequence[str]]:
        return {path: text.split("\n") for path, text in self.bicep.items()}

    @cached_property
    def _declared(self) -> Mapping[tuple[str, str], int]:
        """The index of the line on which a declaration begins, by template and symbol."""
        every = ((path, at, _HEAD.match(line)) for path, lines in self._lines.items() for at, line in enumerate(lines))
        return {(path, head[1]): at for path, at, head in every if head}

    @cached_property
    def _parameters(self) -> Mapping[str, Parameters]:
        names = (package.name for package in self.plan.packages)
        return {name: Parameters(self.bicep[f"packages/{name}/main.bicepparam"]) for name in names}

    def _parts(self, names: Names, package: str) -> Sequence[Found]:
        """What goes by the names of a cell that holds several, `nsg-a, nsg-b`, when each of them is one."""
        first, *others = names
        every = [self._things.get((package, (one, *others)), ()) for one in first.split(", ")]
        return [thing for found in every for thing in found] if all(every) else ()

    def _value(self, package: str, thing: Thing) -> Iterator[str]:
        parameters, given, line = self._parameters[package], thing.given, None
        if isinstance(given, Given) and given.owner and given.field != ELEMENT:
            line = parameters.line_at((given.owner, *filter(None, given.field.split("."))))
        if line is None and thing.within:
            line = parameters.line_of(*thing.within)
        if line is not None:
            yield f"packages/{package}/main.bicepparam:{line}"

    def _declaration(self, package: str, thing: Thing) -> Iterator[str]:
        path = self._templates.get((package, thing.made.module), f"packages/{package}/main.bicep")
        start = self._declared.get((path, thing.made.symbol))
        if start is not None:
            yield f"{path}:{_line(self._lines[path], start, thing.words) + 1}"


_HEAD = re.compile(r"resource (\w+) '[^']+' = ")


def _line(lines: Sequence[str], start: int, words: Names) -> int:
    """The line inside a declaration to which words lead, each inside of what the word before it opens."""
    at, end = start, _end(lines, start)
    for word in words:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}")
        found = next((n for n in range(at, end) if pattern.search(lines[n])), None)
        if found is not None:
            at, end = found, _end(lines, found)
        elif word is words[-1]:
            return start
    return at


def _end(lines: Sequence[str], start: int) -> int:
    """The first line after what a line opens."""
    if not lines[start].endswith(("{", "[", "(")):
        return start + 1
    indent = _indent(lines[start])
    return next((n for n in range(start + 1, len(lines)) if lines[n] and _indent(lines[n]) <= indent), len(lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _some(lines: Iterable[str]) -> tuple[str, ...]:
    found = tuple(lines)
    more = len(found) - MOST
    return (*found[:MOST], f"and {more} more") if more > 1 else found
