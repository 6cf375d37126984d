"""Layout changes white space at the ends of lines and nothing else, and a second time changes nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.check import Bicep
from ringfence.plan.model.package import Plan
from ringfence.render.layout import WIDTH, indent
from ringfence.render.spelling import literal
from ringfence.render.tree import render
from tests.banks import planned
from tests.variants import VARIANTS

TEXTS = st.text(alphabet="ab ,'\\{}[]()$\n", max_size=12)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """Lines of well-formed Bicep, badly laid out, with strings full of brackets."""
    lines: list[str] = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["value", "blank", "call", "object", "array"] if depth < 4 else ["value"]))
        margin = draw(st.sampled_from(["", "  ", "\t"]))
        if kind == "value":
            lines.append(f"{margin}key: {literal(draw(TEXTS))}")
        elif kind == "blank":
            lines.append(margin)
        elif kind == "call":
            lines.append(f"{margin}name: guid({literal(draw(TEXTS))}, [{literal('x' * draw(st.integers(0, 150)))}], b)")
        else:
            first, last = ("{", "}") if kind == "object" else ("[", "]")
            lines += [f"{margin}key: {first}", *draw(blocks(depth + 1)), f"{margin}{last}"]
    return lines


@given(blocks())
def test_a_second_time_changes_nothing(lines: list[str]) -> None:
    once = indent("\n".join(lines))
    assert indent(once) == once


@given(blocks())
def test_only_white_space_and_commas_between_words_change(lines: list[str]) -> None:
    def ink(text: str) -> str:
        return "".join(text.replace(",", "").split())

    text = "\n".join(lines)
    assert ink(indent(text)) == ink(text)


@given(TEXTS, st.text(alphabet="{}[]()',\\ ", max_size=30))
def test_brackets_in_a_string_are_no_brackets(one: str, other: str) -> None:
    text = f"a: {{\nb: {literal(one)}\nc: [\n{literal(other)}\n]\n}}\nd: 1\n"
    assert indent(text) == f"a: {{\n  b: {literal(one)}\n  c: [{literal(other)}]\n}}\nd: 1\n"


def test_a_comment_with_brackets_is_no_block() -> None:
    assert indent("a: {\n// see [1] {\nb: 1\n}\n") == "a: {\n  // see [1] {\n  b: 1\n}\n"


def test_blank_lines_are_one_at_most_and_none_at_the_ends() -> None:
    assert indent("\n\na\n\n\n  \nb\n\n\n") == "a\n\nb\n"


def test_an_object_or_a_list_with_nothing_in_it_is_closed_at_once() -> None:
    assert indent("a: {\nb: {\n}\nc: [\n]\nd: 1\n}\n") == "a: {\n  b: {}\n  c: []\n  d: 1\n}\n"


def test_only_a_call_of_several_arguments_is_broken_and_only_when_it_is_too_long() -> None:
    fits, long = "x" * (WIDTH - len("  name: guid('', 'b')")), "x, (y" * 30
    assert indent(f"a: {{\nname: guid('{fits}', 'b')\n}}\n").count("\n") == 3
    assert indent(f"a: {{\nname: guid('{fits}x', 'b')\n}}\n").split("\n")[1:5] == [
        "  name: guid(",
        f"    '{fits}x',",
        "    'b'",
        "  )",
    ]
    assert indent(f"@description('{long}')\n") == f"@description('{long}')\n"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A plan with a tag whose name is as long as Azure accepts."""
    tree = VARIANTS["everything"]
    tags = {"Name-" + "n" * 120: "x, y (z)", "null": "a [b"}
    tree = tree | {"institution": tree["institution"] | {"tags": tags}}
    return planned(tmp_path_factory.mktemp("layout"), tree).plan


@pytest.mark.bicep
def test_every_rendered_file_is_laid_out_as_bicep_does_it(plan: Plan, bicep: Bicep, tmp_path: Path) -> None:
    tree = render(plan)
    for path, text in tree.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    modules = [path for path in tree if path.endswith((".bicep", ".bicepparam"))]
    assert [path for path in modules if bicep.format(tmp_path / path) != tree[path]] == []
    assert [path for path in modules if indent(tree[path]) != tree[path]] == []
    mains = [path for path in tree if path.endswith("main.bicepparam")]
    assert [message.text for path in mains for message in bicep.compile(tmp_path / path).messages] == []
