"""Main says what each parameter is: modules, which take values by name, need not say it again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAINS = sorted(ROOT.glob("out/*/packages/*/main.bicep"))
PARAM = re.compile(r"((?:^@.*\n)*)^param (\w+) ", re.MULTILINE)


@pytest.mark.parametrize("main", MAINS, ids=lambda path: f"{path.parents[2].name}-{path.parent.name}")
def test_each_parameter_of_main_is_described(main: Path) -> None:
    found = PARAM.findall(main.read_text("utf-8"))
    assert found
    assert [name for above, name in found if not re.search(r"@description\('.+'\)", above)] == []
