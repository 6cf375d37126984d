"""Pipelines as YAML of Azure DevOps: a deployment job an environment, one service connection, values only in `env`."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.pack.mlops.pipeline import LONGEST, Job, Pipeline, Read
from ringfence.pack.mlops.spelling import rendered, variable
from ringfence.plan.model.values import Code

FOLDER = "azure-pipelines"


@dataclass(frozen=True, slots=True)
class Shown:
    """A job with its identifier, the identifiers of those before it, and what it reads."""

    job: Job
    id: str
    needs: tuple[str, ...]
    parameters: tuple[Read, ...]
    taken: tuple[Read, ...]


def pipeline_text(pipeline: Pipeline, branch: str) -> str:
    """The text of a pipeline; jobs other than previews run on `branch` alone."""
    condition = "succeeded()"
    if not pipeline.pulled:
        condition = f"and(succeeded(), eq(variables['Build.SourceBranch'], {_text(f'refs/heads/{branch}')}))"
    jobs = tuple(map(_shown, pipeline.jobs))
    values = {"branch": branch, "condition": condition, "longest": LONGEST}
    return rendered("azure-devops/pipeline.yml.j2", pipeline=pipeline, jobs=jobs, **values)


def _shown(job: Job) -> Shown:
    parameters = tuple(Read(one.variable, variable("parameters", one.name)) for one in job.given)
    taken = tuple(Read(one.variable, _output(_identifier(one.job), one.name)) for one in job.taken)
    return Shown(job, _identifier(job.id), tuple(map(_identifier, job.needs)), parameters, taken)


def _output(job: str, name: str) -> Code:
    """What a deployment job handed on. Source: Azure DevOps, deployment jobs, support for output variables."""
    return Code(f"dependencies.{job}.outputs['{job}.run.{name}']")


def _identifier(name: str) -> str:
    """The name of a job, which has no hyphen there."""
    return name.replace("-", "_")


def _text(value: str) -> str:
    """A text in an expression. Source: Azure DevOps, expressions, literals."""
    return "'" + value.replace("'", "''") + "'"
