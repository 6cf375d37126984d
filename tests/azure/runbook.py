"""DEPLOY.md as a machine reads it: the commands in order, word for word, with the prose that leads to them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"(?:.*\\\n)*.+")
"""A line, with those before it that end in a backslash; a loop that waits is one line."""
_HEADING = re.compile(r"^(?=## )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it is printed, and the prose of its section."""

    text: str
    prose: str

    @property
    def words(self) -> list[str]:
        """The command as a shell splits it."""
        return shlex.split(self.text)

    def option(self, name: str) -> str:
        """The value of an option."""
        return self.words[self.words.index(f"--{name}") + 1]

    def starts(self, beginning: str) -> bool:
        """Whether the command begins with these words."""
        wanted = beginning.split()
        return self.words[: len(wanted)] == wanted

    @property
    def package(self) -> str:
        """The package that the command is about, by its folder."""
        return Path(self.option("parameters")).parent.name


def commands(folder: Path) -> tuple[Command, ...]:
    """Every command of DEPLOY.md, in its order."""
    text = (folder / "DEPLOY.md").read_text("utf-8")
    return tuple(command for section in _HEADING.split(text) for command in _section(section))


def _section(section: str) -> Iterator[Command]:
    prose = _BLOCK.sub("", section)
    for block in _BLOCK.findall(section):
        yield from (Command(text, prose) for text in _COMMAND.findall(block))
