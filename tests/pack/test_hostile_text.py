"""Text of a blueprint stays text in everything that people are handed: Markdown, shell, terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Rejected
from ringfence.pack.review.explain import explained
from ringfence.pack.review.review import PAGE, review
from ringfence.pack.runbook.deploy import deploy
from ringfence.pack.text.terminal import named, printed, summary
from ringfence.pipeline import Decision, decide
from ringfence.reporting import visible
from tests.banks import PERSON, TENANT, Tree, bank, connection, flow, zone
from tests.factories import SERVER, factory
from tests.pack.markdown_tables import cells, images, links, shells, tables, widths
from tests.pack.review_rows import review_rows
from tests.variants import CAPACITY, CATALOGUED, LISTS, MLFLOW, READER, SPARK, TRUSTED, inference

pytestmark = pytest.mark.slow

TEXT = "a|b \\| <script>x()</script> `c` [x](http://e.x) www.e.x a@e.x ${x} $(id) ;rm #_*~ \x9b31m\u202e\u0085é\u00a0\\"
"""Everything that Markdown, a browser, a shell or a terminal would obey."""


OURS = ("code_inline", "softbreak")
"""The markup that we write ourselves, beside links."""
DECIDED: Tree = {
    "risk": "deployers-in-hub",
    "acceptedBy": TEXT,
    "accepted": "2026-11-02",
    "until": "2027-11-01",
    "ticket": TEXT,
    "note": TEXT,
}
JUSTIFIED: Tree = {"reviewBy": "2027-05-31", "dataClass": "internal"}
ACCOUNT: Tree = {
    "name": "market-data",
    "id": f"/subscriptions/{TENANT}/resourceGroups/rg-data/providers/Microsoft.Storage/storageAccounts/stmarket",
    "owner": "markets@bank.example",
    "reason": "Market data of the day.",
    "reviewBy": "2027-05-31",
}
WAYS = [
    MLFLOW,
    connection("fraud", "lake", "lake", "gold"),
    connection("reporting", "lake", "lake", "gold"),
    connection("analytics", "lake", "lake", "silver"),
]


def analytics(group: str) -> Tree:
    """A landing zone for Synapse, with a name of the group that administers it."""
    return zone("analytics", "synapse", lake="lake", administrators={"group": group, "objectId": TENANT})


def reports(**said: str) -> Tree:
    """A landing zone for Power BI, with a workspace that a lake lets in for a reason."""
    return zone("reporting", "powerBi", capacityId=CAPACITY, reader=READER, workspaces=[{**TRUSTED, **said}])


def people(reason: str) -> list[Tree]:
    """A group of auditors who read a layer, for a reason."""
    layers = [{"lake": "lake", "layers": ["gold"], "reason": reason}]
    group = {"group": "people", "objectId": PERSON, "personas": ["auditor"], "layers": layers, "reason": reason}
    return [group]


def callable_model(said: str) -> Tree:
    """A language model in the inventory, with what is said of it."""
    model = {"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "evaluatedOn": "2026-10-12"}
    return {"languageModel": {"deployments": [{**model, "owner": said, "use": said, "evaluationSet": said}]}}


def governed(reason: str) -> Tree:
    """Evidence, lifecycles of layers and the scan of a lake, for a reason."""
    ages = {layer: {"cold": 100, "reason": reason} for layer in ("bronze", "silver", "gold", "evidence")}
    scan = {"layers": ["gold"], "reason": reason}
    return {"evidence": {"days": 7, "reason": reason}, "lifecycle": ages, "scan": scan}


def filters(said: Tree) -> Tree:
    """A hub whose firewall leaves something out, for a reason."""
    told = {"reviewBy": "2027-05-31", **said}
    return {
        "firewall": {
            "signatureOverrides": [{"signature": 2024897, "mode": "Off", **told}],
            "threatExceptions": [{"name": "feed", "fqdns": ["feed.example.com"], **told}],
        }
    }


def judged(said: str) -> Tree:
    """A hub whose DNS security policy enforces, with an allowed domain; somebody looked at its log."""
    row = {"name": "certificates", "domains": ["ocsp.bank.example"], "owner": said, "reason": said}
    looked = {"by": said, "on": "2026-11-20"}
    return {"dns": {"policy": "enforce", "looked": looked, "allow": [{**row, "reviewBy": "2027-05-31"}]}}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Decision:
    """A bank whose every free text is hostile; JSON's escapes carry what YAML refuses as it stands."""
    said = {"owner": TEXT, "reason": TEXT}
    kept = {"layers": ["gold"], "days": 7, "reason": TEXT}
    tree = bank(
        zone("fraud", storageAccounts=[{**ACCOUNT, **said}], services=callable_model(TEXT)),
        zone("lake", "dataLake", retention=kept, **governed(TEXT)),
        SPARK,
        reports(**said),
        inference("scoring", outbound=[{**LISTS, **said, **JUSTIFIED}]),
        factory(sqlServers=[SERVER | said]),
        analytics(TEXT),
        institution=CATALOGUED | {"name": TEXT, "tags": {"note": TEXT}},
        connections=[row | said for row in WAYS],
        egress=[flow("feed", "fraud", **said)],
        access=people(TEXT),
        hub=filters(said) | judged(TEXT),
    )
    path = tmp_path_factory.mktemp("hostile") / "bank.yaml"
    path.write_text(json.dumps(tree), "utf-8")
    decided = {"version": 1, "decisions": [DECIDED, DECIDED | {"risk": "tls-inspection"}]}
    path.with_name("bank.decisions.yaml").write_text(json.dumps(decided), "utf-8")
    return decide(path)


