"""Splits the rows into those that the model learns from and those that it is judged by, as tables of Azure ML.

A model that has learnt elsewhere is judged by every row. Its dashboard then has the same rows as those of training: it
explains the model by rows that were kept back, and says nothing of how well the model knows what it has learnt from.
"""

import argparse
from pathlib import Path

from columns import FILE, lacking, rows, two_classes
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


def known(table, model):
    """The rows whose target is known, with the columns of `model.json` alone.

    Raises SystemExit when the table lacks one, and for classes other than 0 and 1.
    """
    missing = lacking(table, model)
    if missing:
        raise SystemExit(f"the data has no column {', '.join(missing)}, which model.json names")
    columns = [*model["inputs"], *model["sensitive"], model["target"]]
    found = table[columns].dropna(subset=[model["target"]])
    two_classes(found, model)
    return found


def split(table, model, seed):
    """Two tables, four fifths and one fifth, of the rows that are known."""
    mixed = known(table, model).sample(frac=1, random_state=seed).reset_index(drop=True)
    judged = len(mixed) // 5
    return mixed.iloc[judged:], mixed.iloc[:judged]


def main():
    """Write both tables."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--data", required=True)
    words.add_argument("--train", required=True)
    words.add_argument("--test", required=True)
    words.add_argument("--judged", action="store_true", help="the model has learnt elsewhere: every row judges it")
    words.add_argument("--seed", type=int, default=7)
    asked = words.parse_args()
    table, model = rows(asked.data), settings(asked.model)
    train, test = [known(table, model)] * 2 if asked.judged else split(table, model, asked.seed)
    for part, folder in ((train, asked.train), (test, asked.test)):
        Path(folder).mkdir(parents=True, exist_ok=True)
        part.to_csv(Path(folder, FILE), index=False)
        Path(folder, "MLTable").write_text(TABLE, "utf-8")


if __name__ == "__main__":
    main()
