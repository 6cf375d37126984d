"""The files and the pipeline of an evaluation of a language model: it is asked on a cluster, and a gate judges it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.pack.mlops.jobs import act_of, job, value
from ringfence.pack.mlops.learning import UNKEPT, by_hand, digest, threshold
from ringfence.pack.mlops.models import cron
from ringfence.pack.mlops.pipeline import ASKED, TIMED, Pipeline
from ringfence.pack.mlops.spelling import rendered
from ringfence.plan.model.mlops import Mlops
from ringfence.plan.model.mlops.evaluations import PipelineEvaluation
from ringfence.plan.model.values import Code

_COMPONENTS = {
    "answers": "ml/answers/answers.yml.j2",
    "gate": "ml/answers/gate.yml.j2",
    "evidence": "ml/answers/evidence.yml.j2",
}
"""The components of an evaluation with their templates: each runs the script of its name in `ml/src`."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The values of the templates below `ml/answers/`: names of assets with versions, and addresses."""

    name: str
    compute: str
    environment: str
    environment_name: str
    environment_version: str
    image: str
    data_path: str
    kept: str
    kept_path: str | Code


def answer_files(model: PipelineEvaluation) -> Iterator[tuple[str, str]]:
    """Each file of an evaluation below `ml/`, as path and text."""
    home, values = f"ml/{model.name}", _asking(model)
    yield f"{home}/model.json", asked_settings(model)
    for step, template in _COMPONENTS.items():
        name = f"{model.name.replace('-', '_')}_{step}"  # Azure ML takes no hyphen in the name of a component
        text = rendered(template, model=values, component=name)
        yield f"{home}/components/{step}.yml", text
    yield f"{home}/evaluation.yml", rendered("ml/answers/evaluation.yml.j2", model=values)
    yield f"{home}/environment.yml", rendered("ml/environment.yml.j2", model=values)


def asked_settings(model: PipelineEvaluation) -> str:
    """`model.json`: whom the step `answers` asks, and the thresholds that the gate reads."""
    content = {
        "name": model.name,
        "owner": model.owner,
        "materiality": model.materiality,
        "deployment": model.deployment,
        "address": model.address,
        "audience": model.audience,
        "refusal": model.refusal,
        "rows": model.rows,
        "thresholds": [threshold(one) for one in model.thresholds],
        "fairness": [],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def evaluating(mlops: Mlops, model: PipelineEvaluation) -> Iterator[Pipeline]:
    """Asks the deployment by its clock or when people start it; none without the identity that starts jobs."""
    starts = act_of(mlops, model.package, "train")
    if starts is None:
        return
    values = (
        value("MODEL", model.name),
        value("SUBSCRIPTION", model.subscription),
        value("RESOURCE_GROUP", model.group),
        value("WORKSPACE", model.workspace),
        value("EVIDENCE", _folder(model)),
    )
    yield Pipeline(
        file=f"{model.name}-evaluate",
        title=f"Evaluate {model.name}",
        runs=TIMED if model.starts else ASKED,
        crons=(cron(model.starts),) if model.starts else (),
        jobs=(job(starts, "evaluate", f"Evaluate {model.name}", "evaluate", values),),
    )


def _folder(model: PipelineEvaluation) -> str:
    """The folder that keeps evidence of an evaluation, one folder a run; '' without such a layer."""
    return f"azureml://datastores/{model.evidence[0]}/paths/evaluations/{model.name}" if model.evidence else ""


def _asking(model: PipelineEvaluation) -> Asking:
    environment, image, folder = f"{model.name}-evaluate", digest(model.image), _folder(model)
    return Asking(
        name=model.name,
        compute=f"azureml:{model.cluster}",
        environment=f"azureml:{environment}:{image}",
        environment_name=environment,
        environment_version=image,
        image=model.image,
        data_path=model.data_path,
        kept=f"{model.evidence[0]}, immutable" if folder else UNKEPT,
        kept_path=by_hand(folder) if folder else "",
    )
