"""Main and its types say what each parameter is, once, and no text repeats what a name or a bound says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAINS = sorted(ROOT.glob("out/*/packages/*/main.bicep"))
TYPE = re.compile(r"((?:^@.*\n)*)^type (\w+) = ", re.MULTILINE)
MEMBER = re.compile(r"^ +// (.+)\n(?: +@.*\n)* +'?([\w-]+)'?: (?!\{$)", re.MULTILINE)
TEXT = re.compile(r"@description\('.+'\)")
EMPTY = frozenset(["a", "an", "the", "its", "of", "for", "in", "that", "name", "id", "number", "list", "prefix"])
"""Words that add nothing to the name of a member."""


def words(text: str) -> set[str]:
    """The words of a name in camel case, or of a sentence, in small letters and singular."""
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", text)
    return {word.lower().removesuffix("s") for word in re.findall(r"[A-Za-z]+", apart)}


def repeated(types: str) -> Iterator[str]:
    """Members whose comment has no word that the name lacks, or spells a bound."""
    for text, name in MEMBER.findall(types):
        if words(text) <= words(name) | {word.removesuffix("s") for word in EMPTY} or "characters" in text:
            yield f"{name}: {text}"


def test_a_text_that_repeats_its_name_or_a_bound_is_found() -> None:
    said = "  // Name of the system disk, 1 to 80 characters.\n  @minLength(1)\n  disk: string\n"
    again = "  // Id of the network.\n  networkId: string\n"
    more = "  // Address that answers queries.\n  inboundAddress: string\n"
    assert [each.split(":")[0] for each in repeated(said + again + more)] == ["disk", "networkId"]


@pytest.mark.parametrize("main", MAINS, ids=lambda path: f"{path.parents[2].name}-{path.parent.name}")
def test_each_parameter_of_main_is_described_there_or_at_its_type(main: Path) -> None:
    types = main.with_name("modules").joinpath("types.bicep").read_text("utf-8")
    described = {name for above, name in TYPE.findall(types) if TEXT.search(above)}
    assert described == {name for _, name in TYPE.findall(types)}
    found = re.findall(r"((?:^@.*\n)*)^param (\w+) (.+)$", main.read_text("utf-8"), re.MULTILINE)
    assert found
    assert [name for above, name, type_ in found if bool(TEXT.search(above)) == (type_ in described)] == []


@pytest.mark.parametrize("main", MAINS, ids=lambda path: f"{path.parents[2].name}-{path.parent.name}")
def test_no_comment_repeats_its_member(main: Path) -> None:
    assert list(repeated(main.with_name("modules").joinpath("types.bicep").read_text("utf-8"))) == []
