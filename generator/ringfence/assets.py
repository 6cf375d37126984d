"""Where the templates, the facts and the example blueprints are: inside an installed wheel, or in the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

BLANK = "blank"
"""The commented starting point that is no example of a bank."""


@cache
def root() -> Path:
    """The folder that holds `templates/` and `blueprints/`.

    A wheel carries them as `ringfence/_data`; a checkout has them two folders up, so edits are live.
    """
    packaged = Path(__file__).parent / "_data"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent.parent


def starting_points() -> dict[str, Path]:
    """The texts that a blueprint can begin with, by name: the blank one, and every shipped example."""
    examples = sorted((root() / "blueprints").glob("*.yaml"))
    found = {file.stem: file for file in examples if "." not in file.stem}
    return {BLANK: root() / "templates" / "start" / "institution.yaml.j2", **found}


def service_folders() -> list[str]:
    """The kinds of services, sorted: each has a folder of its name in `templates/services/`."""
    return sorted(file.parent.name for file in (root() / "templates" / "services").glob("*/service.yaml"))
