"""Pipelines as workflows of GitHub Actions: ids in variables, no secret, what people give only in `env`."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ringfence.catalog.known.pipelines import pipeline_facts
from ringfence.pack.mlops.pipeline import LONGEST, Given, Job, Pipeline, Read
from ringfence.pack.mlops.spelling import rendered, variable
from ringfence.plan.model.values import Code

FOLDER = ".github/workflows"
_OWN = "github.event.pull_request.head.repo.full_name == github.repository"
"""A pull request from a fork runs nothing on the agents of the bank."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A job with its command, its condition, the variable of its client id, its expressions, and what it hands on.

    `group` is its own, of a preview that of its pull request: of several that wait in one group GitHub keeps the last.
    Source: GitHub Docs, control the concurrency of workflows and jobs.
    """

    job: Job
    group: str | Code
    command: str
    condition: str
    client: Code
    expressions: tuple[Read, ...]
    hands_on: tuple[Read, ...]


def workflow(pipeline: Pipeline, branch: str, tenant: str, cloud: str) -> str:
    """The text of a workflow; jobs other than previews run on `branch` alone."""
    jobs = tuple(
        _shown(pipeline.file, job, _OWN if pipeline.pulled else f"github.ref == {_text(f'refs/heads/{branch}')}")
        for job in pipeline.jobs
    )
    values = {"branch": branch, "tenant": tenant, "cloud": cloud.lower(), "longest": LONGEST}
    pinned = {"checkout": _pinned("actions/checkout"), "login": _pinned("azure/login")}
    return rendered("github/workflow.yml.j2", pipeline=pipeline, jobs=jobs, **values, **pinned)


def labels(names: tuple[str, ...]) -> str:
    """The configuration of actionlint: it knows no label of a bank's runners by itself."""
    return "self-hosted-runner:\n  labels: " + json.dumps(names) + "\n"


def _shown(file: str, job: Job, condition: str) -> Shown:
    read = [Read(one.variable, _given(one)) for one in job.given]
    read += [Read(one.variable, Code(f"needs.{one.job}.outputs.{one.name}")) for one in job.taken]
    if job.comments:
        read.append(Read("GITHUB_TOKEN", Code("github.token")))
        read.append(Read("PULL_REQUEST", Code("github.event.pull_request.number")))
    outputs = tuple(Read(name, variable("steps.run.outputs", name)) for name in job.hands_on)
    return Shown(
        job,
        Code(f'"{file}-{job.id}-${{{{ github.ref }}}}"') if job.comments else job.group or f"{file}-{job.id}",
        f"bash {job.script}",
        condition,
        variable("vars", job.client),
        tuple(read),
        outputs,
    )


def _pinned(name: str) -> Code:
    """An action by its commit, with its version as a comment: a tag may move, a commit does not."""
    action = pipeline_facts().action(name)
    return Code(f"{action.name}@{action.commit} # {action.version}")


def _given(given: Given) -> Code:
    """What people gave; a clock gives nothing, so a default is repeated."""
    asked = variable("inputs", given.name)
    return Code(f"{asked} || {_text(given.default)}") if given.default else asked


def _text(value: str) -> str:
    """A text in an expression. Source: GitHub Docs, evaluate expressions in workflows and actions, literals."""
    return "'" + value.replace("'", "''") + "'"
