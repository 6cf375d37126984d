"""Trains, judges and registers a model as a job of Databricks, by the same steps as a pipeline of Azure ML.

MLFLOW_TRACKING_URI is the address of the workspace that the model is registered in; the package's `mlflow.sh` has it.
"""

import argparse
import hashlib
import json
import sys
from tempfile import TemporaryDirectory

import mlflow
from columns import rows
from evaluate import evaluated
from gate import missed
from prepare import split
from settings import settings
from train import saved, trained

KEPT = "no evidence container"
"""What the tag `evidence` of a version says: a job of Databricks copies nothing there."""


def registered(learnt, table, figures, model, tags):
    """Log a model that passed with the shares of its training, register it, and tag its version; the version."""
    name = model["registers"]
    verdict = json.dumps({"passed": True, "reasons": [], "figures": figures}, sort_keys=True)
    mlflow.set_experiment(name)
    with mlflow.start_run() as run, TemporaryDirectory() as folder:
        mlflow.log_metrics(figures["metrics"])
        mlflow.log_text(verdict, "verdict.json")
        saved(learnt, table, model, f"{folder}/learnt")
        mlflow.log_artifacts(f"{folder}/learnt", "learnt")
    digest = hashlib.sha256(verdict.encode()).hexdigest()
    version = mlflow.register_model(f"runs:/{run.info.run_id}/learnt", name).version
    for tag, value in {"job": run.info.run_id, "verdict": digest, "evidence": KEPT, **tags}.items():
        mlflow.MlflowClient().set_model_version_tag(name, version, tag, value)
    return version


def main():
    """Register the model, or exit 1 with the reasons why not."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--data", required=True)
    words.add_argument("--commit", required=True)
    words.add_argument("--run", default="")
    words.add_argument("--seed", type=int, default=7)
    asked = words.parse_args()
    model = settings(asked.model)
    train, test = split(rows(asked.data, model), model, asked.seed)
    learnt = trained(train, model)
    figures = evaluated(learnt, test, model)
    reasons = missed(figures, model)
    if reasons:
        sys.stderr.write("".join(f"refused: {reason}\n" for reason in reasons))
        sys.exit(1)
    tags = {"commit": asked.commit, "run": asked.run}
    sys.stdout.write(f"version {registered(learnt, train, figures, model, tags)}\n")


if __name__ == "__main__":
    main()
