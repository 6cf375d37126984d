"""The list of design rules is complete, and each rule is documented for those whose plan it refuses."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

from ringfence import rules

MODULES = [import_module(f"ringfence.rules.{module.name}") for module in pkgutil.iter_modules(rules.__path__)]
RULES = [module for module in MODULES if hasattr(module, "check")]


def test_every_module_with_a_check_is_in_the_list_once() -> None:
    assert sorted(rule.__module__ for rule in rules.RULES) == sorted(module.__name__ for module in RULES)


@pytest.mark.parametrize("module", RULES, ids=lambda module: module.__name__)
def test_every_rule_says_what_it_wants_and_from_which_source(module: object) -> None:
    what, _, why = (module.__doc__ or "").partition("\n\n")
    assert what.rstrip().endswith(".")
    assert "Source" in why
