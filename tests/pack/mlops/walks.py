"""What a reviewer looks for in workflows and pipelines, as faults by sentence; each walk is shown sabotage, too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml import YAML

_PINNED = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}")
_MOST = {"contents": "read", "id-token": "write", "pull-requests": "write"}
_STEPS = ("prepare", "evaluate", "dashboard", "scorecard", "card", "gate", "evidence")
_MAKERS = ("train", "take")
"""The step that has the model which the others judge: one of them."""


_LONG = 24 * 60
"""Minutes that a job may take at least: training of a day."""


def loaded(text: str) -> dict[Any, Any]:
    """YAML 1.2 as plain data."""
    found: dict[Any, Any] = YAML(typ="safe", pure=True).load(text)
    return found


def _short(minutes: int) -> Iterator[str]:
    """A job that its platform ends too soon."""
    if minutes < _LONG:
        yield "it ends before training or a gateway may be done"


def workflow_faults(text: str) -> Iterator[str]:
    """What a workflow of GitHub must not do."""
    workflow = loaded(text)
    started = workflow["on"]
    if "pull_request_target" in started:
        yield "pull_request_target runs a stranger's code with this repository's rights"
    if "secrets." in text:
        yield "it reads a secret"
    if workflow.get("permissions") != {}:
        yield "permissions are not taken away at the top"
    for name, job in workflow["jobs"].items():
        yield from (f"{name}: {fault}" for fault in _job_faults(job, pulled="pull_request" in started))


def _job_faults(job: Mapping[str, Any], *, pulled: bool) -> Iterator[str]:
    if not job.get("environment"):
        yield "no environment, so no person approves and the token has another subject"
    if "self-hosted" not in job["runs-on"]:
        yield "it runs outside the bank"
    yield from _short(job.get("timeout-minutes", 360))
    if job["concurrency"]["cancel-in-progress"] is not False:
        yield "a deployment may be cancelled by the next"
    wanted = "head.repo.full_name == github.repository" if pulled else "github.ref == 'refs/heads/main'"
    if wanted not in job.get("if", ""):
        yield "it runs on any branch, or for a fork"
    for permission, level in job["permissions"].items():
        if _MOST.get(permission) != level or (permission == "pull-requests" and not pulled):
            yield f"permission {permission}: {level}"
    for step in job["steps"]:
        if "${{" in step.get("run", ""):
            yield "an expression in a command"
        if "uses" in step and not _PINNED.fullmatch(step["uses"]):
            yield f"{step['uses']} is no commit"


def devops_faults(text: str) -> Iterator[str]:
    """What a pipeline of Azure DevOps must not do."""
    pipeline = loaded(text)
    if pipeline.get("trigger") != "none" or pipeline.get("pr") != "none":
        yield "a push starts it"
    for job in pipeline["jobs"]:
        name = job.get("deployment")
        if not name or not job.get("environment"):
            yield f"{name}: no deployment job with an environment, so no approval"
            continue
        yield from _short(int(job.get("timeoutInMinutes", 60)))
        if "name" not in job["pool"]:
            yield f"{name}: it runs outside the bank"
        for step in job["strategy"]["runOnce"]["deploy"]["steps"]:
            if "task" in step and not re.fullmatch(r"\w+@\d+", step["task"]):
                yield f"{name}: {step['task']} has no version"
            if {"script", "bash", "inlineScript"} & {*step, *step.get("inputs", {})}:
                yield f"{name}: a command in the file"


def drift_faults(text: str) -> Iterator[str]:
    """What a pipeline that compares scored rows with training must not do."""
    job = loaded(text)
    if set(job["jobs"]) != {"drift"}:
        yield "its one step is drift"
    for name, step in job["jobs"].items():
        if step.get("identity") != {"type": "managed"}:
            yield f"{name}: it does not run as the identity of the cluster"
        yield from (f"it does not read {one}" for one in ("settings", "learnt", "window") if one not in step["inputs"])
    if job["inputs"].get("learnt", {}).get("type") != "mlflow_model":
        yield "it compares with no model"
    if not re.fullmatch(r"azureml://datastores/\w+/paths/.+/", job["inputs"].get("window", {}).get("path", "")):
        yield "it reads no folder of a datastore"
    if job["settings"]["continue_on_step_failure"] is not False or "drift" not in (job["outputs"] or ()):
        yield "it does not fail where rows moved, or hands no figures on"


def _unseen(steps: Mapping[str, Any]) -> Iterator[str]:
    """Explanations that run and do not reach the dashboard, or that are taken away: two are always there."""
    taken = "".join(str(each) for key, each in steps.get("gather", {}).get("inputs", {}).items() if "insight" in key)
    yield from (f"no step {name}" for name in ("explanation", "errors") if name not in steps)
    for name in ("explanation", "errors", "causal", "counterfactual"):
        if name in steps and f"parent.jobs.{name}.outputs" not in taken:
            yield f"the dashboard does not show {name}"


def _made(job: Mapping[str, Any], makers: list[str]) -> Iterator[str]:
    """Models that are judged and not handed on, or handed on and not judged."""
    if len(makers) != 1:
        yield f"the model comes from {makers}"
        return
    steps, made = job["jobs"], f"${{{{parent.jobs.{makers[0]}.outputs.learnt}}}}"
    for name, key in (("evaluate", "learnt"), ("dashboard", "model_input")):
        if steps.get(name, {}).get("inputs", {}).get(key) != made:
            yield f"{name} judges another model"
    if steps[makers[0]].get("outputs", {}).get("learnt") != "${{parent.outputs.learnt}}":
        yield "the model that is judged is not the one that is registered"
    if makers == ["take"] and job["inputs"].get("learnt", {}).get("type") != "mlflow_model":
        yield "it takes no model"


def _kept(taken: Mapping[str, str]) -> Iterator[str]:
    """Evidence of what was not judged, or without the thresholds by which it was."""
    if "parent.jobs.gate.outputs.verdict" not in taken.get("verdict", ""):
        yield "evidence is kept of what no gate has judged"
    if "settings" not in taken:
        yield "evidence does not keep the thresholds that the gate has read"


def pipeline_faults(text: str) -> Iterator[str]:
    """What a pipeline of a model must not leave out: steps, the gate behind them, versions, the managed identity."""
    job = loaded(text)
    steps = job["jobs"]
    yield from (f"no step {name}" for name in _STEPS if name not in steps)
    yield from _made(job, [name for name in _MAKERS if name in steps])
    gate = steps.get("gate", {}).get("inputs", {})
    for name, source in {"figures": "evaluate", "card": "card", "scorecard": "scorecard"}.items():
        if f"parent.jobs.{source}.outputs" not in gate.get(name, ""):
            yield f"the gate does not wait for {source}"
    yield from _kept(steps.get("evidence", {}).get("inputs", {}))
    yield from _unseen(steps)
    if job["settings"]["continue_on_step_failure"] is not False:
        yield "a step that fails stops nothing"
    if "verdict" not in job["outputs"]:
        yield "no verdict is handed on"
    for name, step in steps.items():
        if step.get("identity") != {"type": "managed"}:
            yield f"{name}: it does not run as the identity of the cluster"
        component = step["component"]
        if not component.startswith("./") and not re.search(r"/versions/\d+\.\d+\.\d+$", component):
            yield f"{name}: {component} has no version"
    if "@latest" in text or "labels/latest" in text:
        yield "latest is no version"
