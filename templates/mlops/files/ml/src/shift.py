"""How far values moved: the population stability index over bins that are fixed when a model is trained."""

import math

import numpy as np
import pandas as pd
from columns import counted

BINS, MOST = 10, 20
"""Bins of a column of numbers, and the most values of a column that have a bin each."""
LEAST = 1e-4
"""The share that an empty bin counts as: the index has a logarithm."""


def profile(column):
    """The bins of a column and the share of its rows in each; the last bin is of values that are missing."""
    if counted(column):
        bins = {"edges": edges(finite(column))}
    else:
        often = column.dropna().astype(str).value_counts()
        bins = {"words": sorted(often.index, key=lambda word: (-often[word], word))[:MOST]}
    return {**bins, "shares": shares(column, bins)}


def edges(numbers):
    """The least number of each bin but the first, so that all that moves leaves its bin.

    Few values have a bin each, and so has any value that is a tenth of all; the rest is in tenths. What is below the
    least value, above the greatest, or between values that have a bin each, is in bins that training left empty.
    """
    values, counts = np.unique(numbers, return_counts=True)
    own = values if len(values) <= MOST else values[counts * BINS >= len(numbers)]
    rest = numbers[~np.isin(numbers, own)]
    tenths = [*np.quantile(rest, np.arange(BINS) / BINS), np.nextafter(rest.max(), np.inf)] if len(rest) else []
    return np.unique([*own, *np.nextafter(own, np.inf), *tenths]).tolist()


def shares(column, bins):
    """The share of rows in each bin. What is no number in a column of numbers counts as missing."""
    if "edges" in bins:
        numbers, count = finite(column), len(bins["edges"]) + 1
        found = np.bincount(np.searchsorted(bins["edges"], numbers, side="right"), minlength=count)
    else:
        numbers, count = column.dropna().astype(str), len(bins["words"]) + 1
        place = {word: at for at, word in enumerate(bins["words"])}
        found = np.bincount([place.get(word, count - 1) for word in numbers], minlength=count)
    every = [*found.tolist(), len(column) - len(numbers)]
    return [each / max(len(column), 1) for each in every]


def finite(column):
    """The numbers of a column."""
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float)
    return numbers[np.isfinite(numbers)]


def readable(table, inputs):
    """Rows as a model can read them: in a column that was of numbers in training, what is no number is missing."""
    numbers = {
        name: pd.to_numeric(table[name], errors="coerce").replace([np.inf, -np.inf], np.nan)
        for name, known in inputs.items()
        if "edges" in known
    }
    return table.assign(**numbers)


def index(before, now):
    """The population stability index of two lists of shares; 0 where they are equal."""
    pairs = [(max(old, LEAST), max(new, LEAST)) for old, new in zip(before, now, strict=True)]
    return sum((new - old) * math.log(new / old) for old, new in pairs)


def scores(learnt, table, model):
    """What a model says of rows: the chance of the class, or the number that it predicts."""
    if model["task"] == "classification":
        return pd.Series(learnt.predict_proba(table)[:, 1])
    return pd.Series(learnt.predict(table))


def baseline(learnt, table, model):
    """The profiles of each input and of the score, over the rows that a model has learnt from."""
    inputs = {column: profile(table[column]) for column in model["inputs"]}
    return {"inputs": inputs, "score": profile(scores(learnt, table, model))}
