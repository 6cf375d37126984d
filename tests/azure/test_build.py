"""`az bicep` takes every package of every example and makes the reviewed template of it."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from tests.azure.built import Built, said, template_of
from tests.azure.example import Example

pytestmark = [pytest.mark.azure, pytest.mark.bicep]


def test_az_builds_the_reviewed_templates_and_its_linter_says_nothing(quickstart: Example) -> None:
    """Of one example: `build-params` below compiles the packages of all, and witnesses lint them in `tests/golden`."""
    for name, (template, lint) in said(quickstart).items():
        reviewed = (quickstart.package(name) / "main.json").read_text("utf-8")
        assert json.loads(template.ok().out) == json.loads(reviewed)
        assert (template.err, lint.code, lint.out.strip(), lint.err) == ("", 0, "", "")


def test_parameters_are_those_that_the_template_declares(example: Example, built: Mapping[str, Built]) -> None:
    for name, package in built.items():
        reviewed = json.loads((example.package(name) / "main.json").read_text("utf-8"))
        assert template_of(package.parameters) == reviewed
        given = json.loads(package.values.read_text("utf-8"))["parameters"]
        assert given.keys() == reviewed["parameters"].keys()
