"""Ends with a failure when the verdict of a gate is not that the model passed, by the settings that are given."""

import hashlib
import json
import sys
from pathlib import Path


def refused(verdict, settings=None):
    """Every reason not to register; `settings` is the content of the `model.json` that the gate must have read."""
    if verdict.get("passed") is not True:
        return verdict.get("reasons") or ["no verdict"]
    if settings is not None and verdict.get("settings") != hashlib.sha256(settings).hexdigest():
        return ["the gate has read another model.json than that of this commit"]
    return []


def main(path, settings=None):
    """Exit 0 when the file says `passed: true`; else print its reasons and exit 1. `settings` is a path, too."""
    verdict = json.loads(Path(path).read_text("utf-8"))
    reasons = refused(verdict, Path(settings).read_bytes() if settings else None)
    sys.stderr.write("".join(f"refused: {reason}\n" for reason in reasons))
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
