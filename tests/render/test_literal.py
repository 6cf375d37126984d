"""Bicep reads every literal back as the value it was made from; no text becomes syntax."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.check import Bicep
from ringfence.plan.context.arm_guid import arm_guid
from ringfence.render.layout import indent
from ringfence.render.spelling import literal, property_name
from tests.render.compiler import BATCHES, meaning

pytestmark = pytest.mark.bicep

INJECTIONS = [
    "${resourceGroup().id}",
    "'${resourceGroup().id}'",
    "' + resourceGroup().id + '",
    "'\noutput stolen string = 'x",
    "a\nb\r\nc\td",
    "\\u{41}",
    "\\${x}",
    "\\\\${x}\\",
    "$${x}$",
    "*/ param stolen string /*",
    "// comment",
    "'''",
    "[resourceGroup().id]",
    "[[x]",
    "[x",
    "[]",
    "@description('x')",
    "\x00\x1b[31m\x7f\x85\u2028\u2029\u202e\ufeff\U000e0041",
    "\U0001f512 é ß 漢 \U0010ffff",
    "x, y (" * 30,
    "vault.azure.net",
    "",
    " ",
]
COMMAS = "a, (b" + ", c)" * 30
"""A text that is too long for its line, with all that could part it."""
TEXTS = st.one_of(st.text(max_size=40), st.text(alphabet="\\'${}[]()u41,\n ", max_size=40))


def expect_survival(bicep: Bicep, folder: Path, texts: list[str]) -> None:
    """Every text is what it was: in a template, as the value of a parameter, as the name of a property, in a call."""
    rows = list(enumerate(texts))
    main = "".join(
        f"param p{n} string\noutput o{n} object = {{\nplain: {literal(text)}\ngiven: p{n}\n"
        f"{property_name(f'k {text}')}: true\nhash: guid({literal(text)}, {literal(COMMAS)})\n}}\n"
        for n, text in rows
    )
    found = meaning(bicep, folder, indent(main), "".join(f"param p{n} = {literal(text)}\n" for n, text in rows))
    assert len(found.template["outputs"]) == len(rows)
    for n, text in rows:
        called = arm_guid(text, COMMAS)
        assert found.outputs[f"o{n}"] == {"plain": text, "given": text, f"k {text}": True, "hash": called}
        # ARM takes a text that starts with a bracket for an expression, unless the bracket is doubled.
        compiled = found.template["outputs"][f"o{n}"]["value"]["plain"]
        assert compiled == (f"[{text}" if text.startswith("[") and text.endswith("]") else text)


def test_texts_that_would_be_code_are_texts(bicep: Bicep, tmp_path: Path) -> None:
    expect_survival(bicep, tmp_path, INJECTIONS)


@given(st.lists(TEXTS, min_size=40, max_size=60))
@BATCHES
def test_any_text_survives(bicep: Bicep, tmp_path: Path, texts: list[str]) -> None:
    expect_survival(bicep, tmp_path, texts)


def test_numbers_switches_and_addresses_survive(bicep: Bicep, tmp_path: Path) -> None:
    values: dict[str, int | bool | IPv4Network | IPv4Address] = {
        "i": -3,
        "t": True,
        "f": False,
        "n": IPv4Network("10.0.0.0/8"),
        "a": IPv4Address("10.0.0.4"),
    }
    types = {"i": "int", "t": "bool", "f": "bool", "n": "string", "a": "string"}
    main = "".join(f"output {name} {types[name]} = {literal(value)}\n" for name, value in values.items())
    found = meaning(bicep, tmp_path, main).outputs
    assert found == {"i": -3, "t": True, "f": False, "n": "10.0.0.0/8", "a": "10.0.0.4"}
