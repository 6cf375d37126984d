"""Bodies as leaves with keyed paths, and how two of them are compared."""

from __future__ import annotations

import pytest

from ringfence.check.compare import differences
from ringfence.check.paths import ABSENT, Json, find, leaves, spelled, with_fact

BODY: Json = {
    "tags": {"cost center": "42"},
    "properties": {"rules": [{"name": "a", "ports": [1, 2]}, {"name": "b", "ports": []}], "servers": ["x", "y"]},
}


def test_leaves_have_keyed_paths() -> None:
    assert dict(leaves(BODY)) == {
        "tags[cost center]": "42",
        "properties.rules[name=a].name": "a",
        "properties.rules[name=a].ports[0]": 1,
        "properties.rules[name=a].ports[1]": 2,
        "properties.rules[name=b].name": "b",
        "properties.servers[0]": "x",
        "properties.servers[1]": "y",
    }


def test_keys_that_are_not_names_are_leaves_too() -> None:
    assert ("identities[/subscriptions/x]", "/subscriptions/x") in list(
        leaves({"identities": {"/subscriptions/x": {}}})
    )


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("properties.servers", [("properties.servers", ["x", "y"])]),
        ("properties.nothing.at.all", [("properties.nothing", ABSENT)]),
        (
            "properties.rules[*].name",
            [("properties.rules[name=a].name", "a"), ("properties.rules[name=b].name", "b")],
        ),
        ("properties.none[*].name", []),
        ("tags.owner", [("tags.owner", ABSENT)]),
    ],
)
def test_find_reads_the_paths_of_facts(path: str, found: list[tuple[str, Json]]) -> None:
    assert list(find(BODY, path)) == found


def test_with_fact_sets_what_find_reads() -> None:
    body = with_fact({"properties": {"rules": [{"name": "a"}, "odd"]}}, "properties.rules[*].properties.on", value=True)
    assert body == {"properties": {"rules": [{"name": "a", "properties": {"on": True}}, "odd"]}}
    assert with_fact({}, "a.b", ("x",)) == {"a": {"b": ["x"]}}
    assert with_fact({"a": 1}, "a.b", 2) == {"a": {"b": 2}}


@pytest.mark.parametrize(
    ("wanted", "found", "paths"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": True}, ["a"]),
        ({"a": [1]}, {"a": [True]}, ["a"]),
        ({"a": None}, {}, ["a"]),
        ({"a": {}}, {"a": []}, ["a"]),
        ({"a": ["x"]}, {"a": ["x", "y"]}, ["a"]),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, ["a[0].b"]),
        ({"a": [{"name": "x"}]}, {"a": [{"name": "x"}, {"name": "x"}]}, ["a[name=x]", "a[0]", "a[1]"]),
        ({"a": [{"name": "x"}, {"name": "y"}]}, {"a": [{"name": "y"}, {"name": "x"}]}, ["a[order]"]),
        ({"a b": {"c": 1}}, {"a b": {"c": 2}}, ["[a b].c"]),
    ],
)
def test_differences_are_found_at_their_paths(wanted: Json, found: Json, paths: list[str]) -> None:
    assert [difference.path for difference in differences(wanted, found)] == paths


def test_differences_say_what_was_wanted_and_what_was_found() -> None:
    said = [str(difference) for difference in differences({"a": 1, "b": "x"}, {"b": "y", "c": []})]
    assert said == [
        "is missing; the plan says 1",
        'is "y"; the plan says "x"',
        "is not in the plan, but Bicep predicts []",
    ]
    assert spelled(ABSENT) == ""
    assert repr(ABSENT) == "ABSENT"
