"""The files of one model for Azure ML: its settings, pipelines, components, environment and scorecard."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from ringfence.catalog.known.pipelines import pipeline_facts
from ringfence.pack.mlops.spelling import rendered
from ringfence.plan.model.mlops import PipelineModel
from ringfence.plan.model.mlops.judging import DriftBound, FairnessBound, MetricBound
from ringfence.plan.model.values import Code

AZURE_ML = "azureMachineLearning"
_COMPONENTS = {
    "sample": "ml/components/sample.yml.j2",
    "prepare": "ml/components/prepare.yml.j2",
    "train": "ml/components/train.yml.j2",
    "evaluate": "ml/components/evaluate.yml.j2",
    "card": "ml/components/card.yml.j2",
    "gate": "ml/components/gate.yml.j2",
    "evidence": "ml/components/evidence.yml.j2",
}
"""The components of a model with their templates: each runs the script of its name in `ml/src`."""
_JUDGING = {
    "take": "ml/components/take.yml.j2",
    **{step: template for step, template in _COMPONENTS.items() if step not in {"sample", "train"}},
}
"""The components of a model that Databricks trains: they take it as it is."""
_WATCHING = {"drift": "ml/components/drift.yml.j2"}
"""The component of a model whose scored rows are compared with its training."""
UNKEPT = "no evidence container"
"""What the step `evidence` and the tags of a version say where no layer of evidence is written."""
_SCORED = {
    "accuracy": "accuracy_score",
    "f1": "f1_score",
    "mae": "mean_absolute_error",
    "precision": "precision_score",
    "r2": "r2_score",
    "recall": "recall_score",
    "rmse": "mean_squared_error",
}
"""Metrics that a scorecard can print, by ours; the gate reads all.

