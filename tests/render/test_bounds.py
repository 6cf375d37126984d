"""Texts and numbers that main takes are bounded: what is too long or too short is refused at its line."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

import pytest

from ringfence.render.tree import render
from tests.properties.test_plan import plan_of
from tests.variants import VARIANTS

MEMBER = re.compile(r"((?:^ *@.*\n)*)^ *(?:param )?'?([\w-]+)'?:? (?:string|int)\??$", re.MULTILINE)
OPEN = {"uri", "lakeUrl", "managedResourceGroupId", "vault", "workspace"}
"""Addresses whose length no source tells, and an id that may be empty."""


def unbounded(text: str) -> Iterator[str]:
    """Members and parameters without least or most; secrets have neither, for Azure reads them from a vault."""
    for above, name in MEMBER.findall(text):
        if "@min" not in above and "@max" not in above and "@secure" not in above:
            yield name


def test_what_has_no_bounds_is_found() -> None:
    bounded = "  @minLength(1)\n  name: string\n\n  // Long.\n  @maxLength(9)\n  why: string?\n"
    text = f"{bounded}\n  free: string\nparam n int\n"
    assert list(unbounded(text)) == ["free", "n"]


@pytest.mark.parametrize("name", ["everything", "own-key", "evidence", "examples-of-folders"])
def test_each_text_and_number_of_main_has_bounds(name: str) -> None:
    plan, _ = plan_of(copy.deepcopy(VARIANTS[name]))
    files = {path: text for path, text in render(plan).items() if path.endswith(("/main.bicep", "/types.bicep"))}
    found = {f"{path}: {each}" for path, text in files.items() for each in unbounded(text)}
    assert {each for each in found if each.rsplit(" ", 1)[1] not in OPEN} == set()
