"""The jobs that deploy one package: a look at its models, its deployment, the scripts that agents can run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ringfence.pack.mlops.jobs import Act, act_of, job, value
from ringfence.pack.mlops.learning import AZURE_ML
from ringfence.pack.mlops.pipeline import Given, Job
from ringfence.pack.runbook.script import Script
from ringfence.pack.runbook.stops import BEFORE, stops
from ringfence.plan.model.mlops import Mlops, PipelineModel
from ringfence.plan.model.package import Plan

APPROVED = Given("digest", "APPROVED", "Approval digest of the release, as REVIEW.md prints it")
CHANGE = Given("change", "CHANGE", "Number of the change request")
AFTER = Given(
    "afterRollBack",
    "AFTER_ROLL_BACK",
    "Endpoints, with commas, whose roll-back this undoes because the blueprint has their traffic of today; else no",
    default="no",
)


def released_to(mlops: Mlops, package: str) -> tuple[str, ...]:
    """The endpoints of a package to which models are released, sorted."""
    return tuple(
        sorted({one.released.endpoint for one in mlops.models if one.released and one.released.package == package})
    )


def has_verdict(model: PipelineModel) -> bool:
    """Whether a gate on a cluster of Azure ML judges versions of a model: a later job can read its verdict."""
    return model.judged is not None or model.trained_in == AZURE_ML


def deploying(plan: Plan, mlops: Mlops, act: Act, scripts: Sequence[Script]) -> tuple[Job, ...]:
    """The jobs of a package in their order; `scripts` are those of all packages.

    Jobs that change one package wait for each other across pipelines: two runs never deploy it at once.
    """
    package = act.zone.package
    made = (*_deployment(plan, mlops, act), *_scripts(act, [one for one in scripts if one.package == package]))
    return chained((*_models(mlops, act), *(in_turn(one, package) for one in made)))


def in_turn(one: Job, package: str) -> Job:
    """A job that waits for every other that changes this package, whichever pipeline they are of."""
    return replace(one, group=f"deploy-{package}")


def chained(jobs: Sequence[Job]) -> tuple[Job, ...]:
    """Jobs of which each waits for the one before it."""
    return tuple(replace(one, needs=tuple(each.id for each in jobs[:at][-1:])) for at, one in enumerate(jobs))


def _models(mlops: Mlops, act: Act) -> Iterator[Job]:
    """Compares the versions that a package answers with and the verdicts of their gates, as the identity that promotes:
    it reads both already. None for a package that takes no model of the pipelines from a registry.
    """
    zone = act.zone
    known = [one for one in mlops.models if zone.supplier and one.registry == zone.supplier and has_verdict(one)]
    promotes = act_of(mlops, known[0].package, "promote") if known else None
    if promotes:
        values = (
            value("ANSWERING", zone.package),
            value("MODELS", " ".join(sorted(one.name for one in known))),
            value("REGISTRY", zone.supplier),
            value("SUBSCRIPTION", known[0].subscription),
            value("RESOURCE_GROUP", known[0].group),
            value("WORKSPACE", known[0].workspace),
        )
        yield job(promotes, f"verify-{zone.package}", f"Verify models of {zone.package}", "verify", values)


def _deployment(plan: Plan, mlops: Mlops, act: Act) -> Iterator[Job]:
    zone, endpoints = act.zone, released_to(mlops, act.zone.package)
    values = [
        value("BEFORE", _before(plan, zone.package)),
        value("ENDPOINTS", " ".join(endpoints)),
        value("SUBSCRIPTION", zone.subscription),
        value("RESOURCE_GROUP", zone.group),
        value("WORKSPACE", zone.workspace),
    ]
    given = (APPROVED, CHANGE, AFTER) if endpoints else (APPROVED, CHANGE)
    if not endpoints:
        values.append(value(AFTER.variable, AFTER.default))
    yield job(act, f"deploy-{zone.package}", f"Deploy {zone.package}", "deploy", tuple(values), given)


def _scripts(act: Act, scripts: Sequence[Script]) -> Iterator[Job]:
    package = act.zone.package
    for number, script in enumerate([one for one in scripts if one.unattended], 1):
        values = (value("SCRIPT", script.name),)
        title = f"Run {script.name} of {package}"
        yield job(act, f"script-{package}-{number}", title, "step", values, (APPROVED, CHANGE))


def _before(plan: Plan, package: str) -> str:
    """The step by hand before a package as `ringfence deploy --done` takes it; '' where there is none."""
    found = (stop.name for stop in stops(plan, ()) if stop.package == package and stop.due == BEFORE)
    return next(found, "")
