"""A blueprint of the examples that somebody has changed, generated beside the ledger that the example left.

Its ids are made up anew, as those of an institution are: `deploy` refuses the ids that the examples have.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from ringfence.example_ids import examples_in
from tests.azure.cli import Azure

ROOT = Path(__file__).parent.parent.parent
_OTHER_DIGITS = str.maketrans("0123456789", "1234567890")
"""Makes another id of an id, and no two equal."""


def generate(azure: Azure, name: str, folder: Path, change: Callable[[dict[str, Any]], None], *options: str) -> Path:
    """Generate the example of that name after `change` had its way with the blueprint; the output folder."""
    yaml = YAML(typ="safe", pure=True)
    text = (ROOT / "blueprints" / f"{name}.yaml").read_text("utf-8")
    ledger = (ROOT / "blueprints" / f"{name}.ledger.yaml").read_text("utf-8")
    for example in examples_in(text):
        other = example.translate(_OTHER_DIGITS)
        text, ledger = text.replace(example, other), ledger.replace(example, other)
    blueprint = yaml.load(text)
    change(blueprint)
    (folder / f"{name}.ledger.yaml").write_text(ledger, "utf-8")
    path = folder / f"{name}.yaml"
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(blueprint, file)
    command = [sys.executable, "-m", "ringfence", "generate", str(path), "-o", str(folder / "out"), *options]
    azure.run(f"PYTHONPATH={shlex.quote(str(ROOT / 'generator'))} {shlex.join(command)}", ROOT).ok()
    return folder / "out"
