"""A deployment as DEPLOY.md tells it: what each command printed, and what every preview says at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.azure.cli import Azure, Done
from tests.azure.example import Example
from tests.azure.runbook import Command, commands
from tests.azure.stages import Release
from tests.azure.standin.server import Entry

Changes = list[dict[str, Any]]
Wanted = Callable[[Command], bool]
PLAIN = "--no-pretty-print"


@dataclass(frozen=True, slots=True)
class Step:
    """A release that was rolled out: its previews before, by package, and what was deployed after it."""

    release: Release
    before: Mapping[str, Changes]
    done: tuple[tuple[Command, Done], ...]
    state: Mapping[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Rollout:
    """Every release in order; `previews` are the changes that are left after the last one, by package.

    `asked` is what reached the stand-in meanwhile.
    """

    steps: tuple[Step, ...]
    previews: Mapping[str, Changes]
    asked: tuple[Entry, ...] = ()

    @property
    def before(self) -> Mapping[str, Changes]:
        """The changes by package, each resource as the first release that names it reports it."""
        found = dict(self.steps[0].before)
        for step in self.steps[1:]:
            for package, rows in step.before.items():
                known = {row["resourceId"].lower() for row in found[package]}
                found[package] = found[package] + [r for r in named(rows) if r["resourceId"].lower() not in known]
        return found

    @property
    def done(self) -> tuple[tuple[Command, Done], ...]:
        """The commands that ran with their results."""
        return tuple(row for step in self.steps for row in step.done)

    @property
    def deployed(self) -> list[str]:
        """The packages in the order in which they are to be deployed, again for each release that changes them."""
        return [name for step in self.steps for name in step.release.packages]

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


def roll_out(example: Example, releases: Sequence[Release], wanted: Wanted) -> Rollout:
    """Run the wanted commands of the first release, and of each later one those of what it changes; preview at last."""
    first, *later = releases
    start = len(example.standin.log) if example.standin else 0
    written = [command for command in commands(first.folder) if wanted(command)]
    steps = [_step(example, first, written)]
    steps += [_step(example, release, [*filter(release.repeated, commands(release.folder))]) for release in later]
    asked = tuple(example.standin.log[start:]) if example.standin else ()
    return Rollout(tuple(steps), _left(example, steps, wanted), asked)


def _left(example: Example, steps: Sequence[Step], wanted: Wanted) -> Mapping[str, Changes]:
    if not any(command.starts("az deployment sub create") for step in steps for command, _ in step.done):
        return steps[0].before
    looks = [c for c in commands(example.folder) if wanted(c) and c.starts("az deployment sub what-if")]
    return {look.package: changes(example.azure, example.folder, look) for look in looks}


def _step(example: Example, release: Release, written: Sequence[Command]) -> Step:
    """Run commands one by one, previews as JSON, up to the first that fails."""
    done: list[tuple[Command, Done]] = []
    before: dict[str, Changes] = {}
    release.first()
    for command in written:
        if command.starts("az deployment sub what-if"):
            before[command.package] = changes(example.azure, release.folder, command)
        else:
            done.append((command, example.azure.run(command.text, release.folder).ok()))
    state = dict(example.standin.manager.state) if example.standin else {}
    return Step(release, before, tuple(done), state)
