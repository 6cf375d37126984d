"""The pipelines of the packages: previews of pull requests, deployments in the order of DEPLOY.md, nightly drift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ringfence.pack.mlops.jobs import Act, acts, job, value
from ringfence.pack.mlops.pipeline import ASKED, PULL_REQUEST, TIMED, Given, Job, Pipeline
from ringfence.pack.runbook.script import Script
from ringfence.pack.runbook.stops import BEFORE, stops
from ringfence.plan.model.mlops import Mlops, PipelineStage
from ringfence.plan.model.package import Plan

APPROVED = Given("digest", "APPROVED", "Approval digest of the release, as REVIEW.md prints it")
CHANGE = Given("change", "CHANGE", "Number of the change request")
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
        yield _deployment(plan, stage, scripts)


def first_stop(plan: Plan, package: str) -> str:
    """The step by hand before a package as `ringfence deploy --done` takes it; '' where there is none."""
    found = [stop.name for stop in stops(plan, ()) if stop.package == package and stop.due == BEFORE]
    return found[0] if found else ""


def _deployment(plan: Plan, stage: PipelineStage, scripts: Sequence[Script]) -> Pipeline:
    """Package after package in the order of DEPLOY.md, each followed by its scripts; every job has its approval."""
    jobs: list[Job] = []
    deploying = {act.zone.package: act for act in acts(stage, "deploy")}
    for package in plan.packages:
        if act := deploying.get(package.name):
            for made in _of_package(plan, act, [one for one in scripts if one.package == package.name]):
                jobs.append(_after(made, jobs[-1:]))
    return Pipeline(
        file=f"deploy-{stage.name}",
        title=f"Deployment of the packages of {stage.name}",
        runs=ASKED,
        given=(APPROVED, CHANGE),
        jobs=tuple(jobs),
    )


def _of_package(plan: Plan, act: Act, scripts: Sequence[Script]) -> Iterator[Job]:
    name = act.zone.package
    asked = (APPROVED, CHANGE)
    before = (value("BEFORE", first_stop(plan, name)),)
    yield job(act, f"deploy-{name}", f"Deploy {name}", "deploy", before, asked)
    for number, script in enumerate(scripts, 1):
        values = (value("SCRIPT", script.name), value("LOOKS", "yes" if script.looks else "no"))
        yield job(act, f"script-{name}-{number}", f"Run {script.name} of {name}", "step", values, asked)


def _after(made: Job, before: Sequence[Job]) -> Job:
    return replace(made, needs=tuple(one.id for one in before))
