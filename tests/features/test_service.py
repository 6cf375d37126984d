"""A service with options, a grant, an endpoint and children is one folder of two files; nothing else is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.banks import bank, zone
from tests.features.checkout import SEARCH, Checkout, checkout

pytestmark = pytest.mark.bicep
WANTED = {"replicas": 3, "sharedLinks": [{"name": "docs"}, {"name": "rows", "part": "table"}]}
PACKAGE = Path("out") / "packages" / "fraud"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, bicep_cli: Path) -> Checkout:
    """A checkout with the folder, and what `generate --check` made of a blueprint that asks for it."""
    here = checkout(tmp_path_factory.mktemp("service") / "checkout")
    here.add("services/search", *SEARCH)
    blueprint = here.write(bank(zone("fraud", services={"search": WANTED}), zone("pricing")))
    here.succeeded("generate", blueprint, "--output", "out", "--check")
    return here


def test_its_options_become_values_and_the_list_children(made: Checkout) -> None:
    package = next(one for one in made.plan()["packages"] if one["name"] == "fraud")
    module = next(one for one in package["modules"] if one["name"] == "search")
    values = {path: given["value"] for path, given in module["services"][0]["values"].items()}
    assert values == {"sku.name": "standard", "properties.replicaCount": 3}
    assert [one["resource"]["name"] for one in module["services"][1:]] == ["docs", "rows"]
    text = (made.folder / PACKAGE / "main.bicepparam").read_text("utf-8")
    assert "replicas: 3" in text
    assert "part: 'table'" in text


def test_its_grant_endpoint_lock_and_provider_follow(made: Checkout) -> None:
    package = next(one for one in made.plan()["packages"] if one["name"] == "fraud")
    grants = [grant for module in package["modules"] for grant in module.get("grants", [])]
    (mine,) = [grant for grant in grants if grant["role"] == "Search Index Data Contributor"]
    assert mine["scope_id"].split("/")[-2] == "searchServices"
    endpoints = [one for module in package["modules"] for one in module.get("endpoints", [])]
    assert "searchService" in [one["group"] for one in endpoints]
    assert "Microsoft.Search" in package["providers"]
    others = next(one for one in made.plan()["packages"] if one["name"] == "pricing")
    assert "search" not in [module["name"] for module in others["modules"]]


def test_review_and_runbook_speak_of_it(made: Checkout) -> None:
    review = "".join(file.read_text("utf-8") for file in sorted((made.folder / "out" / "review").rglob("*.md")))
    assert "Search Index Data Contributor" in review
    assert "for AI Search, searchService" in review
    assert "privatelink.search.windows.net" in review
    deploy = (made.folder / "out" / "DEPLOY.md").read_text("utf-8")
    assert "- Approve the shared private links of the search service" in deploy


def test_the_language_the_schema_and_services_know_its_keys(made: Checkout) -> None:
    told = made.succeeded("services", "search")
    assert "landingZones[].services.search.replicas" in told
    schema = json.loads(made.succeeded("schema"))
    assert schema["$defs"]["Search"]["properties"]["sku"]["enum"] == ["basic", "standard", "standard2"]
    assert "search" in schema["$defs"]["ZoneServices"]["properties"]


def test_mistakes_in_its_block_are_findings_on_their_lines(made: Checkout) -> None:
    wrong = {"sku": "free", "replicas": 13, "sharedLinks": [{"name": "docs"}, {"name": "docs"}], "skus": 1}
    done = made.run("validate", made.write(bank(zone("fraud", services={"search": wrong}))))
    assert done.returncode == 1
    for path in ("search.sku", "search.replicas", "search.skus"):
        assert f"landingZones[name=fraud].services.{path}" in done.stdout + done.stderr
    misplaced = zone("data", "dataLake", services={"search": {}})
    done = made.run("validate", made.write(bank(zone("fraud"), misplaced)))
    assert "a landing zone with dataLake has no service 'search'" in done.stdout + done.stderr
    twice = {"sharedLinks": [{"name": "docs"}, {"name": "docs"}]}
    done = made.run("validate", made.write(bank(zone("fraud", services={"search": twice}))))
    assert "error[BLU06] 'docs' stands here a second time" in done.stdout + done.stderr
