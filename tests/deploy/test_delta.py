"""Elements of lists are paired by name before anybody judges what would change, because Azure pairs them by index."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.azure.preview.delta import Difference, differences
from tests.azure.standin.changes import changes

FIRST: dict[str, Any] = {"name": "allow-dns", "properties": {"priority": 210, "access": "Allow"}}
SECOND: dict[str, Any] = {"name": "deny-all", "properties": {"priority": 4096, "access": "Deny"}}


def found(before: list[Any], after: list[Any]) -> list[Difference]:
    """What a what-if that pairs by index says of a list, read."""
    old, new = ({"id": "/group", "properties": {"rules": rules}} for rules in (before, after))
    (change,) = changes([new], {"/group": old})
    return list(differences(change["delta"] or (), old, new))


def test_another_order_is_no_difference() -> None:
    assert found([SECOND, FIRST], [FIRST, SECOND]) == []


def test_an_element_in_front_is_one_difference() -> None:
    new = {"name": "allow-feed", "properties": {"priority": 100}}
    assert found([FIRST, SECOND], [new, FIRST, SECOND]) == [
        Difference("properties.rules.allow-feed", "Create", None, new)
    ]
    assert found([new, FIRST, SECOND], [FIRST, SECOND]) == [
        Difference("properties.rules.allow-feed", "Delete", new, None)
    ]


def test_what_changed_beside_the_order_is_found() -> None:
    open_ = {"name": "deny-all", "properties": {"priority": 4096, "access": "Allow"}}
    assert found([SECOND, FIRST], [FIRST, open_]) == [
        Difference("properties.rules.deny-all.properties.access", "Modify", "Deny", "Allow")
    ]


def test_a_name_with_a_dot_does_not_become_two_parts_of_a_path() -> None:
    dotted = {"name": "a.b", "properties": {}}
    assert found([FIRST], [dotted, FIRST]) == [Difference("properties.rules.1", "Create", None, dotted)]


@pytest.mark.parametrize("same", [[FIRST, FIRST], [{"priority": 1}, FIRST], ["10.0.0.0/8"]], ids=str)
def test_elements_without_names_of_their_own_are_left_as_azure_pairs_them(same: list[Any]) -> None:
    said = found(same, [SECOND, *same])
    assert said[0].path.startswith("properties.rules.0")


def test_without_the_resources_the_answer_stands_as_it_is() -> None:
    rows = [
        {
            "path": "properties.rules",
            "propertyChangeType": "Array",
            "children": [
                {"path": "0.name", "propertyChangeType": "Modify", "before": "a", "after": "b", "children": None}
            ],
        }
    ]
    assert list(differences(rows, None, None)) == [Difference("properties.rules.0.name", "Modify", "a", "b")]
