"""`az bicep` takes every package of every example: it builds the reviewed template, and its linter says nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from tests.azure.built import Built, template_of
from tests.azure.example import Example

pytestmark = [pytest.mark.azure, pytest.mark.bicep]


def test_az_builds_the_reviewed_templates(example: Example, built: Mapping[str, Built]) -> None:
    for name, package in built.items():
        assert json.loads(package.template.ok().out) == json.loads(
            (example.package(name) / "main.json").read_text("utf-8")
        )
        assert package.template.err == ""


def test_the_linter_says_nothing(built: Mapping[str, Built]) -> None:
    said = {name: (row.lint.code, row.lint.out.strip(), row.lint.err) for name, row in built.items()}
    assert said == dict.fromkeys(built, (0, "", ""))


def test_parameters_are_those_that_the_template_declares(example: Example, built: Mapping[str, Built]) -> None:
    for name, package in built.items():
        reviewed = json.loads((example.package(name) / "main.json").read_text("utf-8"))
        assert template_of(package.parameters) == reviewed
        given = json.loads(package.values.read_text("utf-8"))["parameters"]
        assert given.keys() == reviewed["parameters"].keys()
