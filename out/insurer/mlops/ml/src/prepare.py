"""Splits the rows into those that the model learns from and those that it is judged by, as tables of Azure ML.

A model that has learnt elsewhere is judged by every row. Its dashboard then has the same rows as those of training: it
explains the model by rows that were kept back, and says nothing of how well the model knows what it has learnt from.
"""

import argparse
import json
from pathlib import Path

from columns import FILE, categorical, counted, endless, lacking, rows, two_classes, unnamed
from settings import settings

READ = f"""\
paths:
  - file: ./{FILE}
transformations:
  - read_delimited:
      delimiter: ','
      encoding: utf8
      header: all_files_same_headers
"""


def described(model):
    """The file `MLTable` beside the rows: the Responsible AI components read nothing else.

    Source: azure-ai-docs machine-learning/reference-yaml-mltable.md, transformations.
    """
    said = categorical(model)
    turned = f"  - convert_column_types:\n      - columns: {json.dumps(said)}\n        column_type: string\n"
    return READ + (turned if said else "")


def known(table, model):
    """The rows whose target is known, with the columns of `model.json` alone.

    Raises SystemExit when the table lacks one, when no target is known, when an input has words that the blueprint does
    not say it has, for numbers without end, for a number to predict that is none, and for classes other than 0 and 1.
    """
    missing = lacking(table, model)
    if missing:
        raise SystemExit(f"the data has no column {', '.join(missing)}, which model.json names")
    columns = [*model["inputs"], *model["sensitive"], model["target"]]
    found = table[columns].dropna(subset=[model["target"]])
    if found.empty:
        raise SystemExit(f"the data has no row with a value of '{model['target']}'")
    if strange := unnamed(found, model):
        raise SystemExit(f"{', '.join(strange)} has values that are no numbers: name it in categories of the model")
    if model["task"] == "regression" and not counted(found[model["target"]]):
        raise SystemExit(f"'{model['target']}' has values that are no numbers: a regression predicts a number")
    if without := endless(found, model):
        raise SystemExit(f"{', '.join(without)} has infinite values: leave such a cell empty")
    two_classes(found, model)
    return found


def few(test, every, model):
    """Groups of people with too few rows to judge by, as words; rows that name no group are not one.

    A figure of a few rows says nothing, and a group that is in training alone would not be missed.
    """
    found = []
    for column in model["sensitive"]:
        there = test[column].value_counts()
        counts = {group: int(there.get(group, 0)) for group in sorted(every[column].dropna().unique())}
        found += [f"{column} {name}: {count}" for name, count in counts.items() if count < model["groupRows"]]
    return found


def enough(test, every, model):
    """Raises SystemExit where the rows that judge are of one class, are fewer than two, or have too few of a group."""
    kinds = test[model["target"]].nunique() if model["task"] == "classification" else len(test)
    if kinds < 2:
        raise SystemExit(f"{len(test)} rows judge it: they are too few, or of one class; bring more rows")
    if small := few(test, every, model):
        least = f"fewer than {model['groupRows']} rows that judge it"
        raise SystemExit(f"groups with {least}: {', '.join(small)}; bring more rows, or join small groups")


def split(table, model, seed):
    """Two tables, four fifths and one fifth, of the rows that are known; raises as `known` and `enough` do."""
    mixed = known(table, model).sample(frac=1, random_state=seed).reset_index(drop=True)
    fifth = len(mixed) // 5
    enough(mixed.iloc[:fifth], mixed, model)
    return mixed.iloc[fifth:], mixed.iloc[:fifth]


def whole(table, model):
    """The rows that are known, twice: a model that has learnt elsewhere is judged by every row. Raises as `split`."""
    every = known(table, model)
    enough(every, every, model)
    return every, every


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
    model = settings(asked.model)
    table = rows(asked.data, model)
    train, test = whole(table, model) if asked.judged else split(table, model, asked.seed)
    for part, folder in ((train, asked.train), (test, asked.test)):
        Path(folder).mkdir(parents=True, exist_ok=True)
        part.to_csv(Path(folder, FILE), index=False)
        Path(folder, "MLTable").write_text(described(model), "utf-8")


if __name__ == "__main__":
    main()
