"""Makes rows that look like applications for credit, of no real person: the pipeline runs before there is real data."""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from columns import FILE
from settings import settings

GROUPS = ("under-30", "30-to-60", "over-60")
KINDS = ("kind-a", "kind-b", "kind-c")
ROWS, A_ROW = 4000, 40
"""Fewest rows, and rows for each that a group must have: a fifth of all judges, and a fifth of that is one group."""


def shapes(random, count):
    """Columns by shape, in turn: incomes, shares of debt, late payments, years; each with its weight in the target."""
    return (
        (lambda: random.lognormal(10.6, 0.45, count).round(2), lambda column: 0.6 * (np.log(column) - 10.6)),
        (lambda: random.beta(2, 5, count).round(4), lambda column: 1.0 - 3.2 * column),
        (lambda: random.poisson(0.6, count), lambda column: 0.5 - 0.9 * column),
        (lambda: random.integers(0, 30, count), lambda column: 0.03 * (column - 15)),
    )


def kinds(random, count):
    """A column of words: one of three kinds, of which each is worth more than the one before."""
    return lambda: random.choice(KINDS, count), lambda column: 0.4 * (np.searchsorted(KINDS, column) - 1)


def sample(model, count, seed):
    """Rows with every column that `model.json` names; the same seed gives the same rows."""
    random = np.random.default_rng(seed)
    shaped, worded = shapes(random, count), kinds(random, count)
    score = np.full(count, 0.8)
    columns = {}
    numbers = [name for name in model["inputs"] if name not in model["categories"]]
    made_of = {name: shaped[at % len(shaped)] for at, name in enumerate(numbers)}
    for name in model["inputs"]:
        made, weight = made_of.get(name, worded)
        columns[name] = made()
        score = score + weight(columns[name])
    for name in model["sensitive"]:
        columns[name] = random.choice(GROUPS, count, p=[0.3, 0.5, 0.2])
    score = score + random.normal(0, 0.6, count)
    classes = model["task"] == "classification"
    columns[model["target"]] = (score > 0).astype(int) if classes else (1000 * score).round(2)
    return pd.DataFrame(columns)


def main():
    """Write the rows as one CSV file."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--output", required=True)
    words.add_argument("--rows", type=int, help="how many; enough for the groups of the model when left out")
    words.add_argument("--seed", type=int, default=7)
    asked = words.parse_args()
    Path(asked.output).mkdir(parents=True, exist_ok=True)
    model = settings(asked.model)
    count = asked.rows or max(ROWS, A_ROW * model["groupRows"])
    sample(model, count, asked.seed).to_csv(Path(asked.output, FILE), index=False)


if __name__ == "__main__":
    main()
