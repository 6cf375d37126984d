"""The part of the input language about MLOps: a repository, its environments and agents, the models it trains."""

from typing import Annotated, Final, Literal

from pydantic import Field

from ringfence.blueprint.language.mlops.evaluations import EvaluatedModel
from ringfence.blueprint.language.mlops.models import TrackedModel
from ringfence.blueprint.language.mlops.stages import Agents, Stage
from ringfence.blueprint.language.types import Node

KEY: Final = "mlops"
GITHUB: Final = "github"
AZURE_DEVOPS: Final = "azureDevOps"
GITHUB_HOST: Final = "github.com"
Owner = Annotated[str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9-]{0,48}[A-Za-z0-9])?$")]
RepositoryName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]{0,98}[A-Za-z0-9_-]$")]
ProjectName = Annotated[str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9 ._-]{0,62}[A-Za-z0-9_-])?$")]
Branch = Annotated[str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9._/-]{0,98}[A-Za-z0-9_-])?$")]
HostName = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253)]
Number = Annotated[int, Field(ge=1, le=10**15)]


class Repository(Node):
    """The repository whose pipelines act in Azure."""

    organization: Owner = Field(description="Organization on the platform.")
    project: ProjectName | None = Field(default=None, description="Project in the organization; Azure DevOps alone.")
    name: RepositoryName = Field(description="Name of the repository.")
    organization_id: Number | None = Field(
        default=None,
        alias="organizationId",
        description="Numeric id of the organization on GitHub.com, part of the subject of tokens.",
    )
    id: Number | None = Field(
        default=None,
        description="Numeric id of the repository on GitHub.com. Left out, subjects have names alone, as those of "
        "repositories made before 2026-07-15 and of GitHub Enterprise.",
    )
    host: HostName | None = Field(
        default=None,
        description="Host of GitHub Enterprise Server, or `<name>.ghe.com`; github.com when left out.",
    )

    @property
    def elsewhere(self) -> bool:
        """Whether it is on a server of GitHub Enterprise, and not on the platform itself."""
        return self.host not in (None, GITHUB_HOST)


class Mlops(Node):
    """Pipelines that preview and deploy packages, train, register, promote and release models."""

    platform: Literal["github", "azureDevOps"] = Field(description="Where the repository and its pipelines are.")
    repository: Repository = Field(description="The repository whose pipelines act in Azure.")
    branch: Branch = Field(default="main", description="The branch from which everything is deployed.")
    environments: list[Stage] = Field(
        min_length=1, max_length=20, description="Environments of the pipelines, each with landing zones and approvers."
    )
    agents: Agents = Field(description="The machines that run the pipelines.")
    models: list[TrackedModel] = Field(
        default=[], max_length=100, description="Models that pipelines train, judge and release."
    )
    language_models: list[EvaluatedModel] = Field(
        default=[],
        max_length=100,
        alias="languageModels",
        description="Deployments of language models that pipelines ask and judge.",
    )
