"""The settings of a model, which every step reads, and what steps write."""

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
