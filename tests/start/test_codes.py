"""`explain CODE` says what a finding means, and helps with a misspelt one."""

from __future__ import annotations

import re

import pytest

from tests.cli.ringfence import ringfence


@pytest.mark.parametrize("code", ["NET01", "net01"])
def test_a_code_is_told_with_reason_source_and_fix(code: str) -> None:
    text = ringfence("explain", code).stdout
    assert text.startswith("NET01  ")
    labels = re.findall(r"^  (What it does|Why|Fix|Source): [A-Z]", text, re.MULTILINE)
    assert labels == ["What it does", "Why", "Fix", "Source"]
    assert "  Fix: Choose another prefix" in text
    assert all(len(line) <= 130 for line in text.splitlines())


def test_a_code_that_does_not_exist_gets_the_nearest() -> None:
    assert "did you mean PKG01" in ringfence("explain", "PKG11").stderr


def test_a_blueprint_alone_is_told_what_is_missing() -> None:
    assert "name both" in ringfence("explain", "bank.yaml").stderr
