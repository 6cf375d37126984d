"""Models that pipelines train: who answers, what they predict from what, when they are good enough, where they go."""

from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.connections import Databricks
from ringfence.blueprint.language.lakes.layers import Layer
from ringfence.blueprint.language.types import Line, Name, Node

Feature = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=64)]
Metric = Literal["auc", "accuracy", "precision", "recall", "f1", "logLoss", "r2", "mae", "rmse"]
FairnessMetric = Literal[
    "selectionRateDifference", "accuracyDifference", "recallDifference", "selectionRateRatio", "accuracyRatio"
]
Figure = Annotated[float, Field(ge=-(10**9), le=10**9)]
FolderPath = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_-]*(/[A-Za-z0-9_=][A-Za-z0-9_=-]*)*$", max_length=200)
]
Image = Annotated[
    str,
    Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+/[a-z0-9]+([._/-][a-z0-9]+)*@sha256:[0-9a-f]{64}$", max_length=300),
]
Day = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class TrainingData(Node):
    """What a model is trained on: a folder of a layer that a connection leads to."""

    connection: Name = Field(description="One of `connections`, with use `lake`.")
    layer: Layer = Field(default="gold", description="Layer of the connection.")
    path: FolderPath = Field(description="Folder in the layer.")


class Fairness(Node):
    """How far a model may treat groups of people differently."""

    sensitive: list[Feature] = Field(
        min_length=1, max_length=10, description="Columns that tell groups apart; the model never reads them."
    )
    metric: FairnessMetric = Field(default="selectionRateDifference", description="What is compared between groups.")
    bound: Annotated[float, Field(ge=0, le=1)] = Field(
        description="Most of a difference between groups, or least of a ratio."
    )
    rows: Annotated[int, Field(ge=1, le=10**6)] = Field(
        default=30, description="Fewest rows of a group among those that judge; with fewer the pipeline fails."
    )


class Distributed(Node):
    """Training over several nodes of one cluster, which talk to each other."""

    cluster: Name = Field(description="One of the `clusters` of the landing zone, with GPUs.")
    nodes: Annotated[int, Field(ge=2, le=1000)] = Field(description="Nodes of one job.")


class Weekly(Node):
    """Days of a week and a time of day at which a pipeline starts without being asked."""

    days: list[Day] = Field(min_length=1, max_length=7, description="Days of the week.")
    at: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = Field(
        default="03:00", description="Time of day, in UTC."
    )


class Retrain(Weekly):
    """When a model is trained again without being asked."""


class DriftWindow(Node):
    """The newest rows of a folder, by a column with a date or a time."""

    column: Feature = Field(description="Column with the date or the time of a row.")
    days: Annotated[int, Field(ge=1, le=366)] = Field(
        description="Days up to the newest row; the pipeline fails where that is older itself, or of a day to come."
    )


class Drift(Weekly):
    """How far the rows that a model scores may move away from those that it was trained on.

    The default bound is a rule of thumb. Source: N. Siddiqi, Credit Risk Scorecards (2006), population stability.
    """

    layer: Layer = Field(default="gold", description="Layer of the connection of `data`, or of `judged`.")
    path: FolderPath = Field(description="Folder with collected or scored rows, as CSV or JSON lines.")
    window: DriftWindow | None = Field(default=None, description="Which rows are compared; all when left out.")
    bound: Annotated[float, Field(gt=0, le=10)] = Field(
        default=0.25, description="Most of the population stability index of each input and of the score."
    )
    rows: Annotated[int, Field(ge=50, le=10**7)] = Field(
        default=1000, description="Fewest rows that are compared; with fewer the pipeline fails."
    )


class Causal(Node):
    """Inputs whose effect on the outcome the Responsible AI dashboard estimates."""

    treatment: list[Feature] = Field(min_length=1, max_length=10, description="Some of `inputs`.")


class ResponsibleAi(Node):
    """What the Responsible AI dashboard shows beside explanation and error analysis, which it always has."""

    causal: Causal | None = Field(default=None, description="Effects of inputs on the outcome.")
    counterfactual: bool = Field(
        default=False, description="Nearest rows with the other outcome; of `classification` alone."
    )


class Judged(Node):
    """How Azure ML judges a model that Databricks trained, before it is registered under its name."""

    connection: Name = Field(description="A connection with `lake` from the landing zone that registers the model.")
    layer: Layer = Field(default="gold", description="Layer of that connection.")
    path: FolderPath = Field(description="Folder with rows that were kept back from its training, as CSV.")
    cluster: Name | None = Field(
        default=None, description="One of the `clusters` of that landing zone; its first when left out."
    )


class Served(Node):
    """The online endpoint that answers with a model."""

    landing_zone: Name = Field(alias="landingZone", description="A landing zone with `inference`.")
    endpoint: Name = Field(description="One of its `online` endpoints.")


class TrackedModel(Node):
    """A model that pipelines train, judge, register, promote and release."""

    name: Name = Field(description="Name of the model, as it is registered.")
    owner: Line = Field(description="Who answers for the model: a team or a mailbox.")
    materiality: Literal["low", "medium", "high"] = Field(description="Its tier in the bank's inventory of models.")
    task: Literal["classification", "regression"] = Field(description="What it predicts: a class, or a number.")
    target: Feature = Field(description="The column that it predicts.")
    inputs: list[Feature] = Field(min_length=1, max_length=500, description="The columns that it reads.")
    categories: list[Feature] = Field(
        default=[],
        max_length=500,
        description="Some of `inputs`: those with words; the others have numbers.",
    )
    thresholds: Annotated[dict[Metric, Figure], Field(min_length=1)] = Field(
        description="Metrics that a new version must reach; of `logLoss`, `mae` and `rmse` the most, else the least."
    )
    fairness: Fairness | None = Field(default=None, description="How far it may treat groups differently.")
    data: TrainingData = Field(description="What it is trained on.")
    image: Image = Field(description="Image that training runs in, in a registry of the bank, by digest.")
    trained_in: Literal["azureMachineLearning", Databricks] = Field(
        default="azureMachineLearning",
        alias="trainedIn",
        description="Where it is trained; from Databricks it is registered by MLflow.",
    )
    judged: Judged | None = Field(
        default=None, description="What Azure ML judges it by; of a model that Databricks trains alone."
    )
    cluster: Name | None = Field(
        default=None, description="One of the `clusters` of the landing zone; its first when left out."
    )
    distributed: Distributed | None = Field(default=None, description="Training over GPU nodes that share its rows.")
    retrain: Retrain | None = Field(default=None, description="When it is trained again; by hand when left out.")
    drift: Drift | None = Field(default=None, description="How far the rows that it scores may move.")
    responsible_ai: ResponsibleAi | None = Field(
        default=None, alias="responsibleAi", description="What the Responsible AI dashboard shows beside the usual."
    )
    serve: Served | None = Field(default=None, description="The endpoint that answers with it.")
