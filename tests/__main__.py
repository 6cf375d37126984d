"""Runs the gate: style, types, import contracts, tests with coverage. `python -m tests` is the only command.

`python -m tests` runs everything; CI does. `python -m tests --fast` takes about a minute on two processors: style,
types, import contracts, and the tests that need neither Bicep nor azure-cli and are not marked `slow`. It measures no
coverage. Commit after the one; hand over after the other.

Bicep is taken from RINGFENCE_BICEP, PATH or azure-cli; where there is none and `az` is installed, `az bicep install`
fetches it into a folder of the checkout. Without it the tests that need it skip, and fail when CI is set.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from ringfence.check import ToolMissing, locate

ROOT = Path(__file__).parent.parent
TOOLS = ROOT / ".tools" / "azure"
Steps = tuple[tuple[str, list[str]], ...]
FIRST: Steps = (
    ("style", ["ruff", "check"]),
    ("layout", ["ruff", "format", "--check"]),
    ("types", ["mypy"]),
    ("imports", ["lint-imports"]),
)
PYTEST = ["pytest", "--numprocesses=logical"]
WHOLE: Steps = (*FIRST, ("tests and coverage", [*PYTEST, "--cov", "--cov-report=term"]))
FAST: Steps = (*FIRST, ("tests", [*PYTEST, "-m", "not slow and not bicep and not azure"]))


def environment() -> dict[str, str]:
    """The environment of the steps: the programs of this virtual environment first, and Bicep if it can be had."""
    environ = dict(os.environ, PATH=_path())
    try:
        environ["RINGFENCE_BICEP"] = str(locate(environ))
    except ToolMissing:
        _fetch(environ)
    return environ


def _path() -> str:
    """Where the steps find their programs."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def _fetch(environ: dict[str, str]) -> None:
    """Let azure-cli fetch Bicep into a folder of its own; where the network forbids it, the tests say so."""
    az = shutil.which("az", path=environ["PATH"])
    if az is None:
        print("Bicep: not found, and there is no az to fetch it with")
        return
    own = environ | {"AZURE_CONFIG_DIR": str(TOOLS), "AZURE_CORE_COLLECT_TELEMETRY": "no"}
    fetched = subprocess.run([az, "bicep", "install"], env=own, check=False, capture_output=True, text=True)
    binary = TOOLS / "bin" / ("bicep.exe" if os.name == "nt" else "bicep")
    if fetched.returncode == 0 and binary.is_file():
        environ["RINGFENCE_BICEP"] = str(binary)
    else:
        print(f"Bicep: not found, and `az bicep install` could not fetch it:\n{fetched.stderr.strip()}")


def main() -> int:
    """Run every step of the gate that the command line asks for; the number of steps that failed."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__, formatter_class=form)
    parser.add_argument("--fast", action="store_true", help="style, types, contracts and quick tests: about a minute")
    fast = parser.parse_args().fast
    environ, failed = dict(os.environ, PATH=_path()) if fast else environment(), []
    for name, command in FAST if fast else WHOLE:
        print(f"--- {name}: {' '.join(command)}", flush=True)
        if subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode:
            failed.append(name)
    print(f"--- failed: {', '.join(failed)}" if failed else "--- everything passed")
    return len(failed)


if __name__ == "__main__":
    raise SystemExit(main())
