"""What the language says about itself: words for its patterns, a schema for editors, descriptions for every key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from ipaddress import IPv4Network
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ringfence.assets import root
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.pattern_texts import WORDS
from ringfence.blueprint.schema.json_schema import schema, schema_text
from ringfence.blueprint.schema.paths import field_at, keys_at, leaves
from ringfence.blueprint.suggestion import closest
from ringfence.load.document import load, read
from tests.blueprint.blueprints import FULL, MINIMAL, full
from tests.editor.places import resolved
from tests.test_invalid import FILES, expected

FOLDER = root() / "blueprints"
EXAMPLES = sorted(file for file in FOLDER.glob("*.yaml") if "." not in file.stem)
SCHEMA_LINE = "# yaml-language-server: $schema=blueprint.schema.json"
INVALID = Path(__file__).parents[1] / "invalid"


def patterns(value: object) -> Iterator[str]:
    """Every regular expression in a JSON schema."""
    if isinstance(value, dict):
        found = value.get("pattern")
        yield from [found] if isinstance(found, str) else []
        for inner in value.values():
            yield from patterns(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from patterns(inner)


def test_every_pattern_of_the_model_has_words_and_no_words_are_left_over() -> None:
    assert set(patterns(Blueprint.model_json_schema())) | {"^[A-Za-z][A-Za-z0-9 ._-]*$"} == set(WORDS)


def test_example_in_the_words_for_a_pattern_matches_it() -> None:
    for pattern, (_, hint) in WORDS.items():
        example = re.search(r"'([^']+)'", hint)
        assert example is None or re.search(pattern, example[1]), f"{example} for {pattern}"


def test_schema_file_is_fresh() -> None:
    assert (FOLDER / "blueprint.schema.json").read_text("utf-8") == schema_text()


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_schema_describes_every_key() -> None:
    whole = schema()
    for node in (whole, *whole["$defs"].values()):
        for key, field in node["properties"].items():
            assert resolved(whole, field).get("description"), key


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_example_validates_against_the_schema_and_names_it_on_its_first_line(file: Path) -> None:
    Draft202012Validator(schema()).validate(dict(load(file).tree))
    assert file.read_text("utf-8").splitlines()[0] == SCHEMA_LINE


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("text", [FULL, MINIMAL], ids=["full", "minimal"])
def test_schema_admits_what_the_model_admits(text: str) -> None:
    assert [
        error.message for error in Draft202012Validator(schema()).iter_errors(dict(read("bank.yaml", text).tree))
    ] == []


@pytest.mark.parametrize(
    "name", ["unknown-keys", "missing-keys", "wrong-types", "out-of-range", "no-such-choice", "bad-patterns"]
)
def test_schema_refuses_what_the_model_refuses(name: str) -> None:
    data = dict(load(INVALID / f"{name}.yaml").tree)
    assert not Draft202012Validator(schema()).is_valid(data)


def of_the_language() -> list[Path]:
    """The invalid files with nothing but mistakes of the language, by the codes on their lines.

    `tests/test_invalid.py` proves these codes to be exactly what is found.
    """
    by_schema = {"BLU01", "BLU02", "BLU03"}
    return [file for file in FILES if {code for _, code, _ in expected(file)} <= by_schema]


def test_schema_refuses_every_invalid_file_whose_mistake_is_one_of_the_language() -> None:
    validator = Draft202012Validator(schema())
    files = of_the_language()
    assert len(files) > 20
    passed = [file.stem for file in files if validator.is_valid(dict(load(file).tree))]
    # A date that the calendar lacks, and a missing subscription, need more than a schema; 1e3 is whole to JSON.
    assert set(passed) <= {"dates", "date-of-february", "no-subscription", "trap-exponent"}


def test_schema_gives_editors_choices_and_defaults() -> None:
    parts = schema()["$defs"]
    assert parts["Firewall"]["properties"]["tier"]["enum"] == ["Standard", "Premium"]
    assert parts["Cluster"]["properties"]["maxNodes"]["default"] == 4
    assert schema()["properties"]["apiVersion"]["const"] == "ringfence/v2"


def test_schema_is_the_same_text_whenever_it_is_made() -> None:
    assert schema_text() == schema_text()
    assert schema_text().endswith("}\n")


def test_schema_keeps_the_order_of_the_models() -> None:
    written = json.loads(schema_text())
    assert list(written["properties"]) == list(keys_at(()))
    assert list(written["$defs"]["Hub"]["properties"]) == list(keys_at(("hubs", 0)))


def test_path_leads_to_the_field_and_the_keys_that_belong_there() -> None:
    assert keys_at(("landingZones", 3, "machineLearning", "clusters", 0)) == ("name", "size", "maxNodes", "idleMinutes")
    assert keys_at(("hubs", 0, "subnets"))[:2] == ("firewall", "gateway")
    assert keys_at(("hubs", 0, "tags")) == keys_at(("nothing", "at", "all")) == ()
    field = field_at(("egress", 0, "to", "serviceTag"))
    assert field is not None
    assert field.alias == "serviceTag"
    assert field_at(("egress", 0)) is None


def test_leaves_of_a_blueprint_stand_in_its_file() -> None:
    places = read("bank.yaml", FULL).places
    wanted = {("hubs", 0, "subnets"), ("landingZones", 0)}
    found = {path: value for path, value in leaves(full()) if {path[:2], path[:3]} & wanted}
    assert len(found) > 15
    assert {path: places.value(path) for path in found} == {
        path: str(value) if isinstance(value, IPv4Network | date) else value for path, value in found.items()
    }


@pytest.mark.parametrize(("word", "near"), [("maxNode", "maxNodes"), ("TCP", "tcp"), ("qqq", None), ("", None)])
def test_nearest_word_is_found_capitals_aside(word: str, near: str | None) -> None:
    assert closest(word, ["maxNodes", "idleMinutes", "tcp"]) == near
