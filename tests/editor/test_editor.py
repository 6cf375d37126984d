"""What people see who write a blueprint in an editor: proposals, explanations and errors of a real language server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from ringfence.blueprint.schema.json_schema import schema
from ringfence.load.document import read
from tests.blueprint.blueprints import FULL
from tests.editor.places import Part, Place, places, resolved
from tests.editor.server import Message, Server

pytestmark = pytest.mark.slow
FIRST_LINE = "# yaml-language-server: $schema=blueprint.schema.json\n"
WHOLE = schema()
PLACES = places(WHOLE)
KEYS = {key for part in WHOLE["$defs"].values() for key in part["properties"]} | set(WHOLE["properties"])
VALIDATOR = Draft202012Validator(WHOLE)
TAB_STOP = re.compile(r"\$(?:\{\d+:((?:\\.|[^}\\])*)\}|\{\d+\}|\d+)")


def proposals(server: Server, text: str) -> list[Message]:
    """What the server proposes at the end of a document."""
    uri = server.opened(FIRST_LINE + text)
    last = text.rpartition("\n")[2]
    answer = server.at("completion", uri, (FIRST_LINE + text).count("\n"), len(last))
    server.closed(uri)
    return [] if answer is None else list(answer["items"])


def inserted(text: str, proposal: Message) -> str:
    """The document after a proposal is taken as it is: placeholders stay, empty tab stops are empty values.

    Further lines are indented as the line of the cursor is: editors do that.
    """
    new = TAB_STOP.sub(lambda found: re.sub(r"\\(.)", r"\1", found[1] or ""), proposal["textEdit"]["newText"])
    last = text.rpartition("\n")[2]
    return text + new.replace("\n", "\n" + last[: len(last) - len(last.lstrip())])


def wrong(text: str) -> set[tuple[str, str]]:
    """Place and message of each error, without those that say that something is missing: a key, or a value."""
    tree = dict(read("bank.yaml", FIRST_LINE + text).tree) if text.strip() else {}
    return {(error.json_path, error.message) for error in VALIDATOR.iter_errors(tree) if not missing(error)}


def missing(error: ValidationError) -> bool:
    """Whether an error says that a key is missing, or stands at a value that is still to be written."""
    below = error.context or ()
    return error.validator == "required" or error.instance is None or (bool(below) and all(map(missing, below)))


def properties(place: Place) -> Iterator[tuple[str, Part]]:
    """The keys of a place, each with its part of the schema."""
    part: Part = WHOLE["$defs"][f"LandingZone-{place.purpose}"] if place.purpose else WHOLE
    for step in place.steps[2:] if place.purpose else place.steps:
        part = resolved(WHOLE, part["items"] if step == "-" else part["properties"][step])
    for key in place.keys if "properties" in part else ():
        yield key, resolved(WHOLE, part["properties"][key])


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_the_keys_of_a_place_are_proposed_and_no_others(server: Server, place: Place) -> None:
    labels = {each["label"] for each in proposals(server, place.text())}
    assert set(place.keys) <= labels
    assert len(labels) == 1 if place.free else (labels & KEYS) - set(place.keys) == set()


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_what_is_inserted_is_yaml_and_brings_no_error_but_missing_values(server: Server, place: Place) -> None:
    text = place.text()
    before = wrong(text)
    for proposal in proposals(server, text):
        new = proposal["textEdit"]["newText"]
        assert "[object" not in new
        assert "null" not in new
        assert wrong(inserted(text, proposal)) - before == set(), proposal["label"]


@pytest.mark.parametrize("place", [place for place in PLACES if dict(properties(place))], ids=str)
def test_a_key_is_explained_with_its_default_and_bounds(server: Server, place: Place) -> None:
    for key, part in properties(place):
        text = FIRST_LINE + place.text(f"{key}: 1")
        uri = server.opened(text)
        last = text.rpartition("\n")[2]
        shown = server.at("hover", uri, text.count("\n"), last.index(key) + 1)
        server.closed(uri)
        said = re.sub(r"\\(.)", r"\1", shown["contents"]["value"]) if shown else ""
        assert part["description"] in said, key


@pytest.mark.parametrize("place", [place for place in PLACES if dict(properties(place))], ids=str)
def test_the_values_of_a_closed_set_are_proposed(server: Server, place: Place) -> None:
    for key, part in properties(place):
        if "enum" in part:
            found = proposals(server, place.text(f"{key}: "))
        elif "enum" in part.get("items", {}):
            found = proposals(server, place.text(f"{key}: ["))
        else:
            continue
        assert {each["label"].strip('"') for each in found} == set(part.get("enum") or part["items"]["enum"]), key


def test_a_landing_zone_without_a_workload_may_still_become_any(server: Server) -> None:
    labels = {each["label"] for each in proposals(server, "landingZones:\n  - ")}
    assert set(WHOLE["$defs"]["LandingZone"]["properties"]) <= labels


def test_keys_are_proposed_in_the_order_of_the_language(server: Server) -> None:
    labels = [each["label"] for each in proposals(server, "") if each["label"] in KEYS]
    assert labels == list(WHOLE["properties"])


def test_a_whole_blueprint_has_no_errors(server: Server) -> None:
    assert server.reported(FIRST_LINE + FULL) == []


@pytest.mark.parametrize(
    ("right", "mistake", "said"),
    [
        ("name: fraud-dev", "name: Fraud_dev", "must be lower-case words"),
        ("regions: [westeurope", "regions: [westeurop", "Value is not accepted"),
        ("{serviceTag: Storage.WestEurope}", "{serviceTag: Storage, fqdns: [a.example]}", "multiple schemas"),
        ("firewall: 10.40.0.0/26", "firewall: 10.40.0.0", "must be an IPv4 network"),
        ("    dataLake:\n", "    dataLake:\n      agents: 4\n", "agents is not allowed"),
    ],
)
def test_a_mistake_is_underlined_in_words(server: Server, right: str, mistake: str, said: str) -> None:
    assert right in FULL
    found = server.reported(FIRST_LINE + FULL.replace(right, mistake, 1))
    assert any(said in each["message"] for each in found), found
