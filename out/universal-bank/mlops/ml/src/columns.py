"""The rows of a model, and which of its columns they lack."""

import json
from functools import partial
from pathlib import Path

import pandas as pd

FILE = "data.csv"


def rows(folder):
    """Every row of the CSV files and of the JSON lines in a folder, in the order of their names.

    A number of a CSV file is read as the same number of a JSON line is, to its last digit.
    Raises SystemExit where there is no such file.
    """
    files = [file for file in sorted(Path(folder).rglob("*")) if file.suffix in {".csv", ".jsonl"}]
    if not files:
        raise SystemExit(f"{folder}: there is no CSV file and no file of JSON lines")
    read = {".csv": partial(pd.read_csv, float_precision="round_trip"), ".jsonl": lines}
    return pd.concat([read[file.suffix](file) for file in files], ignore_index=True)


def lines(file):
    """The rows of a file: each line is one row, or has several as `data`, as the collector of an endpoint writes."""
    said = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return pd.DataFrame([row for one in said for row in (one["data"] if isinstance(one.get("data"), list) else [one])])


def lacking(table, model):
    """Columns that `model.json` names and a table does not have."""
    wanted = [model["target"], *model["sensitive"], *model["inputs"]]
    return [column for column in wanted if column not in table.columns]


def two_classes(table, model):
    """Raises SystemExit for classes other than 0 and 1: figures, drift and weights are those of class 1."""
    if model["task"] == "classification" and set(table[model["target"]]) != {0, 1}:
        raise SystemExit(f"'{model['target']}' has other values than 0 and 1, or one of them alone")
