"""The language models that pipelines ask, with the address, the folder and the cluster of each."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.blueprint.language.lakes.layers import EVIDENCE
from ringfence.blueprint.language.mlops import KEY
from ringfence.blueprint.language.mlops.evaluations import EvaluatedModel
from ringfence.blueprint.rules.mlops.evaluations import LESS
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext
from ringfence.plan.model.language_model import ModelDeployment
from ringfence.plan.model.mlops import PipelineStage
from ringfence.plan.model.mlops.evaluations import PipelineEvaluation
from ringfence.plan.model.mlops.judging import MetricBound
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import plain
from ringfence.plan.review.mlops.models import address, evidence_lakes, home, weekly
from ringfence.plan.services.data.datastores import store_name
from ringfence.plan.services.models.language_model import domain

AUDIENCE = "cognitiveservices"
"""Name of the service in the audience of tokens, before the domain of the cloud.

Source: azure-ai-docs foundry-models/how-to/configure-entra-id.md; of other clouds than the public one not confirmed.
"""


def evaluations(
    context: BlueprintContext, stages: tuple[PipelineStage, ...], packages: Mapping[str, Package]
) -> tuple[PipelineEvaluation, ...]:
    """Every evaluation, in order of the blueprint; `packages` are all by name."""
    wanted = context.blueprint.mlops.language_models if context.blueprint.mlops else ()
    return tuple(_evaluation(context, at, one, stages, packages) for at, one in enumerate(wanted))


def _evaluation(
    context: BlueprintContext,
    at: int,
    spec: EvaluatedModel,
    stages: tuple[PipelineStage, ...],
    packages: Mapping[str, Package],
) -> PipelineEvaluation:
    row = next(one for one in context.blueprint.connections if one.name == spec.data.connection)
    stage, there = home(stages, row.start)
    store = store_name(row.end, spec.data.layer)
    account, deployment = _deployment(packages[row.start], spec.deployment)
    host = domain(context.blueprint.institution.cloud)
    return PipelineEvaluation(
        name=spec.name,
        deployment=spec.deployment,
        owner=deployment.owner,
        materiality=deployment.materiality,
        address=f"https://{account}.{host}",
        audience=f"https://{AUDIENCE}.{host.partition('.')[2]}",
        thresholds=tuple(
            MetricBound(metric=name, value=value, less=name in LESS) for name, value in spec.thresholds.items()
        ),
        refusal=spec.refusal or "",
        rows=spec.rows,
        stage=stage.name,
        package=there.package,
        subscription=there.subscription,
        group=there.group,
        workspace=there.workspace,
        connection=row.name,
        datastore=store,
        layer=spec.data.layer,
        folder=spec.data.path,
        data_path=address(store, spec.data.path),
        evidence=tuple(store_name(lake, EVIDENCE) for lake in evidence_lakes(context.blueprint, there.package)),
        image=spec.image,
        cluster=spec.cluster or there.clusters[0],
        starts=weekly(spec.evaluate) if spec.evaluate else None,
        because=context.because(
            f"Pipelines ask {spec.deployment} and judge its answers.", (KEY, "languageModels", at), source=BLUEPRINT
        ),
    )


def _deployment(package: Package, name: str) -> tuple[str, ModelDeployment]:
    """The account that has a deployment of this name, and the deployment."""
    return next(
        (plain(module.services[0].resource.name), one)
        for module in package.modules
        for one in module.model_deployments
        if plain(one.resource.name) == name
    )
