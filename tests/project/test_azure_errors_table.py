"""The runbook lists what Azure answers, as the table of facts has it."""

from __future__ import annotations

from tests.azure_errors_table import MARK, PAGE, table
from tests.marked import between


def test_the_runbook_lists_every_code() -> None:
    assert between(PAGE, MARK) == table(), "run `python -m tests.azure_errors_table`"
