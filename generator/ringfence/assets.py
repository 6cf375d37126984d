"""Where the templates, the facts and the example blueprints are: inside an installed wheel, or in the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds `templates/` and `blueprints/`.

    A wheel carries them as `ringfence/_data`; a checkout has them two folders up, so edits are live.
    """
    packaged = Path(__file__).parent / "_data"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent.parent
