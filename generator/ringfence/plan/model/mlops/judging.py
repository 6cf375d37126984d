"""When a model is good enough, fair enough and still like the rows that it scores, and when pipelines look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessBound:
    """How far a model may treat groups differently: a difference has a most, a ratio a least.

    `rows` are the fewest rows of a group that a figure of it is read from.
    """

    sensitive: tuple[str, ...]
    metric: str
    bound: float
    ratio: bool
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricBound:
    """What a metric of a new version must reach; where less is better, the most it may be."""

    metric: str
    value: float
    less: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrainAt:
    """When a model is trained again: days of the week and a time of day, in UTC."""

    days: tuple[str, ...]
    hour: int
    minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftBound:
    """Where scored rows of a model are, when they are compared with its training, and how far they may have moved.

    `bound` is the most of a population stability index, `rows` the fewest rows that are compared. With a `column` of
    dates the last `days` of the folder are compared, with '' all of it.
    """

    datastore: str
    layer: str
    folder: str
    data_path: str
    column: str
    days: int
    bound: float
    rows: int
    starts: RetrainAt


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedBy:
    """By which rows Azure ML judges a model that Databricks trained, and on which cluster.

    Databricks registers it as `candidate`; under its name it is registered by the pipeline, when the gate let it pass.
    """

    candidate: str
    connection: str
    datastore: str
    layer: str
    folder: str
    data_path: str
    cluster: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Insights:
    """What the Responsible AI dashboard shows beside explanation and error analysis: effects of `treatments`, and
    counterfactuals.
    """

    treatments: tuple[str, ...]
    counterfactual: bool
