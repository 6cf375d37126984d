"""A checkout with folders of its own: templates copied, the generator as it is, every command in a process apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, copytree
from typing import Any

from ringfence.plan.model.written.plan_json import plain
from tests.banks import Tree

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Checkout:
    """A folder that holds `templates/`, `blueprints/` and the generator."""

    folder: Path

    def add(self, folder: str, *files: Path) -> None:
        """Put files into a new folder below `templates/`."""
        place = self.folder / "templates" / folder
        place.mkdir(parents=True)
        for file in files:
            copy(file, place / file.name)

    def change(self, path: str, old: str, new: str) -> None:
        """Replace a text that a file below `templates/` has once."""
        file = self.folder / "templates" / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
        file.write_text(text.replace(old, new), "utf-8")

    def write(self, tree: Tree) -> Path:
        """The blueprint as a file."""
        path = self.folder / "bank.yaml"
        path.write_text(json.dumps(tree, indent=2), "utf-8")
        return path

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """A command of Ringfence, with the folders of this checkout."""
        environ = {**os.environ, "PYTHONPATH": str(self.folder / "generator"), "NO_COLOR": "1"}
        command = [sys.executable, "-m", "ringfence", *map(str, arguments)]
        return subprocess.run(command, check=False, capture_output=True, text=True, cwd=self.folder, env=environ)

    def succeeded(self, *arguments: str | Path) -> str:
        """What a command prints that must end well."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def plan(self) -> Any:
        """The plan in the output folder `out`, as plain data."""
        return plain((self.folder / "out" / "plan.json").read_text("utf-8"))


HERE = Path(__file__).parent
SEARCH = (HERE / "search" / "service.yaml", HERE / "search" / "main.bicep.j2")
LAB = (HERE / "lab" / "service.yaml", HERE / "lab" / "main.bicep.j2")
LAB_PURPOSE = HERE / "lab" / "purpose.yaml"


def checkout(folder: Path) -> Checkout:
    """A checkout in a folder that does not exist yet."""
    for name in ("templates", "blueprints"):
        copytree(ROOT / name, folder / name)
    (folder / "generator").symlink_to(ROOT / "generator", target_is_directory=True)
    return Checkout(folder)
