"""Language models that pipelines ask questions: a deployment, a folder with questions, what its answers must reach."""

from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.mlops.models import Image, TrainingData, Weekly
from ringfence.blueprint.language.types import Line, Name, Node

AnswerMetric = Literal["exact", "contained", "refused", "filtered", "seconds"]


class Evaluate(Weekly):
    """When a deployment is asked again without people asking for it."""


class EvaluatedModel(Node):
    """A deployment of a language model that a pipeline asks, judges by thresholds, and leaves evidence of."""

    name: Name = Field(description="Name of the evaluation: of its folder and its pipeline.")
    deployment: Name = Field(description="One of `languageModel.deployments` of the landing zone that asks.")
    data: TrainingData = Field(
        description="Folder with questions as JSON lines: `question`, and `expected` or `refuse`, and maybe `context`."
    )
    thresholds: Annotated[dict[AnswerMetric, Annotated[float, Field(ge=0, le=600)]], Field(min_length=1)] = Field(
        description="What answers must reach: least share that is `exact`, that has the expected text `contained`, and "
        "that is `refused` where it must be; most share that is `filtered`, and most `seconds` of 95 in 100 answers."
    )
    refusal: Line | None = Field(
        default=None,
        description="Words with which the model begins a refusal. Left out, the marks of filter and model count.",
    )
    rows: Annotated[int, Field(ge=10, le=10**5)] = Field(
        default=50, description="Fewest questions; with fewer the pipeline fails."
    )
    image: Image = Field(description="Image that the steps run in, in a registry of the bank, by digest.")
    cluster: Name | None = Field(
        default=None, description="One of the `clusters` of the landing zone; its first when left out."
    )
    evaluate: Evaluate | None = Field(default=None, description="When it is asked again; by hand when left out.")
