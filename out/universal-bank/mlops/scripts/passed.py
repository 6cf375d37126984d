"""Ends with a failure when the verdict of a gate is not that the model passed."""

import json
import sys
from pathlib import Path


def main(path):
    """Exit 0 when the file says `passed: true`; else print its reasons and exit 1."""
    verdict = json.loads(Path(path).read_text("utf-8"))
    if verdict.get("passed") is True:
        return 0
    sys.stderr.write("".join(f"refused: {reason}\n" for reason in verdict.get("reasons") or ["no verdict"]))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
