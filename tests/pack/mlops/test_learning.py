"""What Azure ML is given for a model: pipeline with gate, settings, versions; sabotage of each is found."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from ringfence.output import write_tree
from ringfence.pack.again import held
from ringfence.pack.approval import used
from ringfence.pack.manifest import Origin
from ringfence.pack.mlops.learning import learning_files
from ringfence.pack.tree import pack
from ringfence.plan.model.mlops.judging import Insights
from ringfence.releases.release import Release
from ringfence.render.tree import render
from tests.pack.mlops.plans import CREDIT, GITHUB, SPARKED, files, pipelines, planned_with
from tests.pack.mlops.walks import drift_faults, loaded, pipeline_faults

PIPELINE, TRIAL, WATCHED = "ml/credit/pipeline.yml", "ml/credit/trial.yml", "ml/credit/drift.yml"


def test_neither_pipeline_has_a_fault() -> None:
    made = files(GITHUB)
    assert {path: list(pipeline_faults(made[path])) for path in (PIPELINE, TRIAL)} == {PIPELINE: [], TRIAL: []}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"\n  gate:\n(    .*\n)*", "\n"),
        (r"\n  evaluate:\n(    .*\n)*", "\n"),
        (r"scorecard: \$\{\{parent\.jobs\.scorecard.*", "scorecard: other"),
        (r"figures: \$\{\{parent\.jobs\.evaluate.*\n      card", "figures: other\n      card"),
        (r"continue_on_step_failure: false", "continue_on_step_failure: true"),
        (r"identity: \{type: managed\}", "identity: {type: user_identity}"),
        (r"versions/0\.21\.0", "labels/latest"),
        (r"  verdict: \{type: uri_file\}\n", ""),
        (r"\n  evidence:\n    type(.*\n)(    .*\n)*", "\n"),
        (r"verdict: \$\{\{parent\.jobs\.gate.*", "verdict: other"),
        (r"settings: \$\{\{parent\.inputs\.settings\}\}\n      verdict", "verdict"),
        (r"      insight_2: .*\n", ""),
        (r"      insight_3: .*\n", ""),
        (r"      insight_4: .*\n", ""),
        (r"\n  errors:\n(    .*\n)*", "\n"),
    ],
)
def test_sabotage_of_a_pipeline_is_found(old: str, new: str) -> None:
    text = files(GITHUB)[PIPELINE]
    spoiled = re.sub(old, new, text, count=1)
    assert spoiled != text
    assert list(pipeline_faults(spoiled))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"identity: \{type: managed\}", "identity: {type: user_identity}"),
        (r"continue_on_step_failure: false", "continue_on_step_failure: true"),
        (r"  drift: \{type: uri_file\}\n", ""),
        (r"      window: .*\n", ""),
        (r'path: "azureml://datastores/[^"]*"', "path: ./rows"),
        (r"type: mlflow_model", "type: uri_folder"),
    ],
)
def test_sabotage_of_a_comparison_is_found(old: str, new: str) -> None:
    text = files(GITHUB)[WATCHED]
    assert list(drift_faults(text)) == []
    spoiled = re.sub(old, new, text, count=1)
    assert spoiled != text
    assert list(drift_faults(spoiled))


def test_the_comparison_reads_bound_window_and_folder_of_the_blueprint() -> None:
    settings = json.loads(files(GITHUB)["ml/credit/model.json"])
    assert settings["drift"] == {"bound": 0.25, "rows": 100, "window": {"column": "scoredOn", "days": 7}}
    job = loaded(files(GITHUB)[WATCHED])
    assert job["inputs"]["window"]["path"] == "azureml://datastores/lake_gold/paths/credit-scored/"
    assert job["experiment_name"] not in {"credit", "credit-trial"}, "no pipeline registers what it makes"


def test_what_asks_for_no_comparison_has_none() -> None:
    made = dict(learning_files(replace(CREDIT, drift=None)))
    assert {path for path in made if "drift" in path} == set()
    assert json.loads(made["ml/credit/model.json"])["drift"] is None


@pytest.mark.parametrize(("treatments", "counterfactual"), [((), False), (("years",), False), ((), True)])
def test_the_dashboard_shows_what_the_blueprint_asks_for(treatments: tuple[str, ...], counterfactual: bool) -> None:
    asked = Insights(treatments=treatments, counterfactual=counterfactual)
    text = dict(learning_files(replace(CREDIT, insights=asked)))[PIPELINE]
    steps = loaded(text)["jobs"]
    assert list(pipeline_faults(text)) == []
    assert {"explanation", "errors"} <= set(steps)
    assert ("causal" in steps, "counterfactual" in steps) == (bool(treatments), counterfactual)
    if treatments:
        assert json.loads(steps["causal"]["inputs"]["treatment_features"]) == list(treatments)


def test_evidence_is_kept_in_the_container_of_the_plan_and_a_trial_leaves_none() -> None:
    real, trial = (loaded(files(GITHUB)[path]) for path in (PIPELINE, TRIAL))
    folder = "azureml://datastores/lake_evidence/paths/models/credit/${{name}}/"
    assert real["outputs"]["evidence"] == {"type": "uri_folder", "path": folder, "mode": "upload"}
    without = dict(learning_files(replace(CREDIT, evidence=())))[PIPELINE]
    for job in (trial, loaded(without)):
        assert job["outputs"]["evidence"] == {"type": "uri_folder"}
        assert job["jobs"]["evidence"]["inputs"]["kept"] == "no evidence container"


def test_the_trial_makes_its_rows_and_reads_no_data() -> None:
    trial, real = (loaded(files(GITHUB)[path]) for path in (TRIAL, PIPELINE))
    assert "data" not in trial["inputs"]
    assert trial["jobs"]["prepare"]["inputs"]["data"] == "${{parent.jobs.sample.outputs.data}}"
    assert trial["experiment_name"] != real["experiment_name"]
    assert {name for name in trial["jobs"] if name not in real["jobs"]} == {"sample"}


def test_the_gate_reads_the_thresholds_and_bounds_of_the_blueprint() -> None:
    settings = json.loads(files(GITHUB)["ml/credit/model.json"])
    assert settings["thresholds"] == [{"metric": "auc", "atLeast": 0.8}, {"metric": "logLoss", "atMost": 0.5}]
    assert settings["fairness"] == [{"sensitive": "ageBand", "metric": "selectionRateDifference", "atMost": 0.2}]
    assert not set(settings["sensitive"]) & set(settings["inputs"])


def test_another_image_is_another_version_of_the_environment() -> None:
    images = (CREDIT.image, f"bank.azurecr.io/train@sha256:{'b' * 64}")
    made = [dict(learning_files(replace(CREDIT, image=image))) for image in images]
    found = [loaded(each["ml/credit/environment.yml"]) for each in made]
    assert [one["image"] for one in found] == list(images)
    assert found[0]["version"] != found[1]["version"]
    for one, each in zip(found, made, strict=True):
        used = loaded(each["ml/credit/components/train.yml"])["environment"]
        assert used == f"azureml:{one['name']}:{one['version']}"


def test_the_pipeline_reads_the_folder_of_the_blueprint() -> None:
    assert loaded(files(GITHUB)[PIPELINE])["inputs"]["data"]["path"] == CREDIT.data_path


def test_training_over_nodes_asks_for_them() -> None:
    one, two = (dict(learning_files(replace(CREDIT, nodes=nodes))) for nodes in (1, 2))
    train = "ml/credit/components/train.yml"
    assert "resources" not in loaded(one[train])
    assert loaded(two[train])["resources"] == {"instance_count": 2}
    assert [loaded(text[train])["command"].split()[1] for text in (one, two)] == ["train.py", "train_nodes.py"]
    assert {path for path, text in one.items() if two[path] != text} == {train}


def test_what_databricks_trains_has_no_pipeline_of_azure_ml() -> None:
    made = dict(learning_files(replace(CREDIT, trained_in="databricks")))
    assert set(made) == {"ml/credit/model.json", "ml/credit/request.json", "ml/credit/databricks.json"}


JUDGE = "ml/credit/judge.yml"


def test_what_azure_ml_judges_of_databricks_has_every_step_but_training() -> None:
    made = dict(learning_files(SPARKED))
    steps = ("card", "drift", "evaluate", "evidence", "gate", "prepare", "take")
    assert {path for path in made if "/components/" in path} == {f"ml/credit/components/{one}.yml" for one in steps}
    assert {"ml/credit/databricks.json", JUDGE, "ml/credit/drift.yml", "ml/credit/environment.yml"} <= set(made)
    assert not {PIPELINE, TRIAL} & set(made)
    assert list(pipeline_faults(made[JUDGE])) == []
    assert list(drift_faults(made[WATCHED])) == []
    job = loaded(made[JUDGE])
    assert job["inputs"]["learnt"] == {"type": "mlflow_model", "path": "azureml:credit-candidate:1", "mode": "download"}
    assert job["inputs"]["data"]["path"] == "azureml://datastores/lake_gold/paths/credit-kept/"
    assert job["settings"]["default_compute"] == "azureml:cpu"
    prepare = "ml/credit/components/prepare.yml"
    assert "--judged" in loaded(made[prepare])["command"].split()
    assert "--judged" not in loaded(dict(learning_files(CREDIT))[prepare])["command"].split()
    assert json.loads(made["ml/credit/model.json"])["registers"] == "credit-candidate"
    assert json.loads(dict(learning_files(CREDIT))["ml/credit/model.json"])["registers"] == "credit"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"\n  gate:\n(    .*\n)*", "\n"),
        (r"\n  take:\n(    .*\n)*", "\n"),
        (r"learnt: \$\{\{parent\.jobs\.take.*\n      test", "learnt: ${{parent.inputs.learnt}}\n      test"),
        (r"model_input: .*", "model_input: ${{parent.inputs.learnt}}"),
        (r"learnt: \$\{\{parent\.outputs.*", "learnt: other"),
        (r"type: mlflow_model, path", "type: uri_folder, path"),
    ],
)
def test_sabotage_of_a_judgement_is_found(old: str, new: str) -> None:
    text = dict(learning_files(SPARKED))[JUDGE]
    spoiled = re.sub(old, new, text, count=1)
    assert spoiled != text
    assert list(pipeline_faults(spoiled))


def test_a_gate_that_is_dropped_from_the_folder_is_found_by_check_and_is_not_in_the_digest(tmp_path: Path) -> None:
    plan = planned_with(pipelines(GITHUB))
    made = pack(plan, render(plan), Origin("bank.yaml", "0" * 64, "1" * 64), Release())
    write_tree(tmp_path / "out", made)
    assert list(held(tmp_path / "out", plan).findings) == []
    path = tmp_path / "out" / "mlops" / PIPELINE
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"\n  gate:\n(    .*\n)*", "\n", text), "utf-8")
    assert [(one.code, one.path) for one in held(tmp_path / "out", plan).findings] == [("MAN01", f"mlops/{PIPELINE}")]
    assert not used(f"mlops/{PIPELINE}")
