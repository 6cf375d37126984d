"""The rows of a model, and which of its columns they lack."""

from pathlib import Path

import pandas as pd

FILE = "data.csv"


def rows(folder):
    """Every row of the CSV files in a folder, in the order of their names; raises SystemExit where there is none."""
    files = sorted(Path(folder).rglob("*.csv"))
    if not files:
        raise SystemExit(f"{folder}: there is no CSV file")
    return pd.concat([pd.read_csv(file) for file in files], ignore_index=True)


def lacking(table, model):
    """Columns that `model.json` names and a table does not have."""
    wanted = [model["target"], *model["sensitive"], *model["inputs"]]
    return [column for column in wanted if column not in table.columns]
