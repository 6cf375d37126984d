"""Plain words mean what YAML 1.2 says, not what YAML 1.1 said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.load.scalars import meaning


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0443", 443),
        ("-7", -7),
        ("0o17", 15),
        ("0x1F", 31),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("true", True),
        ("FALSE", False),
        ("", None),
        ("~", None),
        ("null", None),
    ],
)
def test_words_of_the_core_schema_have_their_value(word: str, value: object) -> None:
    found = meaning(word)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "word",
    ["22:30", "no", "yes", "on", "off", "2027-06-30", "1_000", "0b101", "10.0.0.0/8", ".inf", ".nan", "=", "1e999"],
)
def test_words_that_only_yaml_1_1_or_python_would_convert_stay_text(word: str) -> None:
    assert meaning(word) == word


@given(st.integers(min_value=-(10**17), max_value=10**17))
def test_every_integer_of_ordinary_size_is_read_as_itself(number: int) -> None:
    assert meaning(str(number)) == number


def test_number_of_thousands_of_digits_is_no_reason_to_fail() -> None:
    assert meaning("9" * 5000) == "9" * 5000
