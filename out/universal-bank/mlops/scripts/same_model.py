"""Ends with a failure when the files of a model are not those that the gate has judged."""

import hashlib
import json
import sys
from pathlib import Path


def contents(folder):
    """The SHA-256 of each file of a model, by its path in the folder."""
    files = (file for file in sorted(Path(folder).rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def differing(judged, found):
    """The files that were changed, added or taken away since the gate, as sentences."""
    if not judged:
        return ["the verdict has no hashes of the model"]
    changed = [name for name in sorted({*judged, *found}) if judged.get(name) != found.get(name)]
    return [f"{name} of the model is not what the gate has judged" for name in changed]


def main(verdict, folder):
    """Exit 0 when the files of the folder are those of the verdict; else print which are not and exit 1."""
    reasons = differing(json.loads(Path(verdict).read_text("utf-8")).get("model"), contents(folder))
    sys.stderr.write("".join(f"refused: {reason}\n" for reason in reasons))
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
