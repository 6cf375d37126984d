"""The unmodified azure-cli as a child process, in surroundings of its own."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.azure.remembering import launcher

_SWITCHES = {
    "AZURE_CORE_COLLECT_TELEMETRY": "no",
    "AZURE_CORE_NO_COLOR": "true",
    "AZURE_CORE_SURVEY_MESSAGE": "no",
    "DOTNET_TieredPGO": "0",  # a Bicep that runs for seconds only is faster without it
}


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended."""

    command: str
    code: int
    out: str
    err: str

    def ok(self) -> Done:
        """Itself; fails with what was printed when the command did not succeed."""
        assert self.code == 0, f"{self.command}\nexit {self.code}\n{self.out}\n{self.err}"
        return self

    def json(self) -> Any:
        """What it printed, which must be JSON."""
        return json.loads(self.ok().out)


@dataclass(frozen=True, slots=True)
class Azure:
    """Runs commands with an environment; stdin is closed, so a question is a failure."""

    environment: Mapping[str, str] = field(repr=False)

    def run(self, command: str, folder: Path) -> Done:
        """Run a command as a shell reads it."""
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return Done(command, done.returncode, done.stdout, done.stderr)

    def words(self, folder: Path, *words: str) -> Done:
        """Run a command that is given word by word."""
        return self.run(shlex.join(words), folder)


def isolated(bicep_cli: Path, folder: Path) -> dict[str, str]:
    """An environment with this Bicep first on PATH, and nothing of the account that runs the tests.

    The Bicep is one that compiles a package once for this environment.
    """
    tools = folder / "tools"
    tools.mkdir()
    launcher(tools, bicep_cli.resolve())
    path = os.pathsep.join([str(tools), os.environ.get("PATH", os.defpath)])
    return {"PATH": path, "HOME": str(folder), "AZURE_CONFIG_DIR": str(folder / "azure"), **_SWITCHES}
