"""The tables of the language follow from any models; docs/language.md has them, whole and current."""

from __future__ import annotations

import json
import re
from typing import Annotated, Literal

import pytest
from pydantic import Field

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.types import Name, Node
from ringfence.start.language_tables import keys, tables
from tests.language_tables import MARK, PAGE
from tests.marked import ROOT, between


class Cat(Node):
    """A pet that climbs."""

    kind: Literal["cat"]
    lives: Annotated[int, Field(ge=1, le=9)] = Field(default=9, description="Lives *left* | of nine.")


class Dog(Node):
    """A pet that barks."""

    kind: Literal["dog"]
    names: list[Name] = Field(default=[], max_length=3, description="What it answers to.")


class House(Node):
    """A house with pets."""

    pets: list[Annotated[Cat | Dog, Field(discriminator="kind")]] = Field(min_length=1, description="Who lives there.")
    guest: Cat | None = None
    rooms: dict[Name, Dog] = Field(default={}, description="A.")
    owner: str = "me"


MADE = tables(House)


def rows(heading: str) -> list[str]:
    """The rows of the table under a heading."""
    return re.findall(r"^\| `.*$", MADE.partition(f"### {heading}\n")[2].partition("\n### ")[0], re.MULTILINE)


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        (
            "pets",
            "list of [mapping](#pets-cat) or [mapping](#pets-dog) | required | at least 1 entries | Who lives there.",
        ),
        ("guest", "[mapping](#pets-cat) | none |  | A pet that climbs."),
        (
            "rooms",
            "mapping of names to [mapping](#pets-dog) | `{}` | names like `fraud-prod`; names 2 to 24 characters | A.",
        ),
        ("owner", "text | `me` |  | "),
    ],
)
def test_a_key_has_type_default_bounds_and_meaning(key: str, cells: str) -> None:
    assert f"| `{key}` | {cells} |" in rows("Top level")


def test_each_choice_of_a_union_has_a_table_and_a_node_has_one_table_for_all_its_places() -> None:
    assert rows("`pets[]`, cat") == [
        "| `kind` | `cat` | required |  |  |",
        "| `lives` | number | `9` | 1 to 9 | Lives \\*left\\* \\| of nine. |",
    ]
    assert len(rows("`pets[]`, dog")) == 2
    assert "A pet that climbs. Also at `guest`." in MADE
    assert "A pet that barks. Also at `rooms{}`." in MADE
    assert "| `fraud-prod` | lower-case words" in MADE


def test_every_link_leads_to_a_heading() -> None:
    made = tables(Blueprint)
    headings = re.findall(r"^### (.*)$", made, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert len(anchors) == len(headings)
    assert set(re.findall(r"\]\(#(.+?)\)", made)) <= anchors


def test_the_page_has_the_tables_as_they_are() -> None:
    assert between(PAGE, MARK) == tables(Blueprint), "run `python -m tests.language_tables`"


def test_every_key_of_the_schema_has_a_row_on_the_page() -> None:
    schema = json.loads((ROOT / "blueprints" / "blueprint.schema.json").read_text("utf-8"))
    written = set(re.findall(r"^\| `(\w+)` \|", between(PAGE, MARK), re.MULTILINE))
    assert len(keys(schema)) > 100
    assert keys(schema) - written == set()
