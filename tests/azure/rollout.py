"""A deployment as DEPLOY.md tells it: what each command printed, and what every preview said before and after."""

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
    """The commands that ran with their results; `before` and `after` are the changes of a preview by package."""

    done: tuple[tuple[Command, Done], ...]
    before: Mapping[str, Changes]
    after: Mapping[str, Changes]


def changes(azure: Azure, folder: Path, command: Command) -> Changes:
    """What a printed what-if command reports, asked for as JSON."""
    found: Changes = azure.run(f"{command.text} {PLAIN}", folder).json()["changes"]
    return found


def roll_out(azure: Azure, folder: Path, commands: Sequence[Command]) -> Rollout:
    """Run the commands one by one as they are printed; each preview is read as JSON too, and again at the end."""
    done: list[tuple[Command, Done]] = []
    before: dict[str, Changes] = {}
    for command in commands:
        if command.starts("az deployment sub what-if"):
            before[command.package] = changes(azure, folder, command)
        done.append((command, azure.run(command.text, folder)))
        if command.starts("az deployment sub"):
            done[-1][1].ok()
    looks = [command for command in commands if command.starts("az deployment sub what-if")]
    after = {command.package: changes(azure, folder, command) for command in looks}
    return Rollout(tuple(done), before, after)
