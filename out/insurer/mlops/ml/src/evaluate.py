"""Measures the model on rows that it has not seen: as a whole, and for each group of a sensitive column."""

import argparse
import math

import mlflow.sklearn
from columns import rows
from settings import contents, settings, written
from sklearn import metrics


def measured(truth, said, chance):
    """Figures of a whole table; `chance` is the probability of the second class, None for a regression."""
    if chance is None:
        return {
            "mae": metrics.mean_absolute_error(truth, said),
            "r2": metrics.r2_score(truth, said),
            "rmse": math.sqrt(metrics.mean_squared_error(truth, said)),
        }
    return {
        "accuracy": metrics.accuracy_score(truth, said),
        "auc": metrics.roc_auc_score(truth, chance),
        "f1": metrics.f1_score(truth, said),
        "logLoss": metrics.log_loss(truth, chance, labels=[0, 1]),
        "precision": metrics.precision_score(truth, said, zero_division=0),
        "recall": metrics.recall_score(truth, said),
        "selectionRate": (said == 1).mean(),
    }


NAMELESS = "not given"
"""The group of rows that name none; with few rows it is shown, and compared with no other."""


def grouped(groups, truth, said, chance):
    """Figures of each group: rows, and what the fairness figures compare; None where a group has no case for one."""
    named = groups.astype("string").fillna(NAMELESS)
    found = {}
    for group in sorted(named.unique()):
        inside = named == group
        real, answer = truth[inside], said[inside]
        figures = {"rows": int(inside.sum())}
        if chance is None:
            figures["error"] = float(metrics.mean_absolute_error(real, answer))
        else:
            figures["accuracy"] = float((answer == real).mean())
            figures["recall"] = share(answer, real == 1)
            figures["selectionRate"] = float((answer == 1).mean())
        found[group] = figures
    return found


def share(answer, among):
    """The share of rows that the model selects among some; None where there are none."""
    return float((answer[among] == 1).mean()) if among.any() else None


def fairness(groups, least):
    """Distances between the best and the worst group; None where a group has no figure, or where there is one group.

    Rows that name no group are one from `least` rows on.
    """
    compared = [group for name, group in groups.items() if name != NAMELESS or group["rows"] >= least]

    def values(figure):
        found = [group.get(figure) for group in compared]
        return None if len(found) < 2 or None in found else found

    def difference(figure):
        found = values(figure)
        return None if found is None else max(found) - min(found)

    def ratio(figure):
        found = values(figure)
        return None if found is None or max(found) == 0 else min(found) / max(found)

    return {
        "accuracyDifference": difference("accuracy"),
        "accuracyRatio": ratio("accuracy"),
        "recallDifference": difference("recall"),
        "selectionRateDifference": difference("selectionRate"),
        "selectionRateRatio": ratio("selectionRate"),
    }


def evaluated(learnt, table, model):
    """Everything that the gate and the model card read."""
    truth, given = table[model["target"]], table.drop(columns=model["target"])
    said = learnt.predict(given)
    chance = learnt.predict_proba(given)[:, 1] if model["task"] == "classification" else None
    groups = {column: grouped(table[column], truth, said, chance) for column in model["sensitive"]}
    return {
        "rows": len(table),
        "metrics": {name: float(value) for name, value in measured(truth, said, chance).items()},
        "groups": groups,
        "fairness": {column: fairness(found, model["groupRows"]) for column, found in groups.items()},
    }


def main():
    """Evaluate and write the figures."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--learnt", required=True)
    words.add_argument("--test", required=True)
    words.add_argument("--output", required=True)
    asked = words.parse_args()
    learnt = mlflow.sklearn.load_model(asked.learnt)
    model = settings(asked.model)
    figures = evaluated(learnt, rows(asked.test, model), model)
    written(asked.output, {**figures, "model": contents(asked.learnt)})


if __name__ == "__main__":
    main()
