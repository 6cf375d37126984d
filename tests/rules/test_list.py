"""The list of design rules is complete, and each rule says which findings it makes."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from types import ModuleType

import pytest

from ringfence import rules
from ringfence.start.finding_texts import codes

MODULES = [import_module(one.name) for one in pkgutil.walk_packages(rules.__path__, "ringfence.rules.")]
RULES = [module for module in MODULES if hasattr(module, "check")]


def test_every_module_with_a_check_is_in_the_list_once() -> None:
    assert sorted(rule.__module__ for rule in rules.RULES) == sorted(module.__name__ for module in RULES)


@pytest.mark.parametrize("module", RULES, ids=lambda module: module.__name__)
def test_every_rule_names_its_first_and_last_code(module: ModuleType) -> None:
    room = module.__name__.removeprefix("ringfence.")
    found = [code.code for code in codes().values() if room in code.rules]
    named = re.findall(r"[A-Z]{3}\d{2}", (module.__doc__ or "").partition("\n")[0])
    assert (named[0], named[-1]) == (found[0], found[-1])
