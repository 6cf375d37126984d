"""The settings of a model, which every step reads, what steps write, and the hashes of a model's files."""

import hashlib
import json
from pathlib import Path


def settings(path):
    """The content of a model's `model.json`."""
    return json.loads(Path(path).read_text("utf-8"))


def written(path, content):
    """Write a value as JSON, sorted, so that equal results are equal bytes."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", "utf-8")


def contents(folder):
    """The SHA-256 of each file of a model, by its path in the folder."""
    files = (file for file in sorted(Path(folder).rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
