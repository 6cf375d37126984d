"""A deployment as DEPLOY.md tells it: what each command printed, and what every preview says at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.azure.cli import Azure, Done
from tests.azure.runbook import Command

Changes = list[dict[str, Any]]
PLAIN = "--no-pretty-print"


@dataclass(frozen=True, slots=True)
class Rollout:
    """The commands that ran with their results; `previews` are the changes that each package would still make."""

    done: tuple[tuple[Command, Done], ...]
    previews: Mapping[str, Changes]

    def starting(self, beginning: str) -> tuple[tuple[Command, Done], ...]:
        """The commands that begin with these words."""
        return tuple(row for row in self.done if row[0].starts(beginning))


def changes(azure: Azure, folder: Path, command: Command) -> Changes:
    """What a printed what-if command reports, asked for as JSON."""
    found: Changes = azure.run(f"{command.text} {PLAIN}", folder).json()["changes"]
    return found


def roll_out(azure: Azure, folder: Path, commands: Sequence[Command]) -> Rollout:
    """Run the commands one by one as they are printed, up to the first deployment that fails; then preview again."""
    done: list[tuple[Command, Done]] = []
    for command in commands:
        done.append((command, azure.run(command.text, folder)))
        if command.starts("az deployment sub"):
            done[-1][1].ok()
    looks = [command for command in commands if command.starts("az deployment sub what-if")]
    return Rollout(tuple(done), {command.package: changes(azure, folder, command) for command in looks})
