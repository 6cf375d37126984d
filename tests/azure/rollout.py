"""A deployment as DEPLOY.md tells it: what each command printed, and what every preview says at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.azure.cli import Azure, Done
from tests.azure.runbook import Command
from tests.azure.standin.server import Entry

Changes = list[dict[str, Any]]
PLAIN = "--no-pretty-print"


@dataclass(frozen=True, slots=True)
class Rollout:
    """The commands that ran with their results; previews are the changes before and after, by package.

    `asked` is what reached the stand-in meanwhile.
    """

    done: tuple[tuple[Command, Done], ...]
    before: Mapping[str, Changes]
    previews: Mapping[str, Changes]
    asked: tuple[Entry, ...] = ()

    def starting(self, beginning: str) -> tuple[tuple[Command, Done], ...]:
        """The commands that begin with these words."""
        return tuple(row for row in self.done if row[0].starts(beginning))


def changes(azure: Azure, folder: Path, command: Command) -> Changes:
    """What a printed what-if command reports, asked for as JSON."""
    found: Changes = azure.run(f"{command.text} {PLAIN}", folder).json()["changes"]
    return found


def named(rows: Changes) -> Changes:
    """The changes of what a deployment names; what is only beside it is left out."""
    return [row for row in rows if row["changeType"] != "Ignore"]


def roll_out(azure: Azure, folder: Path, commands: Sequence[Command]) -> Rollout:
    """Run the commands one by one, previews as JSON, up to the first that fails; then preview again."""
    done: list[tuple[Command, Done]] = []
    before: dict[str, Changes] = {}
    looks = [command for command in commands if command.starts("az deployment sub what-if")]
    for command in commands:
        if command in looks:
            before[command.package] = changes(azure, folder, command)
        else:
            done.append((command, azure.run(command.text, folder).ok()))
    creates = len(looks) < len(commands)
    after = {command.package: changes(azure, folder, command) for command in looks} if creates else before
    return Rollout(tuple(done), before, after)
