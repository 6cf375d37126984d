"""Runs a script of a package against programs that stand in for `az` and `databricks`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

Done = subprocess.CompletedProcess[str]


def run(folder: Path, script: str, programs: Mapping[str, str], *arguments: str, **variables: str) -> Done:
    """What the script said and how it ended; its folder is `folder`, where the programs may leave files."""
    for name, text in programs.items():
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)
    (folder / "script.sh").write_text(script, "utf-8")
    found = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", **variables}
    command = ["sh", "script.sh", *arguments]
    return subprocess.run(command, cwd=folder, env=found, capture_output=True, text=True, check=False)


def lines(file: Path) -> list[str]:
    """The lines that a program left in a file; none when it was not called."""
    return file.read_text("utf-8").splitlines() if file.exists() else []
