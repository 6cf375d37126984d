"""The rows of a model, which of its columns they lack, and which of them are words."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

FILE = "data.csv"


def categorical(model):
    """The columns that `model.json` says are words, however they look: inputs, and what tells groups apart."""
    return [*model["categories"], *model["sensitive"]]


def rows(folder, model):
    """Every row of the CSV files and of the JSON lines in a folder, in the order of their names; empty files have none.

    A number of a CSV file is read as the same number of a JSON line is, to its last digit. A word is read as it stands:
    it keeps its zeros, and `NA` or `None` is a word, too. Raises SystemExit where there is no such file, or where one
    cannot be read.
    """
    files = [file for file in sorted(Path(folder).rglob("*")) if file.suffix.lower() in READ and file.stat().st_size]
    if not files:
        raise SystemExit(f"{folder}: there is no CSV file and no file of JSON lines with rows")
    return pd.concat([rows_of(file, categorical(model)) for file in files], ignore_index=True)


def rows_of(file, said):
    """The rows of one file; `said` are its columns of words. Raises SystemExit where it cannot be read."""
    try:
        return READ[file.suffix.lower()](file, said)
    except ValueError as error:
        raise SystemExit(f"{file.name} cannot be read: {error}") from None


def delimited(file, said):
    """The rows of a CSV file."""
    return pd.read_csv(file, float_precision="round_trip", converters=dict.fromkeys(said, spelt))


def spelt(cell):
    """A cell of a CSV file as a word; None where it is empty."""
    return cell or None


def lines(file, said):
    """The rows of a file: each line is one row, or has several as `data`, as the collector of an endpoint writes.

    What is no word in a column of words, `said`, becomes one.
    """
    read = [json.loads(line) for line in file.read_text("utf-8-sig").splitlines() if line.strip()]
    found = [row for one in read for row in (one["data"] if isinstance(one.get("data"), list) else [one])]
    return pd.DataFrame([{**row, **{name: word(row[name]) for name in said if name in row}} for row in found])


READ = {".csv": delimited, ".jsonl": lines}
"""How a file is read, by the ending of its name."""


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


def endless(table, model):
    """Inputs, and the target of a regression, with values that are infinite: no model learns from them."""
    numbers = [name for name in model["inputs"] if name not in model["categories"]]
    numbers += [model["target"]] if model["task"] == "regression" else []
    return [name for name in numbers if np.isinf(table[name].to_numpy(dtype=float)).any()]


def two_classes(table, model):
    """Raises SystemExit for classes other than 0 and 1: figures, drift and weights are those of class 1."""
    if model["task"] == "classification" and set(table[model["target"]]) != {0, 1}:
        raise SystemExit(f"'{model['target']}' has other values than 0 and 1, or one of them alone")
