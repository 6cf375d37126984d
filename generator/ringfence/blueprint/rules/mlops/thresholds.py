"""Rule MLO04: a threshold can be missed and can be reached, its metric is one of the task, and one tells apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ringfence.blueprint.language.mlops import KEY
from ringfence.blueprint.language.mlops.models import Fairness, TrackedModel
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SOURCE = "scikit-learn user guide, metrics and scoring: quantifying the quality of predictions"


@dataclass(frozen=True, slots=True)
class Scale:
    """A metric: the task it judges, whether less is better, the figure of a model that has learned nothing (None
    where it depends on the data), and the best figure there is.
    """

    task: str
    less: bool
    blind: float | None
    best: float


METRICS: Mapping[str, Scale] = {
    "auc": Scale("classification", less=False, blind=0.5, best=1),
    "accuracy": Scale("classification", less=False, blind=0, best=1),
    "precision": Scale("classification", less=False, blind=0, best=1),
    "recall": Scale("classification", less=False, blind=0, best=1),
    "f1": Scale("classification", less=False, blind=0, best=1),
    "logLoss": Scale("classification", less=True, blind=None, best=0),
    "r2": Scale("regression", less=False, blind=0, best=1),
    "mae": Scale("regression", less=True, blind=None, best=0),
    "rmse": Scale("regression", less=True, blind=None, best=0),
}


TELLING: Mapping[str, str] = {"classification": "auc", "regression": "r2"}
"""By task the metric of which every model that gives the same answer for each row has the `blind` figure, whatever the
data; all others depend on the data: of 97 rows in 100 in one class such a model has an accuracy of 0.97."""


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Thresholds and bounds of every model."""
    for index, model in enumerate(blueprint.mlops.models if blueprint.mlops else []):
        if (telling := TELLING[model.task]) not in model.thresholds:
            message, at = "a model that gives the same answer for each row could pass", (KEY, "models", index)
            hint = f"add {telling}, with a figure above {METRICS[telling].blind:g}"
            yield document.finding("MLO04", (*at, "thresholds"), message, hint=hint, source=SOURCE, on_key=True)
        for metric, wrong in _thresholds(model):
            path = (KEY, "models", index, "thresholds", metric)
            yield document.finding("MLO04", path, wrong[0], hint=wrong[1], source=SOURCE)
        if model.fairness and (unfair := _bound(model.fairness)):
            path = (KEY, "models", index, "fairness", "bound")
            yield document.finding("MLO04", path, unfair[0], hint=unfair[1], source=SOURCE)


def _thresholds(model: TrackedModel) -> Iterator[tuple[str, tuple[str, str]]]:
    for metric, value in model.thresholds.items():
        scale = METRICS[metric]
        if scale.task != model.task:
            fitting = ", ".join(name for name, one in METRICS.items() if one.task == model.task)
            yield metric, (f"{metric} judges no {model.task}", f"metrics of that task are: {fitting}")
        elif (value >= scale.best) if not scale.less else (value <= scale.best):
            yield metric, ("only a model without any error would pass", "write a figure that a good model has")
        elif scale.blind is not None and value <= scale.blind:
            message = "a model that has learned nothing would pass"
            yield metric, (message, f"write a figure above {scale.blind:g}")


def _bound(fairness: Fairness) -> tuple[str, str] | None:
    ratio = fairness.metric.endswith("Ratio")
    if fairness.bound == (0 if ratio else 1):
        return "no model could miss this bound", "write a bound between 0 and 1"
    if fairness.bound == (1 if ratio else 0):
        return "groups are never exactly alike, so every model would miss this bound", "write a bound between 0 and 1"
    return None
