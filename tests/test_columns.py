"""Text wraps between words; tables fit a width or become stacked rows, and no word is broken in either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.columns import length, table, wrapped

ROWS = [("Name", "What it is", "Link"), ("one", "a long text of several words", "https://bank.example/a/b/c")]
WORDS = st.lists(st.text("abc-", min_size=1, max_size=12), min_size=1, max_size=12).map(" ".join)


def test_wide_characters_count_twice_and_marks_not_at_all() -> None:
    assert length("\u9280\u884c x") == 6
    assert length("e\u0301") == 1


def test_a_command_between_backticks_stays_on_one_line() -> None:
    lines = ["  first run", "    `az account show --query id`,", "    then go on"]
    assert wrapped("  first run `az account show --query id`, then go on", 35, "    ") == lines


@given(WORDS, st.integers(12, 60))
def test_a_text_keeps_its_words_and_fits(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert " ".join(lines).split() == text.split()
    assert max(map(len, lines)) <= width


def test_columns_that_fit_stand_beside_each_other() -> None:
    assert table(ROWS, 80) == [
        "Name  What it is                    Link",
        "one   a long text of several words  https://bank.example/a/b/c",
    ]


def test_long_cells_wrap_inside_their_column() -> None:
    assert table(ROWS, 48) == [
        "Name  What it is      Link",
        "one   a long text of  https://bank.example/a/b/c",
        "      several words",
    ]


def test_rows_are_stacked_where_the_longest_words_have_no_room() -> None:
    assert table([*ROWS, ("two", "-", "x")], 38) == [
        "Name        one",
        "What it is  a long text of several",
        "            words",
        "Link        https://bank.example/a/b/c",
        "",
        "Name        two",
        "Link        x",
    ]
    assert table(ROWS, 30)[-2:] == ["Link", "  https://bank.example/a/b/c"]


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=2, max_size=5), st.integers(20, 90))
def test_a_table_fits_and_keeps_every_word(rows: list[tuple[str, ...]], width: int) -> None:
    rows = [("Name", "What it is", "Link"), *rows]
    lines = table(rows, width)
    assert max(map(len, lines)) <= width
    shown = sorted(" ".join(lines).split())
    asked = sorted(word for row in rows[1:] for cell in row for word in cell.split() if cell != "-")
    assert [word for word in asked if word not in shown] == []


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_ends_in_blanks(width: int) -> None:
    assert all(line == line.rstrip() for line in table(ROWS, width))
