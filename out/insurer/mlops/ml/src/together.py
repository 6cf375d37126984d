"""What the nodes of a group do together: they learn from a table, and the first of them saves the model."""

import sys

import numpy as np
from columns import two_classes
from spread import fitted, share
from train import learner, saved


def taught(table, model, group):
    """The pipeline after the nodes of a group have learnt from every row of a table together.

    What columns become is fitted on each node to the whole table, so that every node reads rows alike.
    Raises SystemExit for fewer rows than nodes, and for classes other than 0 and 1.
    """
    if len(table) < group.size:
        raise SystemExit(f"{len(table)} rows are too few for {group.size} nodes")
    two_classes(table, model)
    given, learnt = table.drop(columns=model["target"]), learner(model)
    columns, kind = learnt[0], learnt[-1]
    columns.fit(given)
    mine = share(len(table), group.rank, group.size)
    numbers = columns.transform(given.iloc[mine])
    numbers = numbers.toarray() if hasattr(numbers, "toarray") else numbers
    truth = table[model["target"]].iloc[mine].to_numpy(dtype=float)
    weights = group.given(fitted(group.library, group.taken(numbers), group.taken(truth), model["task"], group))
    single = model["task"] == "regression"
    kind.coef_, kind.intercept_ = (weights[:-1], weights[-1]) if single else (weights[None, :-1], weights[-1:])
    kind.n_features_in_ = len(weights) - 1
    if not single:
        kind.classes_ = np.array([0, 1])
    return learnt


def run(table, model, group, folder):
    """The pipeline that a group has learnt; its first node saves it, and says of how many rows it is."""
    learnt = taught(table, model, group)
    if group.rank == 0:
        saved(learnt, table, model, folder)
        sys.stdout.write(f"{group.size} processes learnt from {len(table)} rows\n")
    return learnt
