"""A job of a pipeline: the identity that it acts as, the package that it acts on, the agents that run it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.pack.mlops.pipeline import Given, Job, Value
from ringfence.plan.model.mlops import Mlops, PipelineIdentity, PipelineStage, PipelineZone

RELEASE = "release"
"""The folder of the repository with what `ringfence generate` writes."""
_TIED = "self-hosted"
"""The label that every runner of a bank has. Source: GitHub Docs, using self-hosted runners in a workflow."""


@dataclass(frozen=True, slots=True)
class Act:
    """An identity in its package, with the environment whose agents run its jobs."""

    identity: PipelineIdentity
    zone: PipelineZone
    stage: PipelineStage


def acts(stage: PipelineStage, purpose: str) -> Iterator[Act]:
    """Every identity of a purpose in an environment, in the order in which packages are deployed."""
    for zone in stage.zones:
        for identity in stage.identities:
            if identity.package == zone.package and identity.purpose == purpose:
                yield Act(identity, zone, stage)


def act_of(mlops: Mlops, package: str, purpose: str) -> Act | None:
    """The identity of a purpose in a package; None where there is none."""
    found = (act for stage in mlops.stages for act in acts(stage, purpose) if act.zone.package == package)
    return next(found, None)


def value(variable: str, text: str) -> Value:
    """An environment variable of a job."""
    return Value(variable, text)


def job(
    act: Act, id_: str, title: str, script: str, values: tuple[Value, ...] = (), given: tuple[Given, ...] = ()
) -> Job:
    """A job that runs `scripts/<script>.sh` as an identity; it is told the folder of the release and its package."""
    identity, pool = act.identity, act.stage.pool
    return Job(
        id=id_,
        title=title,
        environment=identity.environment,
        client=identity.variable,
        connection=identity.connection or identity.name,
        subscription=act.zone.subscription,
        pool=pool.name,
        labels=tuple(dict.fromkeys((_TIED, *pool.labels))),
        script=f"scripts/{script}.sh",
        values=(value("RELEASE", RELEASE), value("PACKAGE", act.zone.package), *values),
        given=given,
    )
