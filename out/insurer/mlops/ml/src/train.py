"""Trains the model and saves it in MLflow's format, with the columns that it takes."""

import argparse
from functools import partial
from pathlib import Path

import mlflow.sklearn
import numpy as np
from columns import rows
from settings import settings, written
from shift import baseline
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

BASELINE = "baseline.json"
"""The file beside the model with the shares of its training, which the pipeline `drift` compares rows with."""


def worded():
    """What words become. One that is missing is the word '', whether it is null of JSON or an empty cell of a CSV file;
    a number is its digits, since a request may bring 7 where training has read '7'.
    """
    empty, null = (SimpleImputer(missing_values=none, strategy="constant", fill_value="") for none in (np.nan, None))
    spelt = FunctionTransformer(partial(np.asarray, dtype=str))
    return make_pipeline(empty, null, spelt, OneHotEncoder(handle_unknown="ignore"))


def learner(model):
    """A pipeline that has not learnt yet. It takes whole rows and passes on its inputs alone."""
    numbers = [name for name in model["inputs"] if name not in model["categories"]]
    columns = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            ("words", worded(), model["categories"]),
        ]
    )
    kind = LogisticRegression(max_iter=1000) if model["task"] == "classification" else Ridge()
    return make_pipeline(columns, kind)


def trained(table, model):
    """The pipeline after it has learnt from every row of a table."""
    return learner(model).fit(table.drop(columns=model["target"]), table[model["target"]])


def saved(learnt, table, model, folder):
    """Write a model that has learnt from a table, with the shares of its training beside it."""
    mlflow.sklearn.save_model(learnt, folder)
    written(Path(folder, BASELINE), baseline(learnt, table, model))


def main():
    """Train and save."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--train", required=True)
    words.add_argument("--output", required=True)
    asked = words.parse_args()
    model = settings(asked.model)
    table = rows(asked.train, model)
    saved(trained(table, model), table, model, asked.output)


if __name__ == "__main__":
    main()
