"""manifest.json: the hash of everything, so that a file changed by hand is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from ringfence import __version__

NAME = "manifest.json"


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def manifest(files: Mapping[str, str], blueprint: str, ledger: str) -> str:
    """The text of `manifest.json` for these files, the text of the blueprint and the text of its ledger."""
    content = {
        "ringfence": __version__,
        "blueprint": digest(blueprint),
        "ledger": digest(ledger),
        "files": {path: digest(text) for path, text in files.items()},
    }
    return json.dumps(content, indent=2, sort_keys=True) + "\n"
