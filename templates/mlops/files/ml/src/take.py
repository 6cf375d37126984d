"""Takes a model that was trained elsewhere as it is, so that it is judged, and registered, as an output of this job."""

import argparse
import shutil
from pathlib import Path

from train import BASELINE

NEEDED = ("MLmodel", BASELINE)
"""The files of a model: MLflow's own, and the shares of its training, which its drift is compared with."""


def taken(source, folder):
    """Copy a model; raises SystemExit where a file is missing."""
    found = sorted(Path(source).rglob(NEEDED[0]))
    if len(found) != 1:
        raise SystemExit(f"{source} has {len(found)} models")
    missing = [name for name in NEEDED if not (found[0].parent / name).is_file()]
    if missing:
        raise SystemExit(f"the model has no {', '.join(missing)}: is it from spark_job.py?")
    shutil.copytree(found[0].parent, folder, dirs_exist_ok=True)


def main():
    """Take the model."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--learnt", required=True)
    words.add_argument("--output", required=True)
    asked = words.parse_args()
    taken(asked.learnt, asked.output)


if __name__ == "__main__":
    main()
