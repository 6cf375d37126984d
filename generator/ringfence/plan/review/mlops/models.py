"""The models that pipelines train and release, with the names of everything that their jobs touch."""

from __future__ import annotations

from ringfence.blueprint.language.connections import LAKE, Connection
from ringfence.blueprint.language.lakes.layers import EVIDENCE
from ringfence.blueprint.language.mlops import KEY
from ringfence.blueprint.language.mlops.models import Drift, Fairness, ResponsibleAi, Served, TrackedModel, Weekly
from ringfence.blueprint.language.mlops.placed import registered_at, zone_of
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.mlops.thresholds import METRICS
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext
from ringfence.plan.model.mlops import PipelineModel, PipelineStage, PipelineZone, ReleasedTo
from ringfence.plan.model.mlops.judging import DriftBound, FairnessBound, Insights, JudgedBy, MetricBound, RetrainAt
from ringfence.plan.services.data.datastores import store_name

BLUE, GREEN = "blue", "green"
"""The deployments of an endpoint that the blueprint gives none."""


def models(context: BlueprintContext, stages: tuple[PipelineStage, ...]) -> tuple[PipelineModel, ...]:
    """Every model, in order of the blueprint."""
    wanted = context.blueprint.mlops
    return tuple(_model(context, at, one, stages) for at, one in enumerate(wanted.models if wanted else ()))


def _model(context: BlueprintContext, at: int, spec: TrackedModel, stages: tuple[PipelineStage, ...]) -> PipelineModel:
    blueprint = context.blueprint
    row = _row(blueprint, spec.data.connection)
    watched = _row(blueprint, spec.judged.connection) if spec.judged else row
    stage, there = home(stages, registered_at(blueprint, spec))
    here = there.package == row.start
    store = store_name(row.end, spec.data.layer) if here else ""
    return PipelineModel(
        name=spec.name,
        owner=spec.owner,
        materiality=spec.materiality,
        task=spec.task,
        target=spec.target,
        inputs=tuple(spec.inputs),
        categories=tuple(spec.categories),
        thresholds=tuple(
            MetricBound(metric=name, value=value, less=METRICS[name].less) for name, value in spec.thresholds.items()
        ),
        fairness=_fairness(spec.fairness),
        stage=stage.name,
        package=there.package,
        subscription=there.subscription,
        group=there.group,
        workspace=there.workspace,
        registry=there.registry,
        trained_in=spec.trained_in,
        source_package=row.start,
        connection=row.name,
        datastore=store,
        layer=spec.data.layer,
        folder=spec.data.path,
        data_path=address(store, spec.data.path) if store else "",
        evidence=tuple(store_name(lake, EVIDENCE) for lake in evidence_lakes(blueprint, there.package)),
        image=spec.image,
        cluster=_cluster(spec, there) if here else "",
        nodes=spec.distributed.nodes if spec.distributed else 1,
        retrain=weekly(spec.retrain) if spec.retrain else None,
        drift=_drift(spec.drift, watched.end) if spec.drift else None,
        insights=_insights(spec.responsible_ai),
        released=_released(context, spec.serve, stages),
        because=context.because(
            f"Model {spec.name}, answered for by {spec.owner}.", (KEY, "models", at), source=BLUEPRINT
        ),
        judged=_judged(blueprint, spec, there),
    )


def _judged(blueprint: Blueprint, spec: TrackedModel, there: PipelineZone) -> JudgedBy | None:
    if spec.judged is None:
        return None
    row = _row(blueprint, spec.judged.connection)
    store = store_name(row.end, spec.judged.layer)
    return JudgedBy(
        candidate=f"{spec.name}-candidate",
        connection=row.name,
        datastore=store,
        layer=spec.judged.layer,
        folder=spec.judged.path,
        data_path=address(store, spec.judged.path),
        cluster=spec.judged.cluster or there.clusters[0],
    )


def _row(blueprint: Blueprint, name: str) -> Connection:
    return next(one for one in blueprint.connections if one.name == name)


def home(stages: tuple[PipelineStage, ...], name: str) -> tuple[PipelineStage, PipelineZone]:
    """The environment and the package in which pipelines act as in a landing zone; one has it."""
    return next((stage, zone) for stage in stages for zone in stage.zones if zone.package == name)


def _cluster(spec: TrackedModel, home: PipelineZone) -> str:
    return spec.distributed.cluster if spec.distributed else spec.cluster or home.clusters[0]


def evidence_lakes(blueprint: Blueprint, zone: str) -> list[str]:
    """The lakes whose layer of evidence jobs of a landing zone may write."""
    rows = (one for one in blueprint.connections if one.use == LAKE and one.start == zone and one.access == "write")
    return [one.end for one in rows if EVIDENCE in (one.layers or ())]


def _fairness(spec: Fairness | None) -> FairnessBound | None:
    if spec is None:
        return None
    ratio = spec.metric.endswith("Ratio")
    return FairnessBound(
        sensitive=tuple(spec.sensitive), metric=spec.metric, bound=spec.bound, ratio=ratio, rows=spec.rows
    )


def address(store: str, path: str) -> str:
    """The address of a folder of a datastore, as jobs of the workspace write it."""
    return f"azureml://datastores/{store}/paths/{path}/"


def _drift(spec: Drift, lake: str) -> DriftBound:
    store = store_name(lake, spec.layer)
    return DriftBound(
        datastore=store,
        layer=spec.layer,
        folder=spec.path,
        data_path=address(store, spec.path),
        column=spec.window.column if spec.window else "",
        days=spec.window.days if spec.window else 0,
        bound=spec.bound,
        rows=spec.rows,
        starts=weekly(spec),
    )


def _insights(spec: ResponsibleAi | None) -> Insights:
    return Insights(
        treatments=tuple(spec.causal.treatment) if spec and spec.causal else (),
        counterfactual=bool(spec and spec.counterfactual),
    )


def weekly(spec: Weekly) -> RetrainAt:
    """Days and a time of day, in numbers."""
    hour, minute = spec.at.split(":")
    return RetrainAt(days=tuple(spec.days), hour=int(hour), minute=int(minute))


def _released(context: BlueprintContext, spec: Served | None, stages: tuple[PipelineStage, ...]) -> ReleasedTo | None:
    """Where the model answers: the deployment with most of the traffic is live, another takes the next version."""
    zone = zone_of(context.blueprint, spec.landing_zone) if spec else None
    if spec is None or zone is None or zone.inference is None:
        return None
    stage, there = home(stages, zone.name)
    wanted = next(one for one in zone.inference.online if one.name == spec.endpoint)
    shares = sorted(wanted.traffic.items(), key=lambda share: -share[1])
    live = shares[0][0] if shares else ""
    others = [one.name for one in wanted.deployments if one.name != live]
    return ReleasedTo(
        stage=stage.name,
        package=there.package,
        subscription=there.subscription,
        group=there.group,
        workspace=there.workspace,
        endpoint=next(one.name for one in there.endpoints if one.called == spec.endpoint),
        called=spec.endpoint,
        live=live,
        next=others[0] if others else (GREEN if live == BLUE else BLUE),
        registry=there.supplier,
    )
