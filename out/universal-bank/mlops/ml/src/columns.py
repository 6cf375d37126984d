"""The rows of a model, and which of its columns they lack."""

import json
from pathlib import Path

import pandas as pd

FILE = "data.csv"


def rows(folder):
    """Every row of the CSV files and of the JSON lines in a folder, in the order of their names.

    Raises SystemExit where there is no such file.
    """
    files = [file for file in sorted(Path(folder).rglob("*")) if file.suffix in {".csv", ".jsonl"}]
    if not files:
        raise SystemExit(f"{folder}: there is no CSV file and no file of JSON lines")
    read = {".csv": pd.read_csv, ".jsonl": lines}
    return pd.concat([read[file.suffix](file) for file in files], ignore_index=True)


def lines(file):
    """The rows of a file: each line is one row, or has several as `data`, as the collector of an endpoint writes."""
    said = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return pd.DataFrame([row for one in said for row in (one["data"] if isinstance(one.get("data"), list) else [one])])


def lacking(table, model):
    """Columns that `model.json` names and a table does not have."""
    wanted = [model["target"], *model["sensitive"], *model["inputs"]]
    return [column for column in wanted if column not in table.columns]
