"""A deployment of a language model that pipelines ask: where it answers, what it is asked, what its answers reach."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.mlops.judging import MetricBound, RetrainAt
from ringfence.plan.model.values import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineEvaluation:
    """An evaluation with everything resolved; jobs of `cluster` ask `deployment` at `address` as its identity.

    `address` is that of the account inside the network, `audience` what tokens for it name. `owner` and `materiality`
    are those of the deployment, '' where the blueprint has none. `refusal` is '' where filter and model alone tell.
    `evidence` are datastores of layers of evidence that jobs may write. `starts` is None where people alone start it.
    """

    name: str
    deployment: str
    owner: str
    materiality: str
    address: str
    audience: str
    thresholds: tuple[MetricBound, ...]
    refusal: str
    rows: int
    stage: str
    package: str
    subscription: str
    group: str
    workspace: str
    connection: str
    datastore: str
    layer: str
    folder: str
    data_path: str
    evidence: tuple[str, ...]
    image: str
    cluster: str
    starts: RetrainAt | None
    because: Reason
