"""A bank with pipelines, made by hand: what its repository is rendered from, without the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ringfence.pack.mlops.repository import HOME, repository
from ringfence.pack.tree import scripts
from ringfence.plan.model.mlops import (
    AgentPool,
    Mlops,
    PipelineIdentity,
    PipelineModel,
    PipelineStage,
    PipelineZone,
    ReleasedTo,
    Repository,
)
from ringfence.plan.model.mlops.evaluations import PipelineEvaluation
from ringfence.plan.model.mlops.judging import DriftBound, FairnessBound, Insights, JudgedBy, MetricBound, RetrainAt
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Reason
from tests.banks import bank, planned, zone
from tests.variants import SUPPLIED

WHY = Reason(text="A test asks for it.")
TRAINING = ("preview", "deploy", "train", "register", "promote")
ANSWERING = ("preview", "release")
"""Purposes of the identities of a landing zone that trains, and of one that answers with a model of the pipelines."""
GITHUB, AZURE_DEVOPS = "github", "azureDevOps"
SUBSCRIPTION = "4b90f6e2-83c1-4d7a-95be-27a0c6d1f802"
CREDIT = PipelineModel(
    name="credit",
    owner="Retail risk",
    materiality="high",
    task="classification",
    target="repaid",
    inputs=("income", "debtRatio", "latePayments", "years", "purpose"),
    categories=("purpose",),
    thresholds=(
        MetricBound(metric="auc", value=0.8, less=False),
        MetricBound(metric="logLoss", value=0.5, less=True),
    ),
    fairness=FairnessBound(sensitive=("ageBand",), metric="selectionRateDifference", bound=0.2, ratio=False, rows=15),
    stage="prod",
    package="fraud",
    subscription=SUBSCRIPTION,
    group="rg-fraud",
    workspace="mlw-fraud",
    registry="mlr-fraud",
    trained_in="azureMachineLearning",
    source_package="fraud",
    connection="fraud-lake",
    datastore="lake_gold",
    layer="gold",
    folder="credit",
    data_path="azureml://datastores/lake_gold/paths/credit/",
    evidence=("lake_evidence",),
    image=f"bank.azurecr.io/train@sha256:{'a' * 64}",
    cluster="cpu",
    nodes=1,
    retrain=RetrainAt(days=("Sunday", "Wednesday"), hour=3, minute=15),
    drift=DriftBound(
        datastore="lake_gold",
        layer="gold",
        folder="credit-scored",
        data_path="azureml://datastores/lake_gold/paths/credit-scored/",
        column="scoredOn",
        days=7,
        bound=0.25,
        rows=100,
        starts=RetrainAt(days=("Monday",), hour=5, minute=0),
    ),
    insights=Insights(treatments=("debtRatio",), counterfactual=True),
    released=ReleasedTo(
        stage="prod",
        package="scoring",
        subscription=SUBSCRIPTION,
        group="rg-scoring",
        workspace="mlw-scoring",
        endpoint="oep-credit",
        called="credit",
        live="blue",
        next="green",
        registry="mlr-fraud",
    ),
    because=WHY,
)

SPARKED = replace(
    CREDIT,
    trained_in="databricks",
    datastore="",
    data_path="",
    cluster="",
    judged=JudgedBy(
        candidate="credit-candidate",
        connection="fraud-lake",
        datastore="lake_gold",
        layer="gold",
        folder="credit-kept",
        data_path="azureml://datastores/lake_gold/paths/credit-kept/",
        cluster="cpu",
    ),
)
"""The same model as Databricks trains it and Azure ML judges it."""
CASES = PipelineEvaluation(
    name="case-answers",
    deployment="chat",
    owner="Fraud analytics",
    materiality="medium",
    address="https://oai-fraud.openai.azure.com",
    audience="https://cognitiveservices.azure.com",
    thresholds=(
        MetricBound(metric="contained", value=0.9, less=False),
        MetricBound(metric="refused", value=1.0, less=False),
        MetricBound(metric="filtered", value=0.1, less=True),
        MetricBound(metric="seconds", value=30.0, less=True),
    ),
    refusal="I cannot answer",
    rows=10,
    stage="prod",
    package="fraud",
    subscription=SUBSCRIPTION,
    group="rg-fraud",
    workspace="mlw-fraud",
    connection="fraud-lake",
    datastore="lake_gold",
    layer="gold",
    folder="questions",
    data_path="azureml://datastores/lake_gold/paths/questions/",
    evidence=("lake_evidence",),
    image=CREDIT.image,
    cluster="cpu",
    starts=RetrainAt(days=("Saturday",), hour=2, minute=30),
    because=WHY,
)


@cache
def plain() -> Plan:
    """A landing zone that trains, with a registry, and one that answers; without pipelines."""
    trains = zone("fraud", services={"modelRegistry": {}}, clusters=[{"name": "cpu"}])
    answers = zone("scoring", "inference", online=[{"name": "credit"}])
    with TemporaryDirectory() as folder:
        return planned(Path(folder), bank(trains, answers, connections=[SUPPLIED])).plan


def pipelines(platform: str, *models: PipelineModel) -> Mlops:
    """The pipelines of that bank, with the identities that its landing zones have."""
    released = {one.released.package for one in models or (CREDIT,) if one.released}
    packages = [package for package in plain().packages if package.name != "connectivity"]
    stage = PipelineStage(
        name="prod",
        production=True,
        approvers=("model-risk",),
        zones=tuple(_zone(package.name, package.subscription) for package in packages),
        identities=tuple(
            _identity(package.name, purpose)
            for package in packages
            for purpose in (ANSWERING if package.name in released else TRAINING)
        ),
        pool=AgentPool(
            package="fraud",
            name="agents-prod",
            labels=("ringfence-prod",),
            count=2,
            size="Standard_D2ads_v5",
            image="image",
            packages="feed.bank.example",
            because=WHY,
        ),
        because=WHY,
    )
    return Mlops(
        platform=platform,
        repository=Repository(
            organization="bank", project="", name="ml", organization_id=1, id=2, host="", url="", because=WHY
        ),
        branch="main",
        stages=(stage,),
        models=models or (CREDIT,),
        language_models=(CASES,),
    )


def planned_with(mlops: Mlops) -> Plan:
    """The bank with these pipelines."""
    return replace(plain(), mlops=mlops)


@cache
def files(platform: str) -> Mapping[str, str]:
    """The repository of that bank, text by path."""
    return files_of(pipelines(platform))


def files_of(mlops: Mlops) -> Mapping[str, str]:
    """The repository for these pipelines, text by path below the folder."""
    plan = planned_with(mlops)
    made = repository(plan, scripts(plan), "bank.yaml")
    return {path.removeprefix(f"{HOME}/"): text for path, text in made.items()}


def written(folder: Path, made: Mapping[str, str]) -> Path:
    """Write a repository into a folder."""
    for path, text in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def _zone(package: str, subscription: str) -> PipelineZone:
    return PipelineZone(
        package=package,
        purpose="machine-learning",
        subscription=subscription,
        location="westeurope",
        group=f"rg-{package}",
        workspace=f"mlw-{package}",
        registry="",
        supplier="mlr-fraud" if package == "scoring" else "",
        images="",
        clusters=("cpu",),
        datastores=(),
        endpoints=(),
    )


def _identity(package: str, purpose: str) -> PipelineIdentity:
    return PipelineIdentity(
        purpose=purpose,
        package=package,
        name=f"id-{purpose}-{package}",
        id=f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-{package}/id-{purpose}",
        environment=f"prod-{package}-{purpose}",
        variable=f"CLIENT_ID_{package}_{purpose}".upper(),
        connection="",
        issuer="",
        subject="",
        approved=purpose not in {"preview", "train"},
        does=f"It is there to {purpose}.",
        because=WHY,
    )