def test_the_page_shows_it_as_text(hostile: Decision) -> None:
    files = review(hostile.plan, "my_`bank`.yaml", release=hostile.release)
    text = files[PAGE]
    assert f"Review: {visible(TEXT)}" in [cell.text for cell in cells(text)]
    (row,) = [row for row in tables(text)["High"].records if row["Risk"] == DECIDED["risk"]]
    assert row["Accepted"] == f"by {visible(TEXT)} on 2026-11-02 until 2027-11-01, {visible(TEXT)}"
    records = tables(files["review/accepted-risks.md"])["Accepted risks"].records
    assert {row["Accepted"][-len(visible(TEXT)) :] for row in records if row["Risk"] == DECIDED["risk"]} == {
        visible(TEXT)
    }
    assert set(links(text)) == files.keys() - {PAGE}
    assert {kind for cell in cells(text) for kind in cell.markup} <= {*OURS, "link_open", "link_close"}
    assert {place for cell in cells(text) for place in cell.linked} == set()
    assert all(len(set(block)) == 1 for block in widths(text))


def test_the_rows_show_it_as_text(hostile: Decision) -> None:
    text = review_rows(hostile.plan, hostile.release)
    (row,) = tables(text)["Egress flows"].records
    assert (row["Owner"], row["Why"]) == (visible(TEXT), visible(TEXT))
    (row,) = tables(text)["Storage accounts by service endpoint"].records
    assert (row["Owner"], row["Why"]) == (visible(TEXT), visible(TEXT))
    (row,) = tables(text)["Resources that firewalls of lakes let in"].records
    assert (row["Owner"], row["Why"]) == (visible(TEXT), visible(TEXT))
    (row,) = tables(text)["Egress of managed networks"].records
    assert (row["Owner"], row["Why"]) == (visible(TEXT), visible(TEXT))
    row = tables(text)["Managed private endpoints to approve"].records[-1]
    assert (row["Owner"], row["Why"]) == (visible(TEXT), visible(TEXT))
    (row,) = tables(text)["Models and their controls"].records
    assert (row["Owner"], row["Used for"]) == (visible(TEXT), visible(TEXT))
    assert {row["Why"] for row in tables(text)["Lifecycle of layers"].records} == {visible(TEXT)}
    for row in tables(text)["Exemptions of the firewall"].records:
        assert (row["Owner"], row["Why"]) == (visible(TEXT), visible(TEXT))
    (row,) = [one for one in tables(text)["Domains that DNS allows"].records if one["List"] == "allowed"]
    assert row["Why"] == f"{visible(TEXT)} (owner {visible(TEXT)}; review by 2027-05-31)"
    assert {kind for cell in cells(text) for kind in cell.markup} <= {*OURS, "link_open", "link_close", "image"}
    assert set(images(text)) == {f"{package.name}.svg" for package in hostile.plan.packages}
    assert set(links(text)) == {"../REVIEW.md", "../../REVIEW.md", "../../TOPOLOGY.svg"}
    assert {place for cell in cells(text) for place in cell.linked} == set()
    assert all(len(set(block)) == 1 for block in widths(text))


