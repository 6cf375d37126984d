"""Trains, judges and registers a model as a job of Databricks, by the same steps as a pipeline of Azure ML.

MLFLOW_TRACKING_URI is the address of the workspace that the model is registered in; the package's `mlflow.sh` has it.
"""

import argparse
import hashlib
import json
import sys

import mlflow
from columns import rows
from evaluate import evaluated
from gate import missed
from prepare import split
from settings import settings
from train import trained

KEPT = "no evidence container"
"""What the tag `evidence` of a version says: a job of Databricks copies nothing there."""


def registered(learnt, figures, name, commit):
    """Log a model that passed, register it, and tag its version with job, commit and the hash of its verdict."""
    verdict = json.dumps({"passed": True, "reasons": [], "figures": figures}, sort_keys=True)
    mlflow.set_experiment(name)
    with mlflow.start_run() as run:
        mlflow.log_metrics(figures["metrics"])
        mlflow.log_text(verdict, "verdict.json")
        logged = mlflow.sklearn.log_model(learnt, artifact_path="learnt", registered_model_name=name)
    digest = hashlib.sha256(verdict.encode()).hexdigest()
    version = logged.registered_model_version
    for tag, value in {"job": run.info.run_id, "commit": commit, "verdict": digest, "evidence": KEPT}.items():
        mlflow.MlflowClient().set_model_version_tag(name, version, tag, value)
    return version


def main():
    """Register the model, or exit 1 with the reasons why not."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--data", required=True)
    words.add_argument("--commit", required=True)
    words.add_argument("--seed", type=int, default=7)
    asked = words.parse_args()
    model = settings(asked.model)
    train, test = split(rows(asked.data), model, asked.seed)
    learnt = trained(train, model)
    figures = evaluated(learnt, test, model)
    reasons = missed(figures, model)
    if reasons:
        sys.stderr.write("".join(f"refused: {reason}\n" for reason in reasons))
        sys.exit(1)
    sys.stdout.write(f"version {registered(learnt, figures, model['name'], asked.commit)}\n")


if __name__ == "__main__":
    main()