Source: azure-ai-docs machine-learning/how-to-responsible-ai-scorecard.md, performance metrics.
"""


@dataclass(frozen=True, slots=True)
class Learning:
    """The values of the templates below `ml/`: names of assets with versions, addresses, columns as JSON."""

    name: str
    compute: str
    environment: str
    environment_name: str
    environment_version: str
    image: str
    data_path: str
    task: str
    target: str
    nodes: int
    distributed: bool
    sampled: bool
    experiment: str
    watch: str
    categorical: str
    treatments: str
    counterfactual: bool
    kept: str
    kept_path: str | Code
    first_version: str
    maker: str
    candidate: str
    window_path: str
    constructor: str
    causal: str
    counterfactuals: str
    explanation: str
    error_analysis: str
    gather: str
    score_card: str


def learning_files(model: PipelineModel) -> Iterator[tuple[str, str]]:
    """Each file of a model below `ml/`, as path and text; of one that Databricks trains, what starts and judges it."""
    home = f"ml/{model.name}"
    yield f"{home}/model.json", settings(model)
    yield (
        f"{home}/request.json",
        _json({"input_data": {"columns": list(model.inputs), "index": [0], "data": [_asked(model)]}}),
    )
    if model.trained_in != AZURE_ML:
        yield f"{home}/databricks.json", _json({"host": "", "job": 0})
        if model.judged is None:
            return
    values = _learning(model)
    steps = _JUDGING if model.judged else _COMPONENTS
    for step, template in {**steps, **(_WATCHING if model.drift else {})}.items():
        name = f"{model.name.replace('-', '_')}_{step}"  # Azure ML takes no hyphen in the name of a component
        text = rendered(template, model=values, component=name)
        yield f"{home}/components/{step}.yml", text
    if model.drift:
        yield f"{home}/drift.yml", rendered("ml/drift.yml.j2", model=values)
    yield f"{home}/{'judge' if model.judged else 'pipeline'}.yml", rendered("ml/pipeline.yml.j2", model=values)
    if model.judged is None:
        yield f"{home}/trial.yml", rendered("ml/pipeline.yml.j2", model=_learning(model, sampled=True))
    yield f"{home}/environment.yml", rendered("ml/environment.yml.j2", model=values)
    yield f"{home}/scorecard.json", scorecard(model)


def _asked(model: PipelineModel) -> list[int | str]:
    """A row that the smoke test of a release asks about: no row of a person."""
    return ["any" if name in model.categories else 0 for name in model.inputs]


def settings(model: PipelineModel) -> str:
    """`model.json`: what the steps of a pipeline read about a model; its gate reads thresholds and bounds from it."""
    fairness = model.fairness
    return _json(
        {
            "name": model.name,
            "registers": model.judged.candidate if model.judged else model.name,
            "owner": model.owner,
            "materiality": model.materiality,
            "task": model.task,
            "target": model.target,
            "inputs": list(model.inputs),
            "categories": list(model.categories),
            "sensitive": list(fairness.sensitive) if fairness else [],
            "groupRows": fairness.rows if fairness else 0,
            "thresholds": [threshold(one) for one in model.thresholds],
            "fairness": [_bound(fairness, column) for column in fairness.sensitive] if fairness else [],
            "drift": _drift(model.drift) if model.drift else None,
        }
    )


def evidence_folder(model: PipelineModel) -> str:
    """The address of the folder that keeps evidence of a model, one folder a version; '' without such a layer."""
    return f"azureml://datastores/{model.evidence[0]}/paths/models/{model.name}" if model.evidence else ""


def scorecard(model: PipelineModel) -> str:
    """`scorecard.json`: what the scorecard prints. Its thresholds colour figures; the gate is what refuses a model.

    Source: azure-ai-docs machine-learning/how-to-responsible-ai-scorecard.md; Azure/azureml-examples
    cli/responsible-ai, pdf_gen.json.
    """
    content: dict[str, object] = {
        "Model": {"ModelName": model.name, "ModelType": model.task, "ModelSummary": f"Owner: {model.owner}"},
        "Metrics": {
            _SCORED[one.metric]: {"threshold": _scored(one)} for one in model.thresholds if one.metric in _SCORED
        },
        "FeatureImportance": {"top_n": min(10, len(model.inputs))},
        "DataExplorer": {"features": list(model.inputs[:4])},
    }
    if model.fairness:
        content["Fairness"] = {
            "metric": ["selection_rate" if "selection" in model.fairness.metric else "accuracy_score"],
            "sensitive_features": list(model.fairness.sensitive),
            "fairness_evaluation_kind": "ratio" if model.fairness.ratio else "difference",
        }
    return _json(content)


def _learning(model: PipelineModel, *, sampled: bool = False) -> Learning:
    """The values of a model. The version of its environment is made from the image: Azure ML changes no version."""
    environment, image = f"{model.name}-train", digest(model.image)
    folder = "" if sampled else evidence_folder(model)
    return Learning(
        name=model.name,
        compute=f"azureml:{model.judged.cluster if model.judged else model.cluster}",
        environment=f"azureml:{environment}:{image}",
        environment_name=environment,
        environment_version=image,
        image=model.image,
        data_path=model.judged.data_path if model.judged else model.data_path,
        task=model.task,
        target=model.target,
        nodes=model.nodes,
        distributed=model.nodes > 1,
        sampled=sampled,
        experiment=f"{model.name}-trial" if sampled else model.name,
        watch=f"{model.name}-drift",
        categorical=json.dumps([*model.categories, *(model.fairness.sensitive if model.fairness else ())]),
        treatments=json.dumps(list(model.insights.treatments)) if model.insights.treatments else "",
        counterfactual=model.insights.counterfactual,
        kept=f"{model.evidence[0]}, immutable" if folder else UNKEPT,
        kept_path=by_hand(folder) if folder else "",
        first_version=f"azureml:{model.name}:1",
        maker="take" if model.judged else "train",
        candidate=f"azureml:{model.judged.candidate}:1" if model.judged else "",
        window_path=model.drift.data_path if model.drift else "",
        constructor=_component("insight_constructor"),
        causal=_component("causal"),
        counterfactuals=_component("counterfactual"),
        explanation=_component("explanation"),
        error_analysis=_component("erroranalysis"),
        gather=_component("insight_gather"),
        score_card=_component("score_card"),
    )


def by_hand(folder: str) -> Code:
    """The folder of a job that people start without the pipeline, which names another: Azure ML writes its name there.

    Source: azure-ai-docs machine-learning/reference-yaml-core-syntax.md (2025-02-10), output path expressions.
    """
    return Code(json.dumps(f"{folder}/${{{{name}}}}/"))


def _component(name: str) -> str:
    """The address of a Responsible AI component for tables, by version: `latest` may change under a pipeline."""
    return f"azureml://registries/azureml/components/rai_tabular_{name}/versions/{pipeline_facts().components.version}"


def threshold(bound: MetricBound) -> Mapping[str, object]:
    """A threshold as the gate reads it."""
    return {"metric": bound.metric, "atMost" if bound.less else "atLeast": bound.value}


def _bound(fairness: FairnessBound, column: str) -> Mapping[str, object]:
    return {"sensitive": column, "metric": fairness.metric, "atLeast" if fairness.ratio else "atMost": fairness.bound}


def _drift(drift: DriftBound) -> Mapping[str, object]:
    window = {"column": drift.column, "days": drift.days} if drift.column else None
    return {"bound": drift.bound, "rows": drift.rows, "window": window}


def _scored(bound: MetricBound) -> str:
    """A threshold as a scorecard reads it; it has mean squared errors only, so a root is squared."""
    value = bound.value**2 if bound.metric == "rmse" else bound.value
    return f"{'<=' if bound.less else '>='}{value}"


def digest(text: str) -> str:
    """The version of an environment: the start of the SHA-256 of its image."""
    return sha256(text.encode()).hexdigest()[:12]


def _json(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