def test_the_runbook_has_the_same_commands_as_without_it(hostile: Decision, tmp_path: Path) -> None:
    kept = {"layers": ["gold"], "days": 7, "reason": "Law."}
    lake = zone("lake", "dataLake", retention=kept, **governed("It is old."))
    scoring = inference("scoring", outbound=[{**LISTS, **JUSTIFIED}])
    flows, access = [flow("feed", "fraud")], people("Gold.")
    fraud = zone("fraud", storageAccounts=[ACCOUNT], services=callable_model("Summaries."))
    hub = filters({"owner": "network team", "reason": "A supplier."}) | judged("Network team.")
    tree = bank(
        fraud,
        lake,
        SPARK,
        reports(),
        scoring,
        factory(sqlServers=[SERVER]),
        analytics("administrators"),
        connections=WAYS,
        egress=flows,
        access=access,
        hub=hub,
    )
    tree["institution"] = CATALOGUED
    path = tmp_path / "bank.yaml"
    path.write_text(json.dumps(tree), "utf-8")
    assert shells(deploy(hostile.plan)) == shells(deploy(decide(path).plan))
    assert {place for cell in cells(deploy(hostile.plan)) for place in cell.linked} == set()
    assert f"Deploy: {visible(TEXT)}" in [cell.text for cell in cells(deploy(hostile.plan))]


def test_a_terminal_shows_it_as_text(hostile: Decision) -> None:
    wide = printed(named(hostile.plan).values(), 2000)
    for text in (wide, summary(hostile.plan, TEXT, 2000), explained(hostile.plan, "feed", str)):
        assert "<script>" in text
        assert all(visible(line) == line for line in text.split("\n"))


@pytest.mark.parametrize("name", ["x;id", "$(id)", "a b", "a'b", 'a"b', "../up", "-rf", "a\nb", "A A", "é" * 3])
def test_names_that_become_words_of_commands_are_refused(name: str, tmp_path: Path) -> None:
    variants: list[Tree] = [
        bank(zone(name)),
        bank(egress=[flow(name, "fraud")]),
        bank(hub={"names": {"firewall": name}}),
        bank(
            zone("lake", "dataLake"),
            zone("fraud"),
            connections=[connection("fraud", "lake", "lake", "gold", name=name)],
        ),
        bank(regions=[name]),
        bank(subscriptions=[{"name": "platform", "id": name}, {"name": "ml", "id": TENANT}]),
    ]
    for tree in variants:
        path = tmp_path / "bank.yaml"
        path.write_text(json.dumps(tree), "utf-8")
        with pytest.raises(Rejected) as caught:
            decide(path)
        assert all(finding.code != "LOD02" for finding in caught.value.report.findings)


def test_the_language_has_no_other_free_text() -> None:
    """A new field with free text belongs into the hostile bank above."""
    schema = json.dumps(Blueprint.model_json_schema())
    lines = schema.count('"minLength": 3, "pattern": "^[^')
    # institution.name, reasons of retention, evidence, lifecycles, scans, groups and their layers, owner and reason of
    # connections, egress and managed hosts, storage accounts, Azure SQL servers, signatures and exceptions of the
    # firewall; owner, reason and the look of the DNS security policy; the owner of an existing hub, which is not
    # planned for; owner and reason of Fabric workspaces; the group that administers Synapse; owner, use and evaluation
    # set of language models; the owner of a model and the refusal of a language model, which
    # tests/pack/mlops/test_hostile.py has
    assert lines == 33
