"""The inventory of models: what is said of each, what is missing, and no word that a rule is met."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ringfence.pack.review.models.controls import MODELS, asked, controls, evidence
from ringfence.pack.review.tables import Table
from ringfence.pipeline import decide
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import plain
from tests.banks import bank, connection, planned, zone
from tests.variants import HEARD, LANGUAGE, PEOPLE

SAID = {
    "owner": "fraud-analytics@bank.example",
    "materiality": "high",
    "use": "Summaries of cases.",
    "evaluationSet": "cases 3",
    "evaluatedOn": "2026-10-12",
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Fraud has three models, one of them with all that the inventory asks, and writes evidence into a lake."""
    chat, *others = LANGUAGE["deployments"]
    fraud = zone("fraud", services={"languageModel": {"deployments": [{**chat, **SAID}, *others]}})
    lake = zone("lake", "dataLake", evidence={"days": 2555, "reason": "Models are examined for seven years."})
    way = connection("fraud", "lake", "lake", "evidence", access="write")
    tree = bank(fraud, lake, connections=[way], access=PEOPLE, monitoring={"alerts": HEARD})
    return planned(tmp_path_factory.mktemp("plan"), tree).plan


def column(table: Table, name: str) -> list[str]:
    return [row[table.columns.index(name)] for row in table.rows]


def test_each_language_model_is_an_entry_with_its_gaps(plan: Plan) -> None:
    table = controls(plan)
    assert column(table, "Model") == ["chat", "vectors", "draft"]
    assert column(table, "Owner") == ["fraud-analytics@bank.example", "not said", "not said"]
    assert column(table, "Materiality") == ["high", "not said", "not said"]
    assert column(table, "Validated by") == ["cases 3, on 2026-10-12", "not said", "not said"]


def test_the_day_of_retirement_is_the_schedule_s_where_the_blueprint_has_none(plan: Plan) -> None:
    assert column(controls(plan), "Runs until")[0] == "2027-02-09, by the schedule"


def test_filters_and_alerts_stand_beside_each_model(plan: Plan) -> None:
    table = controls(plan)
    assert all("Hate from Medium" in cell and "Jailbreak" in cell for cell in column(table, "Limits"))
    assert set(column(table, "Alerts")) == {"model-success, model-errors, model-blocked"}


def test_evidence_has_a_writer_and_a_folder(plan: Plan) -> None:
    table = evidence(plan)
    assert [cell.rsplit("/", 1)[-1] for cell in column(table, "Container")] == ["evidence"]
    assert column(table, "Role") == ["Storage Blob Data Contributor"]
    assert column(table, "Folder") == ["models/<model>/<version>/"]


def test_without_models_supervisors_ask_nothing(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank()).plan
    assert [builder(plan).title for builder in MODELS if builder(plan).rows] == []


def test_no_rule_is_said_to_be_met(plan: Plan) -> None:
    """Trap T32: no claim under a letter that was withdrawn, and no date that has moved."""
    shown = (controls(plan), asked(plan), evidence(plan))
    said = " ".join([*(cell for table in shown for row in table.rows for cell in row), *(one.text for one in shown)])
    assert not re.search(r"\bcompl(y|ies|iant|iance)\b", said, re.IGNORECASE)
    assert re.findall(r"[^.]*SR 11-7[^.]*", said) == [" It took the place of SR 11-7 and OCC 2011-12"]
    rows = {row[0]: row[1] for row in asked(plan).rows}
    assert rows["EU AI Act, high-risk systems (Regulation 2024/1689, Annex III point 5(b))"] == "2027-12-02"
    assert all("not confirmed" in cell for cell in column(asked(plan), "Source"))


@pytest.fixture(scope="module")
def universal() -> Plan:
    """The example with models of pipelines, and a language model that they ask."""
    return decide(Path(__file__).parents[2] / "blueprints" / "universal-bank.yaml").plan


def test_a_language_model_is_asked_where_it_stands_by_the_identity_that_may(universal: Plan) -> None:
    assert universal.mlops
    (asking,) = universal.mlops.language_models
    (there,) = (package for package in universal.packages if package.name == asking.package)
    account = next(module.services[0].resource for module in there.modules if module.model_deployments)
    assert asking.address == f"https://{plain(account.name)}.openai.azure.com"
    assert asking.audience == "https://cognitiveservices.azure.com"
    (cluster,) = {one.identity.value for module in there.modules for one in module.clusters}
    grants = [one for module in there.modules for one in module.grants if one.principal.value == cluster]
    assert ("Cognitive Services OpenAI User", account.id) in [(one.role, one.scope_id) for one in grants]
    assert "models/<model>/<version>/, evaluations/<evaluation>/<run>/" in column(evidence(universal), "Folder")
    gate = "contained at least 0.9, refused at least 0.95, filtered at most 0.02, seconds at most 20"
    judged = dict(zip(column(controls(universal), "Model"), column(controls(universal), "Validated by"), strict=True))
    assert judged["summaries"] == f"case-summaries, version 3, on 2026-10-12; case-summaries-evaluate: {gate}"


def test_models_of_pipelines_stand_first_with_what_judges_them(universal: Plan) -> None:
    bank = universal
    assert bank.mlops
    table = controls(bank)
    mine = len(bank.mlops.models)
    assert column(table, "Model")[:mine] == [model.name for model in bank.mlops.models]
    assert column(table, "Validated by")[0] == "auc at least 0.85, recall at least 0.6"
    assert (
        column(table, "Limits")[0]
        == "selectionRateDifference at most 0.1 between groups of age_band, gender, from 30 rows each"
    )
    assert column(table, "Alerts")[0] == "endpoint-latency, endpoint-errors"
