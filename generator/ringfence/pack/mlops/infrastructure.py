"""The pipelines of the packages: previews of pull requests, deployments in the order of DEPLOY.md, nightly drift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ringfence.pack.mlops.jobs import acts, job, value
from ringfence.pack.mlops.packages import APPROVED, CHANGE, chained, deploying
from ringfence.pack.mlops.pipeline import ASKED, PULL_REQUEST, TIMED, Pipeline
from ringfence.pack.runbook.script import Script
from ringfence.plan.model.mlops import Mlops, PipelineStage
from ringfence.plan.model.package import Plan

_NIGHT = "17 2 * * *"


def infrastructure(plan: Plan, mlops: Mlops, scripts: Sequence[Script], blueprint: str) -> Iterator[Pipeline]:
    """The pipelines of the packages in which pipelines act; the others are deployed as DEPLOY.md says.

    `blueprint` is the file name of the blueprint.
    """
    previews = [act for stage in mlops.stages for act in acts(stage, "preview")]
    given = (value("BLUEPRINT", f"blueprint/{blueprint}"), value("BASE", mlops.branch))
    yield Pipeline(
        file="preview",
        title="Preview of the packages",
        runs=PULL_REQUEST,
        jobs=tuple(
            replace(
                job(act, f"preview-{act.zone.package}", f"Preview {act.zone.package}", "preview", given), comments=True
            )
            for act in previews
        ),
    )
    yield Pipeline(
        file="drift",
        title="Drift of the packages",
        runs=TIMED,
        crons=(_NIGHT,),
        jobs=tuple(job(act, f"drift-{act.zone.package}", f"Drift of {act.zone.package}", "drift") for act in previews),
    )
    for stage in mlops.stages:
        yield _deployment(plan, mlops, stage, scripts)


def _deployment(plan: Plan, mlops: Mlops, stage: PipelineStage, scripts: Sequence[Script]) -> Pipeline:
    """Package after package in the order of DEPLOY.md. Those that models are released to have no identity for it."""
    order = {package.name: number for number, package in enumerate(plan.packages)}
    ordered = sorted(acts(stage, "deploy"), key=lambda act: order[act.zone.package])
    jobs = [one for act in ordered for one in deploying(plan, mlops, act, scripts)]
    return Pipeline(
        file=f"deploy-{stage.name}",
        title=f"Deployment of the packages of {stage.name}",
        runs=ASKED,
        given=(APPROVED, CHANGE),
        jobs=chained(jobs),
    )
