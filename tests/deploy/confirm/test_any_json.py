"""Whatever JSON az prints, `confirm` ends with a report: what is not understood stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.ringfence import ringfence
from tests.deploy.confirm.conftest import rows
from tests.deploy.fake import Fake
from tests.deploy.test_any_json import SHAPES

CALLS = [
    "deployment sub show",
    "what-if",
    "resource show",
    "cloud show",
    "network",
    "rest",
    "private-endpoint-connection",
]


@pytest.mark.parametrize("text", SHAPES, ids=lambda text: text[:12] or "nothing")
def test_answers_of_another_shape_end_in_a_report(text: str, out: Path, az: Fake) -> None:
    for call in CALLS:
        az.answers(call, text=text or " ")
    for verb in (("confirm", out), ("confirm", out, "--as-caller")):
        result = ringfence(*verb, "--json")
        assert result.exception is None or isinstance(result.exception, SystemExit), verb
        assert result.exit_code in (0, 1, 3)


@pytest.mark.parametrize("text", ["1", "{}", '{"a": 1}'])
def test_what_is_no_list_of_connections_refutes_nothing(text: str, out: Path, az: Fake) -> None:
    az.answers("private-endpoint-connection", text=text)
    row = rows(out, "--only", "CNF20")["CNF20"]
    assert (row["outcome"], "no list of connections" in row["reason"]) == ("not checked", True)
