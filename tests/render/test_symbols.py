"""Symbols and parameters by names of the blueprint: no two names become one, whatever their hyphens are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringfence.plan.model.identifiers import words
from ringfence.plan.model.values import Given
from ringfence.render.spelling import Speller
from tests.properties.words import ALIKE, names


@given(st.lists(names, unique=True, max_size=8))
def test_names_become_words_that_differ_in_more_than_case(found: list[str]) -> None:
    told = words(found)
    assert len({word.lower() for word in told.values()}) == len(found)
    assert all(word.isalnum() and word[0].islower() for word in told.values())


def test_a_module_takes_values_of_names_alike_under_names_that_differ() -> None:
    spell = Speller("grants")
    values = [Given("access", name, f"id of {name}", "Object id of an Entra group.") for name in ALIKE]
    first, again = ([spell(value) for value in values] for _ in range(2))
    assert first == again == ["accessRisk1", "accessRisk12", "accessRiskOne", "accessRiskone2"]
