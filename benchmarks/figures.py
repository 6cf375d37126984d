"""What a benchmark gives: a figure beside its bound, and the CPU time that it is made of."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 7
"""Times that each command is run; the figure is the median."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured ratio or size, the most it may be, and what it was made of."""

    name: str
    value: float
    bound: float
    detail: str

    @property
    def missed(self) -> bool:
        """Whether it is more than it may be."""
        return self.value > self.bound

    def __str__(self) -> str:
        """The figure as one line."""
        word = "MISS" if self.missed else "  ok"
        return f"{word}  {self.name}: {self.value:.3g} (at most {self.bound:g})  {self.detail}"


@dataclass(frozen=True, slots=True)
class Command:
    """A program with its arguments; `environ` is added to the environment."""

    words: Sequence[str | Path]
    environ: Mapping[str, str]

    @classmethod
    def of(cls, *words: str | Path, **environ: str) -> Command:
        """A command word by word."""
        return cls(words, environ)


def spent_by_children(action: Callable[[], object]) -> float:
    """CPU seconds, user and system, of the processes that an action starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    action()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(command: Command, cache: Path) -> None:
    """Run a command to its end, output thrown away; Python keeps what it compiled in a folder of the benchmark."""
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        [str(word) for word in command.words],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={**environ, "PYTHONPYCACHEPREFIX": str(cache), **command.environ},
    )


def medians(commands: Mapping[str, Command], cache: Path, runs: int = RUNS) -> dict[str, float]:
    """Median CPU seconds of each command by its name, all run in turn; a first turn warms up and is dropped."""
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            spent[name].append(spent_by_children(lambda command=command: run(command, cache)))  # type: ignore[misc]
    return {name: statistics.median(each[1:]) for name, each in spent.items()}
