"""Words for symbols: another name of the blueprint is another word, and no word is one of Ringfence's own."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ringfence.catalog.read import purposes
from ringfence.plan.model.identifiers import word

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,3}(-([a-z0-9]{1,3}|identity)){0,3}", fullmatch=True)


def test_words_are_in_camel_case() -> None:
    assert [word(name) for name in ("data-stewards", "team-2", "a1", "a-1", "cluster-identity")] == [
        "dataStewards",
        "team_2",
        "a1",
        "a_1",
        "cluster_identity",
    ]


@given(NAMES, NAMES)
def test_another_name_is_another_word(one: str, other: str) -> None:
    assert (word(one) == word(other)) == (one == other)


@given(NAMES)
def test_no_word_is_a_symbol_of_an_identity(name: str) -> None:
    symbols = {symbol for purpose in purposes().values() for symbol in purpose.identities}
    assert all(symbol.endswith("Identity") for symbol in symbols)
    assert word(name) not in symbols
    assert re.fullmatch(r"[a-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*", word(name))
