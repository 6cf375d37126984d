"""The JSON Schema is as strict as a schema can be, and never stricter than the language and its rules."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from ringfence.blueprint.pattern_texts import WORDS
from ringfence.blueprint.schema.bounds import bounds
from ringfence.blueprint.schema.closed import nameable
from ringfence.blueprint.schema.json_schema import schema
from ringfence.blueprint.schema.told import parts
from ringfence.blueprint.validate import validate
from ringfence.catalog.names import HUB
from ringfence.catalog.tables import regions
from ringfence.diagnostics import Rejected
from ringfence.load.document import read
from ringfence.plan.build import build
from ringfence.plan.context.ledger import Ledger
from ringfence.plan.context.nameable_kinds import nameable_kinds
from tests.blueprint.blueprints import FULL
from tests.properties.strategies import banks
from tests.properties.test_plan import plan_of

pytestmark = pytest.mark.slow

Tree = dict[str, Any]
WHOLE = schema()
PARTS = list(parts(WHOLE))
VALIDATOR = Draft202012Validator(WHOLE)
ML, SPARK, SCORING, LAKE = 0, 2, 3, 5
"""Landing zones of the blueprint that is broken here, by purpose."""


def zone(tree: Tree, index: int) -> Tree:
    found: Tree = tree["landingZones"][index]
    return found


def flow(tree: Tree) -> Tree:
    found: Tree = tree["egress"][0]
    return found


def connection(tree: Tree, use: str) -> Tree:
    """The first connection for a use."""
    found: Tree = next(row for row in tree["connections"] if row["use"] == use)
    return found


def host(tree: Tree) -> Tree:
    found: Tree = tree["hubs"][0]["bastion"]["jumpHost"]
    return found


MISTAKES: dict[str, Callable[[Tree], object]] = {
    "a kind of resource with an underscore": lambda tree: zone(tree, ML)["names"].update(key_vault="kv-fraud"),
    "a kind of resource that there is not": lambda tree: zone(tree, ML)["names"].update(workspace="mlw-fraud"),
    "a kind of resource of the hub": lambda tree: zone(tree, ML)["names"].update(firewall="afw-fraud"),
    "a kind of resource of another purpose": lambda tree: zone(tree, LAKE).update(names={"key-vault": "kv-lake"}),
    "two kinds of destination": lambda tree: flow(tree)["to"].update(serviceTag="AzureMonitor"),
    "no destination": lambda tree: flow(tree).update(to={}),
    "a destination that is an address of a page": lambda tree: flow(tree).update(to={"fqdns": ["https://a.example/"]}),
    "a destination that is a wildcard tag": lambda tree: flow(tree).update(to={"serviceTag": "Azure*"}),
    "agents in a lake": lambda tree: zone(tree, LAKE)["dataLake"].update(agents={"count": 4}),
    "clusters of Azure ML in Databricks": lambda tree: zone(tree, SPARK)["databricks"].update(
        clusters=[{"name": "cpu"}]
    ),
    "a lake in a landing zone for training": lambda tree: zone(tree, ML).update(dataLake={"accounts": "one"}),
    "a landing zone without a workload": lambda tree: zone(tree, SCORING).pop("inference"),
    "a compute subnet in a lake": lambda tree: zone(tree, LAKE).update(subnets={"compute": "10.40.32.0/26"}),
    "a region that there is not": lambda tree: tree.update(regions=["westeurop"]),
    "a region without availability zones": lambda tree: tree.update(regions=["westus"]),
    "a jump host with two keys": lambda tree: host(tree).update(
        sshKeySecret=copy.deepcopy(tree["hubs"][0]["gateway"]["vpn"]["siteToSite"][0]["sharedKey"])
    ),
    "a jump host without a key": lambda tree: host(tree).pop("sshKey"),
    "an account that Azure refuses": lambda tree: host(tree).update(user="admin"),
    "deny settings without a stack": lambda tree: tree["deploy"].update(mode="deployment"),
    "a registry of models beside a lake": lambda tree: zone(tree, LAKE).update(services={"modelRegistry": {}}),
    "layers of what is no lake": lambda tree: connection(tree, "mlflow").update(layers=["gold"]),
    "a lake without layers": lambda tree: connection(tree, "lake").pop("layers"),
    "an octet above 255": lambda tree: tree.update(addressPools=["10.300.0.0/16"]),
    "a prefix longer than an address": lambda tree: tree.update(addressPools=["10.40.0.0/33"]),
    "a date in words": lambda tree: flow(tree).update(reviewBy="tomorrow"),
    "a bastion with nothing behind it": lambda tree: tree["hubs"][0].update(bastion=None),
    "a tag with a slash": lambda tree: tree["institution"]["tags"].update({"cost/centre": "1"}),
}
BEYOND: dict[str, Callable[[Tree], object]] = {
    "a name that nothing has": lambda tree: zone(tree, ML).update(environment="test"),
    "a name twice": lambda tree: zone(tree, SPARK).update(name="fraud"),
    "shares that are not 100 together": lambda tree: zone(tree, SCORING)["inference"]["online"][0].update(
        traffic={"blue": 90}
    ),
    "a connection from what cannot use it": lambda tree: connection(tree, "mlflow").update({"from": "fraud-dev"}),
    "a second registry of models": lambda tree: tree["connections"].append(
        connection(tree, "modelRegistry") | {"name": "second"}
    ),
    "networks that overlap": lambda tree: zone(tree, SPARK).update(addressSpace="10.40.8.0/22"),
    "host bits": lambda tree: tree.update(addressPools=["10.40.0.1/16"]),
    "a region of another cloud": lambda tree: tree.update(regions=["chinanorth3"]),
}
"""Mistakes that compare values with each other: `validate` finds them, a schema cannot."""


def broken(change: Callable[[Tree], object]) -> Tree:
    """The full blueprint after a change."""
    tree = copy.deepcopy(dict(read("bank.yaml", FULL).tree))
    change(tree)
    return tree


@pytest.mark.parametrize("mistake", MISTAKES)
def test_schema_refuses(mistake: str) -> None:
    assert not VALIDATOR.is_valid(broken(MISTAKES[mistake]))


@pytest.mark.parametrize("change", [*MISTAKES.values(), *BEYOND.values()], ids=[*MISTAKES, *BEYOND])
def test_validate_or_the_plan_refuses_it_too(change: Callable[[Tree], object]) -> None:
    document = read("bank.yaml", json.dumps(broken(change)))
    with pytest.raises(Rejected):
        build(validate(document), document.places, Ledger())


@pytest.mark.parametrize("mistake", BEYOND)
def test_schema_leaves_to_validate(mistake: str) -> None:
    assert VALIDATOR.is_valid(broken(BEYOND[mistake]))


@pytest.mark.slow
@settings(max_examples=100)
@given(banks())
def test_schema_admits_every_valid_bank(tree: Tree) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(tree)] == []


def test_there_is_no_null_and_no_default_that_is_a_mapping() -> None:
    assert [part for part in PARTS if part.get("type") == "null" or "anyOf" in part] == []
    assert [
        part for part in PARTS if "default" in part and (not part["default"] and part["default"] is not False)
    ] == []
    assert [part for part in PARTS if "{" in str(part.get("default"))] == []


def test_every_pattern_says_in_words_what_it_asks_for() -> None:
    assert [part for part in PARTS if "pattern" in part and not part.get("patternErrorMessage")] == []
    assert [part for part in PARTS if part.get("pattern") in WORDS and ";" not in part["patternErrorMessage"]] == []


def described() -> Iterator[tuple[str, Tree]]:
    """Every key with a value of its own."""
    for part in PARTS:
        yield from ((key, value) for key, value in part.get("properties", {}).items() if "description" in value)


def test_descriptions_give_default_and_bounds() -> None:
    for key, value in described():
        assert "`" not in value["description"], key
        assert "Default: " in value["description"] or "default" not in value, key
        if value.get("type") == "integer":
            assert all(f"Bounds: {bound}" in value["description"] for bound in bounds(value)), key


def test_regions_are_those_of_the_table_that_can_be_used() -> None:
    offered = WHOLE["properties"]["regions"]["items"]["enum"]
    assert set(offered) < set(regions())
    assert all(regions()[name].zones for name in offered)


@pytest.mark.slow
@settings(max_examples=50)
@given(banks())
def test_every_kind_that_can_be_named_in_a_package_is_offered(tree: Tree) -> None:
    for package in plan_of(tree)[0].packages:
        assert set(nameable_kinds(package)) <= set(nameable(package.purpose or HUB)), package.name
