"""Free text of a blueprint stays text in Bicep: it compiles to the shape that harmless words have, or is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringfence.check import Bicep
from ringfence.diagnostics import Diagnostic, Rejected
from ringfence.load.document import read
from ringfence.pipeline import decided, files
from tests.banks import PERSON, TENANT, Tree, bank, connection, flow, zone
from tests.properties.examples import EXAMPLES
from tests.variants import LISTS, databricks, inference

ANALYSTS, PEOPLE = (PERSON.replace("5d1c", new) for new in ("5d2c", "5d3c"))
PIECES = (
    "'", "''", "'''", '"', "${", "${x}", "}", "\\", "\\'", "\\${", "`", "{{", "{%", "%}", "#}", "//", "/*", "*/",
    "\n", "\r", "\0", "\t", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\u2028", "\x85", "../", "/etc/passwd", "C:\\",
    "|", "<script>", "](x)", "$(id)", ";", "🏦", "é", "param x string", "[resourceGroup().id]", "[[", "[",
    "resource", "x" * 120, "@description('x')",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=6).map("".join)
QUIET = [piece for piece in PIECES if not any(c < " " or c == "\u2028" for c in piece) and len(piece) < 30]
"""What passes the patterns of the language, so that it reaches Bicep."""
ADMITTED = st.lists(st.sampled_from(QUIET), min_size=2, max_size=6).map(lambda parts: ("".join(parts) + "...")[:100])
HARMLESS = "harmless words"
FIELDS = (
    *("institution", "tag", "owner", "reason", "lake", "retention", "mlflow", "host owner", "host reason"),
    *("connection owner", "layers", "people", "administrators"),
)


def hostile_bank(texts: dict[str, str]) -> Tree:
    """A bank with a text in each field that is free."""
    host = LISTS | {"owner": texts["host owner"], "reason": texts["host reason"], "reviewBy": "2027-05-31"}
    kept = {"layers": ["bronze"], "days": 9, "reason": texts["retention"]}
    people = {"lake": "lake", "layers": ["gold"], "reason": texts["layers"]}
    return bank(
        zone("fraud", tags={"note": texts["tag"]}, instances=[{"user": "ana", "objectId": PERSON}]),
        databricks("spark"),
        inference("scoring", outbound=[host | {"dataClass": "internal"}]),
        zone("lake", "dataLake", retention=kept),
        zone(
            "analytics", "synapse", lake="lake", administrators={"group": texts["administrators"], "objectId": ANALYSTS}
        ),
        connections=[
            connection("analytics", "lake", "lake", "silver"),
            connection("fraud", "lake", "lake", "gold", reason=texts["lake"], owner=texts["connection owner"]),
            connection("spark", "mlflow", "fraud", reason=texts["mlflow"]),
        ],
        access=[{"group": "people", "objectId": PEOPLE, "layers": [people], "reason": texts["people"]}],
        institution={"name": texts["institution"], "code": "tb", "tenant": TENANT, "tags": {"about": texts["tag"]}},
        egress=[flow("feed", "fraud", owner=texts["owner"], reason=texts["reason"])],
    )


def generated(tree: Tree) -> dict[str, str]:
    """Every file for a blueprint; raises Rejected for one that is refused."""
    return dict(files(decided(read("bank.yaml", json.dumps(tree)), Path("nowhere.ledger.yaml"))))


def outcome(tree: Tree) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """The files for a blueprint, or why it is refused."""
    try:
        return generated(tree), ()
    except Rejected as rejected:
        return {}, rejected.report.findings


def shape(value: Any) -> Any:
    """A template without the text in it: keys, types, numbers of elements, what is an expression.

    An expression begins with `[` and ends with `]`; anything else is text to Azure Resource Manager.
    Source: Microsoft Learn azure-resource-manager/templates/template-expressions.
    """
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items() if key != "templateHash"}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    if isinstance(value, str) and value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return "expression"
    return type(value).__name__


def compiled(bicep: Bicep, folder: Path, made: dict[str, str]) -> dict[str, Any]:
    """The compiled template and parameters of each package, as the compiler sees them."""
    for path, text in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="")
    found = {}
    for main in sorted(folder.glob("packages/*/main.bicepparam")):
        answer = bicep.compile(main)
        assert [message.text for message in answer.messages] == []
        assert answer.template is not None
        found[main.parent.name] = json.loads(answer.template)
    return found


@pytest.fixture(scope="module")
def harmless(bicep: Bicep, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The shape of the templates with harmless words in every field."""
    made = generated(hostile_bank(dict.fromkeys(FIELDS, HARMLESS)))
    return shape(compiled(bicep, tmp_path_factory.mktemp("harmless"), made))


@pytest.mark.bicep
@settings(
    max_examples=max(1, EXAMPLES // 20),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    texts=st.fixed_dictionaries(dict.fromkeys(FIELDS, ADMITTED)),
    worse=st.dictionaries(st.sampled_from(FIELDS), TEXTS, max_size=1),
)
def test_text_that_is_not_refused_changes_no_shape_of_what_is_compiled(
    texts: dict[str, str], worse: dict[str, str], bicep: Bicep, harmless: Any, tmp_path: Path
) -> None:
    made, findings = outcome(hostile_bank(texts | worse))
    assert all(finding.place.line and finding.hint for finding in findings)
    if not findings:
        assert shape(compiled(bicep, tmp_path, made)) == harmless


@pytest.mark.slow
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(
    TEXTS,
    st.sampled_from(["zone", "flow", "subscription", "environment", "code", "cluster", "user", "group", "region"]),
)
def test_text_where_a_name_belongs_is_refused_with_its_place(text: str, field: str) -> None:
    tree = bank(
        zone("fraud", clusters=[{"name": "cpu"}], instances=[{"user": "ana", "objectId": PERSON}]),
        egress=[flow("feed", "fraud")],
        access=[{"group": "people", "objectId": TENANT, "personas": ["auditor"]}],
    )
    zones, hostile = tree["landingZones"], f"{text}'"
    places: dict[str, tuple[Any, Any]] = {
        "zone": (zones[0], "name"),
        "flow": (tree["egress"][0], "name"),
        "subscription": (tree["subscriptions"][0], "name"),
        "environment": (tree["environments"][0], "name"),
        "code": (tree["institution"], "code"),
        "cluster": (zones[0]["machineLearning"]["clusters"][0], "name"),
        "user": (zones[0]["machineLearning"]["instances"][0], "user"),
        "group": (tree["access"][0], "group"),
        "region": (tree["regions"], 0),
    }
    holder, key = places[field]
    holder[key] = hostile
    with pytest.raises(Rejected) as rejected:
        decided(read("bank.yaml", json.dumps(tree)), Path("nowhere.ledger.yaml"))
    assert all(finding.place.line and finding.hint for finding in rejected.value.report.findings)
