"""Commands of azure-cli's extension `ml`: what its generated reference knows, and which of ours it would refuse."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

REFERENCE = Path(__file__).with_name("az-ml.yaml")
BEGINS = ("az", "ml")
_REGISTRY = "--registry-name"
_ENDS = ("|", "||", "&&", ";", ")", ">", ">>", "<<<")
"""Words after which a shell reads another command or a file."""
_ARRAY = re.compile(r"^\s*(?:local )?([a-z]+)\+?=\((.*)\)$", re.MULTILINE)
_EXPANDED = re.compile(r'"\$\{([a-z]+)\[@\]\}"')
_PLACE = '"$@"'
"""What stands for the options that name the workspace in a function that other scripts call."""
_SPAN = re.compile(r"`+(az ml [^`]*)`+")
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PLACEHOLDER = re.compile(r"<[a-z][a-z ]*>")
_PROSE = re.compile(r"\baz ml((?: [a-z][a-z-]*)+)")


@dataclass(frozen=True, slots=True)
class Syntax:
    """The options of a command, by the long form, and those that it needs."""

    needed: frozenset[str]
    options: dict[str, str]

    def long(self, word: str) -> str | None:
        """The long form of an option; None where the command has no such option."""
        return self.options.get(word.partition("=")[0])


@cache
def _reference() -> dict[str, Any]:
    return dict(YAML(typ="safe").load(REFERENCE.read_text("utf-8")))


@cache
def _syntax(usage: str) -> Syntax:
    needs, _, takes = usage.partition("[")
    options = _options(needs) | _options(takes.rstrip("]")) | _options(_reference()["global"])
    return Syntax(frozenset(_options(needs).values()), options)


def _options(text: str) -> dict[str, str]:
    """Each spelling of each option in a list of them, with the long form."""
    return {form: word.split("|")[0] for word in text.split() for form in word.split("|")}


def refused(words: list[str], *, mentioned: bool = False) -> str:
    """Why the extension would not take a command; '' where it would. One that is `mentioned` may lack options."""
    groups = _reference()["groups"]
    path = list(_before_options(words[2:]))
    for old, instead in _reference()["retired"].items():
        if path[: len(old.split())] == old.split():
            return f"'{old}' is retired: use {instead}"
    group = next((name for name in (" ".join(path[:2]), path[0] if path else "") if name in groups), None)
    if group is None:
        return f"no group '{' '.join(path)}'"
    rest = path[len(group.split()) :]
    if not rest or rest[0] not in groups[group]["commands"]:
        return f"'{group}' has no command '{' '.join(rest)}'"
    if rest[1:]:
        return f"'{' '.join(rest[1:])}' is no option"
    return _misused(_syntax(groups[group]["commands"][rest[0]]), words[2 + len(path) :], mentioned=mentioned)


def _before_options(words: list[str]) -> Iterator[str]:
    for word in words:
        if word.startswith("-"):
            return
        yield word


def _misused(syntax: Syntax, words: list[str], *, mentioned: bool) -> str:
    given: dict[str, list[str]] = {}
    current: list[str] = []
    for word in words:
        if not word.startswith("-") or word == "-":
            current.append(word)
            continue
        name = syntax.long(word)
        if name is None:
            return f"no option '{word}'"
        if name in given:
            return f"'{name}' is given twice"
        current = given.setdefault(name, [word.partition("=")[2]] if "=" in word else [])
    switches = _reference()["switches"].split()
    if not mentioned and (bare := [name for name in given if name not in switches and not given[name]]):
        return f"'{bare[0]}' has no value"
    if said := [name for name in given if name in switches and given[name]]:
        return f"'{said[0]}' takes no value"
    if (format_ := given.get("--output", [""])[:1]) and format_[0] not in ["", *_reference()["output"].split()]:
        return f"no output format '{format_[0]}'"
    lacking = syntax.needed - given.keys()
    if _REGISTRY in syntax.options and _REGISTRY not in given:
        lacking |= frozenset(_reference()["place"].split()) - given.keys()
    return "" if mentioned or not lacking else f"lacks {', '.join(sorted(lacking))}"


def of_script(text: str) -> Iterator[list[str]]:
    """Every command of the extension in a shell script, as words; arrays stand for what the script puts into them."""
    arrays: dict[str, list[str]] = {}
    for name, inside in _ARRAY.findall(text):
        arrays.setdefault(name, []).append(inside)
    place = " ".join(f"{option} value" for option in _reference()["place"].split())
    lines = (line for line in text.replace("\\\n", " ").splitlines() if not line.lstrip().startswith("#"))
    for line in lines:
        for begin in re.finditer(r"\baz ml ", line):
            command = _EXPANDED.sub(lambda found: " ".join(arrays.get(found[1], [])), line[begin.start() :])
            yield list(_one(_words(command.replace(_PLACE, place))))


def _words(command: str) -> list[str]:
    """The words up to a quote that was opened before the command."""
    reader = shlex.shlex(command, posix=True, punctuation_chars="|&;()<>")
    reader.whitespace_split, reader.commenters = True, ""
    found: list[str] = []
    try:
        found.extend(reader)
    except ValueError:
        found.append(reader.token)
    return found


def _one(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in _ENDS or word.startswith(_ENDS):
            return
        yield word


def of_page(text: str) -> Iterator[tuple[list[str], bool]]:
    """Every command of a page as words, and whether it is only mentioned.

    Commands in blocks are whole. One in a line is whole where it gives an option of its own a value.
    """
    text = _PLACEHOLDER.sub("value", text)
    for block in _BLOCK.findall(text):
        yield from ((words, False) for words in of_script(block))
    prose = _BLOCK.sub("", text)
    for span in _SPAN.findall(prose):
        words = shlex.split(span)
        yield words, not _whole(words)
    for words in _PROSE.findall(_SPAN.sub("", prose)):
        yield from ((list(found), True) for found in _named(words.split()))


def _whole(words: list[str]) -> bool:
    shared = _options(_reference()["global"])
    return any(a.startswith("-") and a not in shared and not b.startswith("-") for a, b in pairwise(words))


def _named(words: list[str]) -> Iterator[list[str]]:
    """A command in running text: a group that there is, or was, and the word behind it."""
    known = {*_reference()["groups"], *_reference()["retired"]}
    for length in (2, 1):
        if " ".join(words[:length]) in known:
            yield [*BEGINS, *words[: length + 1]]
            return
