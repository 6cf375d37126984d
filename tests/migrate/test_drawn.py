"""Whatever a version 1 blueprint looks like: the new text means what the grammar says and has every comment once."""

from __future__ import annotations

import re
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.load.document import read
from ringfence.migrate import migrated
from tests.migrate.drawn import Pen, blueprint
from tests.migrate.structure import converted

pytestmark = pytest.mark.slow

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
STAY = ("name", "environment", "region", "names", "surprise")
"""Keys of a landing zone that stay in it."""
RANDOM = st.randoms(use_true_random=False)


def data_of(text: str) -> Any:
    return dict(read("text", text).tree)


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"# (?:comment \d+: x|yaml-language-server.*)", text))


def unnamed(data: dict[str, Any]) -> dict[str, Any]:
    """The data without what `converted` leaves out of connections."""
    rows = data.get("connections", [])
    bare = [{word: row[word] for word in row if word not in ("name", "owner", "reviewBy")} for row in rows]
    return data | ({"connections": bare} if bare else {})


def kept_order(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return [key for key in old if key in new] == [key for key in new if key in old]


@settings(max_examples=300, deadline=None)
@given(RANDOM)
def test_the_new_text_means_what_the_grammar_says(random: Random) -> None:
    data = blueprint(random)
    text = Pen(random).document(data)
    assert data_of(text) == data, "the old text means the data that it was written from"
    result = migrated(text, owner="data: team", review_by=date(2027, 6, 30))
    new = data_of(result.text)
    assert unnamed(new) == converted(data)
    assert comments(result.text) == comments(text)
    rows = new.get("connections", [])
    assert {(row["owner"], row["reviewBy"]) for row in rows} <= {("data: team", "2027-06-30")}
    assert [row["name"] for row in rows if not NAME.fullmatch(row["name"]) or len(row["name"]) > 24] == []
    assert len({row["name"] for row in rows}) == len(rows)


@settings(max_examples=100, deadline=None)
@given(RANDOM)
def test_keys_keep_their_order(random: Random) -> None:
    data = blueprint(random)
    new = data_of(migrated(Pen(random).document(data)).text)
    assert kept_order(data, new)
    assert kept_order(data["hub"], new["hubs"][0])
    for old_zone, new_zone in zip(data["landingZones"], new["landingZones"], strict=True):
        assert kept_order({key: old_zone[key] for key in old_zone if key in STAY}, new_zone)
        blocks = [value for key, value in new_zone.items() if key not in old_zone and isinstance(value, dict)]
        assert all(kept_order(old_zone, block) for block in blocks)


@settings(max_examples=50, deadline=None)
@given(RANDOM)
def test_line_ends_stay_and_the_same_text_gives_the_same_text(random: Random) -> None:
    text = Pen(random).document(blueprint(random))
    new = migrated(text).text
    assert migrated(text).text == new
    assert migrated(text.replace("\n", "\r\n")).text == new.replace("\n", "\r\n")
    assert migrated(text.removesuffix("\n")).text.removesuffix("\n") == new.removesuffix("\n")
    assert new.endswith("\n")
