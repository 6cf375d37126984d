"""Compares rows of today with those that a model has learnt from, and fails with a reason where they moved too far.

With a `window` it fails too where the newest row is older than the window (nothing is scored any more, or nothing is
collected), or where a row is of a day to come. Without one no row has a date, and nothing of this is checked.
"""

import argparse
import json
import math
import sys
from pathlib import Path

import mlflow.sklearn
import pandas as pd
from columns import rows
from settings import settings, written
from shift import index, readable, scores, shares
from train import BASELINE

AHEAD = pd.Timedelta(days=2)
"""How far the date of a row may be ahead of today's in UTC: dates of the east begin earlier, and have no zone."""


def newest(table, window, today):
    """The rows of the last days before the newest one; all where there is no window.

    Raises SystemExit where the column of dates is missing, has a value that is no date, one of a day to come, or none
    within the last days before `today`.
    """
    if window is None:
        return table
    column = window["column"]
    if column not in table:
        raise SystemExit(f"the rows have no column {column}, which the window of model.json names")
    when = pd.to_datetime(table[column], errors="coerce", utc=True)
    if when.isna().any():
        raise SystemExit(f"{int(when.isna().sum())} rows have no date in {column}")
    ahead = when >= today + AHEAD
    if ahead.any():
        raise SystemExit(f"{int(ahead.sum())} rows are of a day to come: the newest is of {when.max()}")
    days = pd.Timedelta(days=window["days"])
    if not when.max() >= today - days:
        raise SystemExit(
            f"no row is of the {window['days']} days before {today:%Y-%m-%d}: the newest is of {when.max()}"
        )
    return table[when > when.max() - days]


def compared(learnt, table, before, model):
    """The population stability index of each input and of the score; raises SystemExit where an input is missing."""
    missing = [column for column in model["inputs"] if column not in table]
    if missing:
        raise SystemExit(f"the rows have no column {', '.join(missing)}, which the model reads")
    inputs = {name: index(known["shares"], shares(table[name], known)) for name, known in before["inputs"].items()}
    said = scores(learnt, readable(table, before["inputs"]), model)
    score = index(before["score"]["shares"], shares(said, before["score"]))
    return {"rows": len(table), "inputs": inputs, "score": score}


def moved(figures, drift):
    """Every reason why rows of today are others than those of training, as sentences; none where they are alike."""
    found = [("the score", figures["score"]), *sorted(figures["inputs"].items())]
    return [
        f"{name} moved: its population stability index is {value:.4f}, above {drift['bound']}"
        for name, value in found
        if not math.isfinite(value) or value > drift["bound"]
    ]


def main():
    """Print and write the figures; exit 1 where there are too few rows, or where rows moved too far."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--learnt", required=True)
    words.add_argument("--window", required=True)
    words.add_argument("--output", required=True)
    words.add_argument("--today", default=f"{pd.Timestamp.now('UTC'):%Y-%m-%d}", help="the date in UTC")
    asked = words.parse_args()
    model = settings(asked.model)
    drift = model["drift"]
    known = Path(asked.learnt, BASELINE)
    if not known.is_file():
        raise SystemExit(f"the model has no {BASELINE}: train a new version, which brings one")
    table = newest(rows(asked.window, model), drift["window"], pd.Timestamp(asked.today, tz="UTC"))
    if len(table) < drift["rows"]:
        raise SystemExit(f"{len(table)} rows are too few to compare, below {drift['rows']}")
    learnt = mlflow.sklearn.load_model(asked.learnt)
    figures = compared(learnt, table, json.loads(known.read_text("utf-8")), model)
    reasons = moved(figures, drift)
    written(asked.output, {**figures, "drifted": bool(reasons), "reasons": reasons})
    for name, value in (("score", figures["score"]), *sorted(figures["inputs"].items())):
        sys.stdout.write(f"population stability index of {name}: {value:.4f}\n")
    sys.stderr.write("".join(f"drift: {reason}\n" for reason in reasons))
    sys.exit(1 if reasons else 0)


if __name__ == "__main__":
    main()
