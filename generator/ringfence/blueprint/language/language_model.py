"""The part of the input language about language models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.types import Name, Node

Severity = Literal["low", "medium"]


class ContentFilter(Node):
    """From which severity on the filter of the models blocks, by category, in prompts and in answers alike."""

    hate: Severity = Field(default="medium", description="Hate and unfairness: blocked from this severity on.")
    self_harm: Severity = Field(
        default="medium", alias="selfHarm", description="Self-harm: blocked from this severity on."
    )
    sexual: Severity = Field(default="medium", description="Sexual content: blocked from this severity on.")
    violence: Severity = Field(default="medium", description="Violence: blocked from this severity on.")


ModelWord = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=64)]


class ModelDeployment(Node):
    """A model that the landing zone may call, with its throughput."""

    name: Name = Field(description="Name of the deployment: what callers ask for.")
    model: ModelWord = Field(description="Model, as Azure OpenAI calls it.")
    version: ModelWord = Field(description="Version of the model; it changes only when this line does.")
    sku: Literal[
        "Standard",
        "ProvisionedManaged",
        "DataZoneStandard",
        "DataZoneProvisionedManaged",
        "GlobalStandard",
        "GlobalProvisionedManaged",
    ] = Field(default="Standard", description="Deployment type; only the regional ones keep prompts in the region.")
    capacity: Annotated[int, Field(ge=1, le=10000)] = Field(
        default=10, description="Thousands of tokens a minute, or provisioned throughput units."
    )


class LanguageModel(Node):
    """A private account for language models (Azure OpenAI in Microsoft Foundry), with its models and their filter."""

    deployments: list[ModelDeployment] = Field(
        min_length=1, max_length=20, description="Models; Azure deploys one after another."
    )
    content_filter: ContentFilter = Field(
        default=ContentFilter(), alias="contentFilter", description="What the models refuse to read and to say."
    )
