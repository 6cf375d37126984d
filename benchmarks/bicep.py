"""Compares CPU time of Ringfence with that of Bicep, which compiles the package in `reference/`.

`reference/` is a landing zone of the quickstart as it was when these bounds were set. It is never generated anew, so
that a package which becomes cheaper to compile does not make Ringfence look slower.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from benchmarks.figures import ROOT, Command, Figure, medians, spent_by_children
from benchmarks.start_up import QUICKSTART
from ringfence.check import Bicep

REFERENCE = Path(__file__).parent / "reference"
_WARM = 10
"""Compilations that the time of a warm one is taken from."""


def figures(bicep: Path, folder: Path, cache: Path) -> Iterator[Figure]:
    """`generate` beside a cold build, `check` of a package beside a cold build and a cold snapshot."""
    python = (sys.executable, "-m", "ringfence")
    package, blueprint = shutil.copytree(REFERENCE, folder / "package"), folder / "quickstart.yaml"
    shutil.copy(QUICKSTART, blueprint)
    scope = ("--subscription-id", str(UUID(int=1)), "--tenant-id", str(UUID(int=2)), "--location", "westeurope")
    snapshot = (package / "main.bicepparam", "--mode", "overwrite", *scope, "--deployment-name", "x")
    commands = {
        "generate": Command.of(*python, "generate", blueprint, "-o", folder / "out"),
        "check": Command.of(*python, "check", ROOT / "out" / "quickstart", "--package", "credit-risk"),
        "build": Command.of(bicep, "build", package / "main.bicep", "--outfile", folder / "main.json"),
        "snapshot": Command.of(bicep, "snapshot", *snapshot),
    }
    spent = medians(commands, cache, runs=5)
    both = spent["build"] + spent["snapshot"]
    detail = f"{spent['generate']:.2f} s / {spent['build']:.2f} s CPU"
    yield Figure("generate quickstart / cold bicep build", spent["generate"] / spent["build"], 0.22, detail)
    detail = f"{spent['check']:.2f} s / {both:.2f} s CPU"
    yield Figure("check a package / (cold build + cold snapshot)", spent["check"] / both, 1.2, detail)


def warm_compile(bicep: Path) -> float:
    """CPU seconds that a warm Bicep takes for the reference: of eleven compilations less those of one, by ten."""
    return (_compiled(bicep, _WARM + 1) - _compiled(bicep, 1)) / _WARM


def _compiled(bicep: Path, times: int) -> float:
    def compile_often() -> None:
        with Bicep(bicep) as process:
            for _ in range(times):
                process.compile(REFERENCE / "main.bicep")

    return spent_by_children(compile_often)
