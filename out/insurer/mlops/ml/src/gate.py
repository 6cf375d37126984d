"""Refuses a model that misses a threshold or a bound of fairness. The job fails, so nothing is registered."""

import argparse
import hashlib
import json
import math
import sys
from pathlib import Path

from settings import settings, written


def missed(figures, model):
    """Every reason to refuse, as sentences; none means that the model passes. What was not measured is refused."""
    if not model["thresholds"]:
        return ["model.json has no threshold: a gate that every model passes is none"]
    same = figures["metrics"].get("selectionRate") in {0, 1}
    found = ["every answer is the same: the model tells nothing apart"] if same else []
    found += [reason(rule, figures["metrics"].get(rule["metric"]), rule["metric"]) for rule in model["thresholds"]]
    for rule in model["fairness"]:
        measured = figures["fairness"].get(rule["sensitive"], {})
        found.append(reason(rule, measured.get(rule["metric"]), f"{rule['metric']} by {rule['sensitive']}"))
    return [each for each in found if each]


def reason(rule, value, name):
    """Why a figure is refused by a rule with `atLeast` or `atMost`; None when it is not."""
    if value is None or not math.isfinite(value):
        return f"{name} was not measured"
    if value < rule.get("atLeast", -math.inf):
        return f"{name} is {value:.4f}, below {rule['atLeast']}"
    if value > rule.get("atMost", math.inf):
        return f"{name} is {value:.4f}, above {rule['atMost']}"
    return None


def hashed(places):
    """The SHA-256 of each file of evidence, by its path from the folder or file that was given."""
    return {
        file.relative_to(place.parent).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for place in map(Path, places)
        for file in [place, *sorted(place.rglob("*"))]
        if file.is_file()
    }


def main():
    """Write the verdict with its reasons and the hashes of settings and evidence; exit 1 when the model is refused."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--figures", required=True)
    words.add_argument("--evidence", nargs="*", default=[])
    words.add_argument("--output", required=True)
    asked = words.parse_args()
    figures = json.loads(Path(asked.figures).read_text("utf-8"))
    reasons = missed(figures, settings(asked.model))
    evidence = hashed([asked.figures, *asked.evidence])
    read = hashlib.sha256(Path(asked.model).read_bytes()).hexdigest()
    verdict = {"passed": not reasons, "reasons": reasons, "settings": read, "evidence": evidence}
    written(asked.output, {**verdict, "model": figures.get("model", {})})
    sys.stdout.write("".join(f"refused: {each}\n" for each in reasons) or "passed\n")
    sys.exit(1 if reasons else 0)


if __name__ == "__main__":
    main()
