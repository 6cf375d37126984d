"""What the steps share: a model's settings, its rows, and what they write."""

import json
from pathlib import Path

import pandas as pd

FILE = "data.csv"


def settings(path):
    """The content of a model's `model.json`."""
    return json.loads(Path(path).read_text("utf-8"))


def rows(folder):
    """Every row of the CSV files in a folder, in the order of their names; raises SystemExit where there is none."""
    files = sorted(Path(folder).rglob("*.csv"))
    if not files:
        raise SystemExit(f"{folder}: there is no CSV file")
    return pd.concat([pd.read_csv(file) for file in files], ignore_index=True)


def lacking(table, model):
    """Columns that `model.json` names and a table does not have: the target, sensitive ones and those it learns from."""
    wanted = [model["target"], *model["sensitive"], *model["inputs"]]
    return [column for column in wanted if column not in table.columns]


def written(path, content):
    """Write a value as JSON, sorted, so that equal results are equal bytes."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", "utf-8")
