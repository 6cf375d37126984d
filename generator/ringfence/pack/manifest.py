"""manifest.json: the hash of everything, so that a file changed by hand is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from ringfence import __version__

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a plan was made from: the blueprint's file name, and the digests of its text and of the ledger."""

    name: str
    blueprint: str
    ledger: str


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def manifest(files: Mapping[str, str], origin: Origin, approval: str) -> str:
    """The text of `manifest.json` for these files, with what they were made from and their approval digest."""
    content = {
        "ringfence": __version__,
        "from": origin.name,
        "blueprint": origin.blueprint,
        "ledger": origin.ledger,
        "approval": approval,
        "files": {path: digest(text) for path, text in files.items()},
    }
    return json.dumps(content, indent=2, sort_keys=True) + "\n"


def approved(text: str) -> str:
    """The approval digest in the text of a manifest."""
    return str(json.loads(text)["approval"])
