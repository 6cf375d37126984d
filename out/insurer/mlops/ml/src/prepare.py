"""Splits the rows into those that the model learns from and those that it is judged by, as tables of Azure ML."""

import argparse
from pathlib import Path

from columns import FILE, lacking, rows
from settings import settings

TABLE = f"""\
paths:
  - file: ./{FILE}
transformations:
  - read_delimited:
      delimiter: ','
      encoding: utf8
      header: all_files_same_headers
"""
"""The file `MLTable` beside the rows: the Responsible AI components read nothing else."""


def split(table, model, seed):
    """Two tables, four fifths and one fifth, with the columns of `model.json` alone.

    Raises SystemExit when the table lacks one.
    """
    missing = lacking(table, model)
    if missing:
        raise SystemExit(f"the data has no column {', '.join(missing)}, which model.json names")
    columns = [*model["inputs"], *model["sensitive"], model["target"]]
    known = table[columns].dropna(subset=[model["target"]])
    mixed = known.sample(frac=1, random_state=seed).reset_index(drop=True)
    judged = len(mixed) // 5
    return mixed.iloc[judged:], mixed.iloc[:judged]


def main():
    """Write both tables."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--data", required=True)
    words.add_argument("--train", required=True)
    words.add_argument("--test", required=True)
    words.add_argument("--seed", type=int, default=7)
    asked = words.parse_args()
    train, test = split(rows(asked.data), settings(asked.model), asked.seed)
    for part, folder in ((train, asked.train), (test, asked.test)):
        Path(folder).mkdir(parents=True, exist_ok=True)
        part.to_csv(Path(folder, FILE), index=False)
        Path(folder, "MLTable").write_text(TABLE, "utf-8")


if __name__ == "__main__":
    main()
