"""Pipelines: their repository, environments, identities, agents and models, resolved to names in Azure.

What the generated repository says is rendered from these values alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.plan.model.mlops.evaluations import PipelineEvaluation
from ringfence.plan.model.mlops.judging import DriftBound, FairnessBound, Insights, JudgedBy, MetricBound, RetrainAt
from ringfence.plan.model.values import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """The repository whose pipelines act in Azure; `project` is '' on GitHub, ids are 0 where subjects have names
    alone. `url` is where people open it.
    """

    organization: str
    project: str
    name: str
    organization_id: int
    id: int
    host: str
    url: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineIdentity:
    """An identity of one purpose in one landing zone, and the environment of the platform whose jobs act as it.

    `variable` is the name under which the platform keeps its client id, which Azure gives it. `issuer` and `subject`
    are what its federated credential trusts, '' where a service connection is still to be drafted; `connection` is
    the name of that service connection, '' on GitHub. `approved` says whether a job waits for a person.
    """

    purpose: str
    package: str
    name: str
    id: str
    environment: str
    variable: str
    connection: str
    issuer: str
    subject: str
    approved: bool
    does: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEndpoint:
    """An online endpoint as pipelines name it, with the deployments that the blueprint names."""

    name: str
    called: str
    deployments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineZone:
    """A package in which pipelines act. What a landing zone does not have is ''.

    `workspace` is an Azure ML workspace, `registry` its registry of models, `supplier` the registry that its endpoints
    take models from, `images` the container registry of the workspace.
    """

    package: str
    purpose: str
    subscription: str
    location: str
    group: str
    workspace: str
    registry: str
    supplier: str
    images: str
    clusters: tuple[str, ...]
    datastores: tuple[str, ...]
    endpoints: tuple[ModelEndpoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentPool:
    """The machines that run the jobs of an environment: a scale set of runners, or a pool of Azure DevOps.

    `labels` are what jobs ask for; `image` is a version of an image in a gallery, `packages` the host of the feed from
    which jobs install.
    """

    package: str
    name: str
    labels: tuple[str, ...]
    count: int
    size: str
    image: str
    packages: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineStage:
    """An environment of the pipelines, packages in order of deployment; `approvers` are teams on the platform."""

    name: str
    production: bool
    approvers: tuple[str, ...]
    zones: tuple[PipelineZone, ...]
    identities: tuple[PipelineIdentity, ...]
    pool: AgentPool
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedTo:
    """Where a model is released: environment, package, workspace and endpoint, with the names of its two deployments.

    `live` answers today, '' before the first release; `next` takes the new version.
    """

    stage: str
    package: str
    subscription: str
    group: str
    workspace: str
    endpoint: str
    called: str
    live: str
    next: str
    registry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineModel:
    """A model that pipelines train, judge, register, promote and release, with everything resolved.

    `stage` and `package` are where it is registered, `trained_in` is `azureMachineLearning` or `databricks` and
    `source_package` where it is trained. `data_path` is the address of its data as jobs of the workspace write it
    (empty `datastore` from Databricks). `categories` are the inputs with words. `nodes` is 1 where training is not
    distributed. `registry` is '' where the landing zone has none. `drift` is None where the blueprint asks for no
    comparison. `evidence` are datastores of layers of evidence that jobs may write. `judged` is by what Azure ML judges
    a model that Databricks trained; None for any other, and where nothing does.
    """

    name: str
    owner: str
    materiality: str
    task: str
    target: str
    inputs: tuple[str, ...]
    categories: tuple[str, ...]
    thresholds: tuple[MetricBound, ...]
    fairness: FairnessBound | None
    stage: str
    package: str
    subscription: str
    group: str
    workspace: str
    registry: str
    trained_in: str
    source_package: str
    connection: str
    datastore: str
    layer: str
    folder: str
    data_path: str
    evidence: tuple[str, ...]
    image: str
    cluster: str
    nodes: int
    retrain: RetrainAt | None
    drift: DriftBound | None
    insights: Insights
    released: ReleasedTo | None
    because: Reason
    judged: JudgedBy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mlops:
    """The pipelines of a plan; `platform` is `github` or `azureDevOps`."""

    platform: str
    repository: Repository
    branch: str
    stages: tuple[PipelineStage, ...]
    models: tuple[PipelineModel, ...]
    language_models: tuple[PipelineEvaluation, ...] = ()

    @property
    def identities(self) -> tuple[PipelineIdentity, ...]:
        """Every identity of the pipelines, in order of environments and packages."""
        return tuple(one for stage in self.stages for one in stage.identities)

    @property
    def by_id(self) -> Mapping[str, PipelineIdentity]:
        """The identities by their id in Azure, in lower case."""
        return {one.id.lower(): one for one in self.identities}
