"""How long a command waits before it can work, as a ratio to `import click, pydantic`, which it cannot do without."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import ROOT, Command, Figure, medians

QUICKSTART = ROOT / "blueprints" / "quickstart.yaml"
_COMPLETE = {"_RINGFENCE_COMPLETE": "bash_complete", "COMP_WORDS": "ringfence ge", "COMP_CWORD": "1"}
_BOUNDS = {"--version": 2.0, "--help": 2.0, "completion": 2.0, "services, completion": 2.0, "validate quickstart": 4.5}


def figures(cache: Path) -> Iterator[Figure]:
    """The ratios of CPU time."""
    python = (sys.executable, "-m", "ringfence")
    services = {**_COMPLETE, "COMP_WORDS": "ringfence services ke", "COMP_CWORD": "2"}
    commands = {
        "base": Command.of(sys.executable, "-c", "import click, pydantic"),
        "--version": Command.of(*python, "--version"),
        "--help": Command.of(*python, "--help"),
        "completion": Command.of(*python, **_COMPLETE),
        "services, completion": Command.of(*python, **services),
        "validate quickstart": Command.of(*python, "validate", QUICKSTART),
    }
    spent = medians(commands, cache)
    base = spent.pop("base")
    for name, seconds in spent.items():
        detail = f"{seconds:.3f} s / {base:.3f} s CPU"
        yield Figure(f"{name} / import click, pydantic", seconds / base, _BOUNDS[name], detail)
