"""The rows of a model, which of its columns they lack, and which of them are words."""

import json
from functools import partial
from pathlib import Path

import pandas as pd

FILE = "data.csv"


def categorical(model):
    """The columns that `model.json` says are words, however they look: inputs, and what tells groups apart."""
    return [*model["categories"], *model["sensitive"]]


def rows(folder, model):
    """Every row of the CSV files and of the JSON lines in a folder, in the order of their names.

    A number of a CSV file is read as the same number of a JSON line is, to its last digit; a word keeps its zeros.
    Raises SystemExit where there is no such file.
    """
    files = [file for file in sorted(Path(folder).rglob("*")) if file.suffix in {".csv", ".jsonl"}]
    if not files:
        raise SystemExit(f"{folder}: there is no CSV file and no file of JSON lines")
    said = categorical(model)
    csv = partial(pd.read_csv, float_precision="round_trip", dtype=dict.fromkeys(said, str))
    read = {".csv": csv, ".jsonl": partial(lines, said=said)}
    return pd.concat([read[file.suffix](file) for file in files], ignore_index=True)


def lines(file, said):
    """The rows of a file: each line is one row, or has several as `data`, as the collector of an endpoint writes.

    What is no word in a column of words, `said`, becomes one.
    """
    read = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    found = [row for one in read for row in (one["data"] if isinstance(one.get("data"), list) else [one])]
    return pd.DataFrame([{**row, **{name: word(row[name]) for name in said if name in row}} for row in found])


def word(value):
    """A value of JSON as a word; None stays None."""
    return value if value is None or isinstance(value, str) else json.dumps(value)


def lacking(table, model):
    """Columns that `model.json` names and a table does not have."""
    wanted = [model["target"], *model["sensitive"], *model["inputs"]]
    return [column for column in wanted if column not in table.columns]


def unnamed(table, model):
    """Inputs with values that are no numbers, which `categories` of `model.json` does not name."""
    numbers = [name for name in model["inputs"] if name not in model["categories"]]
    return [name for name in numbers if not counted(table[name])]


def counted(column):
    """Whether the values of a column are numbers; yes and no are none."""
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def two_classes(table, model):
    """Raises SystemExit for classes other than 0 and 1: figures, drift and weights are those of class 1."""
    if model["task"] == "classification" and set(table[model["target"]]) != {0, 1}:
        raise SystemExit(f"'{model['target']}' has other values than 0 and 1, or one of them alone")
