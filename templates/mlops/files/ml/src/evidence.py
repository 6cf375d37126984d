"""Puts what a model was judged by into one folder for good: verdict, settings, metrics, what the gate saw."""

import argparse
import hashlib
import json
import shutil
import sys
from pathlib import Path


def gathered(metrics, card, scorecard, answers=None):
    """Each file of evidence by its name in the folder; a scorecard of one file is `scorecard` with its ending.

    A language model has `answers` instead of card and scorecard.
    """
    if answers:
        return {"metrics.json": Path(metrics), "answers.json": Path(answers)}
    files = [file for file in sorted(Path(scorecard).rglob("*")) if file.is_file()]
    named = {"metrics.json": Path(metrics), "model-card.md": Path(card)}
    if len(files) == 1:
        return {**named, f"scorecard{files[0].suffix}": files[0]}
    return {**named, **{f"scorecard/{file.relative_to(scorecard).as_posix()}": file for file in files}}


def differing(files, verdict):
    """Files that the verdict has no hash of, and hashes that no file has, as sentences: one was changed afterwards."""
    found = {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}
    known = set(verdict["evidence"].values())
    changed = [f"{name} is not what the gate has seen" for name, digest in found.items() if digest not in known]
    lost = [f"the gate has seen {name}" for name, digest in verdict["evidence"].items() if digest not in found.values()]
    return [*changed, *lost]


def unlike(settings, verdict):
    """Why the settings are not those whose thresholds the gate has read, as sentences."""
    digest = hashlib.sha256(Path(settings).read_bytes()).hexdigest()
    return [] if digest == verdict["settings"] else ["model.json is not what the gate has read"]


def main():
    """Copy the files and say where they are kept; exit 1 where one is not what the gate has judged."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--verdict", required=True)
    words.add_argument("--figures", required=True)
    judged = words.add_mutually_exclusive_group(required=True)
    judged.add_argument("--card")
    judged.add_argument("--answers")
    words.add_argument("--scorecard")
    words.add_argument("--kept", required=True)
    words.add_argument("--output", required=True)
    asked = words.parse_args()
    files = gathered(asked.figures, asked.card, asked.scorecard, asked.answers)
    verdict = json.loads(Path(asked.verdict).read_text("utf-8"))
    wrong = [*differing(files, verdict), *unlike(asked.model, verdict)]
    if wrong:
        raise SystemExit("; ".join(wrong))
    for name, file in {**files, "model.json": Path(asked.model), "verdict.json": Path(asked.verdict)}.items():
        target = Path(asked.output, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    sys.stdout.write(f"evidence is kept: {asked.kept}\n")


if __name__ == "__main__":
    main()
