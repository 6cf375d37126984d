"""How a bundle spells data: JSON in UTF-8, two spaces, LF at the end; and digests."""

from __future__ import annotations

import hashlib
import json


def as_json(data: object) -> bytes:
    """Data as the text of a file; the order of keys is that of the data."""
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def sha256(content: bytes) -> str:
    """The digest of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
