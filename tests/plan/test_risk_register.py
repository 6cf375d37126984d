"""Every accepted risk is a row of the register, and every row of the register is the risk of some bank."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ringfence
from ringfence.catalog.known.risks import register, rows
from ringfence.pipeline import decide
from ringfence.plan.model.registers import Risk
from tests.banks import PERSON, Tree, bank, planned, zone
from tests.plan.test_risks import ABROAD
from tests.plan.test_storage_accounts import ENTRY
from tests.variants import BASTION, LINE, VARIANTS

CHINA = Path(__file__).parents[1] / "noted" / "china.yaml"
PLANNERS = Path(ringfence.__file__).parent / "plan"
CIRCUITS = {"sku": "ErGw2AZ", "circuits": [LINE | {"name": f"line{n}", "id": f"{LINE['id']}-{n}"} for n in range(5)]}


USERS_IN = VARIANTS["users-in"]
VARIED = (
    "everything",
    "examples-of-folders",
    "jump-host",
    "enforced-dns",
    "own-key",
    "filters",
    "reports",
    "factory",
    "evidence",
)
TREES: tuple[Tree, ...] = (
    *(VARIANTS[name] for name in VARIED),
    ABROAD,
    USERS_IN | {"hubs": [{**USERS_IN["hubs"][0], "bastion": BASTION}]},
    VARIANTS["everything"] | {"roles": {"onlineCaller": PERSON}},
    bank(hub={"gateway": {"expressRoute": CIRCUITS}}, premises=["10.0.0.0/14"]),
    bank(zone("fraud", storageAccounts=[ENTRY])),
    bank(hub={"logs": {"trafficAnalytics": False}}),
    bank(zone("fraud", region="indiasouthcentral"), regions=["westeurope", "indiasouthcentral"]),
    bank(*(zone(f"z{number}") for number in range(100)), addressPools=["10.64.0.0/10"]),
)
"""Banks that have every risk between them; `noted/china.yaml` has one more."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Risk]:
    plans = [planned(tmp_path_factory.mktemp("bank"), tree).plan for tree in TREES]
    return [risk for plan in (*plans, decide(CHINA).plan) for risk in plan.risks]


def test_an_id_is_the_id_of_one_risk() -> None:
    ids = [row.id for row in register()]
    assert sorted(set(ids)) == ids


def test_no_risk_is_made_beside_the_register() -> None:
    """`standing.of` is the one place that makes a Risk, so each has the id, severity and title of a row."""
    made = {
        file.name
        for file in PLANNERS.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Risk"
    }
    assert made == {"standing.py"}


def named_in_code() -> set[str]:
    """Every text of the planners of risks that is an id of the register."""
    files = (PLANNERS / "review" / "risks").glob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return texts & rows().keys()


def test_every_row_is_used_by_a_planner() -> None:
    assert rows().keys() - named_in_code() == set()


def test_every_row_is_the_risk_of_some_bank(found: list[Risk]) -> None:
    assert {row.id for row in register()} - {risk.id for risk in found} == set()


def test_a_risk_is_called_the_same_wherever_it_stands(found: list[Risk]) -> None:
    known = {row.id: (row.severity, row.title) for row in register()}
    assert {risk.id: (risk.severity, risk.title) for risk in found}.items() <= known.items()
    assert len({risk.title for risk in found}) == len(known) - 1, "two rows of flow logs share a title"


def test_no_brace_of_a_row_is_left_in_a_plan(found: list[Risk]) -> None:
    words = {text for risk in found for text in (risk.name, risk.remedy, risk.because.text, risk.because.source)}
    assert {text for text in words if "{" in text} == {
        "Give the id of a plan that is there: ddosProtection: {plan: ...}.",
        "The firewall's log has the queries (AZFWDnsQuery). Try dns: {policy: watch} in a test subscription.",
    }
