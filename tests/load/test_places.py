"""Every part of a blueprint knows where it stands and how people call it."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from ringfence.diagnostics import Place
from ringfence.load.document import read
from ringfence.load.places import Path

TEXT = """\
# a comment
landingZones:
  - name: fraud
    clusters:
      - {name: cpu, maxNodes: 8}
    instances: [{user: ada}]
  - plain
access: [{group: auditors, personas: []}]
tags:
  cost centre: "4711"
"""


def test_value_key_and_parent_each_have_their_place() -> None:
    places = read("x.yaml", TEXT).places
    most: Path = ("landingZones", 0, "clusters", 0, "maxNodes")
    assert places.at(most) == Place("x.yaml", 5, 31)
    assert places.key(most) == Place("x.yaml", 5, 21)
    assert places.key(("landingZones",)) == Place("x.yaml", 2, 1)
    assert places.key(("landingZones", 1)) == places.at(("landingZones", 1)) == Place("x.yaml", 7, 5)


def test_path_that_does_not_exist_has_the_place_of_what_would_hold_it() -> None:
    places = read("x.yaml", TEXT).places
    assert places.at(("landingZones", 0, "region", "name")) == places.at(("landingZones", 0)) == Place("x.yaml", 3, 5)
    assert places.key(("tags", "owner")) == Place("x.yaml", 9, 1)
    assert places.at(("nothing",)) == places.at(()) == Place("x.yaml", 2, 1)


def test_list_elements_are_called_by_their_names() -> None:
    places = read("x.yaml", TEXT).places
    spelled = {
        ("landingZones", 0, "clusters", 0, "maxNodes"): "landingZones[name=fraud].clusters[name=cpu].maxNodes",
        ("landingZones", 0, "instances", 0): "landingZones[name=fraud].instances[user=ada]",
        ("landingZones", 1): "landingZones[1]",
        ("access", 0, "personas"): "access[group=auditors].personas",
        ("tags", "cost centre"): 'tags["cost centre"]',
        ("hub", "subnets", "firewall"): "hub.subnets.firewall",
        (): "",
    }
    assert {path: places.keyed(path) for path in spelled} == spelled


def test_parts_left_out_do_not_move_the_places_of_the_others() -> None:
    document = read("x.yaml", "a: [{name: p}, {name: q}, {name: r}, {name: s}]\nb: 1\n")
    rest = document.without(("a", 1)).without(("a", 0)).without(("b",))
    assert rest.tree == {"a": [{"name": "r"}, {"name": "s"}]}
    for now, before in ((0, 2), (1, 3)):
        assert rest.places.at(("a", now, "name")) == document.places.at(("a", before, "name"))
        assert rest.places.keyed(("a", now)) == document.places.keyed(("a", before))
    assert document.tree["b"] == 1, "the document itself is as it was"


TREES = st.recursive(
    st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.lists(inner, min_size=1, max_size=4).map(tuple),
    max_leaves=25,
)
"""Shapes: None is a scalar, a list is a list, a tuple is a mapping."""


class Writer:
    """Writes a shape as YAML and remembers each scalar: its path and a text that occurs nowhere else in the file."""

    def __init__(self, *, flow: bool, indent: int, quote: str) -> None:
        self.flow, self.indent, self.quote = flow, indent, quote
        self.number = count(1000)
        self.scalars: dict[Path, str] = {}

    def write(self, shape: object, path: Path, depth: int) -> str:
        if shape is None:
            self.scalars[path] = text = f"{self.quote}v{next(self.number)}{self.quote}"
            return f" {text}\n"
        assert isinstance(shape, list | tuple)
        steps: list[str | int] = [f"k{at}" if isinstance(shape, tuple) else at for at in range(len(shape))]
        parts = [
            self.write(part, (*path, step), depth + 1).rstrip("\n") for part, step in zip(shape, steps, strict=True)
        ]
        if (self.flow and depth) or not parts:
            inside = ",".join(f" {s}:{p}" if isinstance(s, str) else p for s, p in zip(steps, parts, strict=True))
            return f" [{inside}]\n" if isinstance(shape, list) else f" {{{inside}}}\n"
        pad = "\n# note\n" + " " * self.indent * depth
        return (
            "".join(f"{pad}{f'{s}:' if isinstance(s, str) else '-'}{p}" for s, p in zip(steps, parts, strict=True))
            + "\n"
        )


@given(
    shape=st.lists(TREES, min_size=1, max_size=5).map(tuple),
    flow=st.booleans(),
    indent=st.integers(1, 4),
    quote=st.sampled_from(["", "'", '"']),
)
def test_place_of_every_scalar_is_where_its_text_stands(shape: object, flow: bool, indent: int, quote: str) -> None:
    writer = Writer(flow=flow, indent=indent, quote=quote)
    text = writer.write(shape, (), 0)
    places = read("x.yaml", text).places
    lines = text.split("\n")
    for path, scalar in writer.scalars.items():
        place = places.at(path)
        assert lines[place.line - 1][place.column - 1 :].startswith(scalar)
        assert places.value(path) == scalar.strip("'\"")
