"""Whatever JSON az prints, and whatever it prints that is none, a command ends with findings and no traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.ringfence import ringfence
from tests.deploy.fake import Fake

SHAPES = ["null", "1", '"x"', "[]", "{}", "[null]", '["x"]', "[[]]", '{"a": 1}', "[" * 3000, '{"status": 1}', "", "{"]
CALLS = [
    "version --output",
    "bicep version",
    "account list",
    "provider show",
    "rest --method get",
    "resource show",
    "what-if",
    "deployment sub create",
]
DEEP = '{"error": ' * 3000 + "1" + "}" * 3000


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("text", SHAPES, ids=lambda text: text[:12] or "nothing")
def test_an_answer_of_another_shape_ends_in_findings(text: str, call: str, out: Path, az: Fake) -> None:
    az.answers(call, text=text or " ")
    verb = ("what-if",) if call == "what-if" else ("deploy", "--yes")
    result = ringfence(verb[0], out, *verb[1:], "--format", "json")
    assert result.exit_code in (0, 1, 3)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert json.loads(result.stdout)["findings"] or result.exit_code == 0


@pytest.mark.parametrize(
    "text",
    [
        *SHAPES,
        DEEP,
        '[{"targetResource": "x", "statusMessage": 1}]',
        '[{"targetResource": {"id": 1}, "statusMessage": {"error": []}}]',
        '[{"statusMessage": {"error": {"details": 1, "additionalInfo": "x", "innererror": []}}}]',
    ],
    ids=lambda text: text[:30] or "nothing",
)
def test_errors_and_operations_of_another_shape_end_in_a_finding(text: str, out: Path, az: Fake) -> None:
    az.answers("deployment sub create --name ringfence-fraud", err=f"ERROR: {text}", code=1)
    az.answers("operation sub list", text=text or " ")
    result = ringfence("deploy", out, "--yes", "--format", "json")
    assert result.exit_code == 1
    assert [each["code"] for each in json.loads(result.stdout)["findings"]] == ["AZU10"]


@pytest.mark.parametrize("listed", ["[1]", '["x"]', '[{"policyAssignment": 1}]', "[[]]", "[null]"])
def test_policies_of_another_shape_end_in_a_finding(listed: str, out: Path, az: Fake) -> None:
    error = {"code": "RequestDisallowedByPolicy", "message": f"No. Policy identifiers: '{listed}'."}
    az.answers("deployment sub create --name ringfence-fraud", err=f"ERROR: {json.dumps(error)}", code=1)
    assert ringfence("deploy", out, "--yes").exit_code == 1


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "{",
        "null",
        '{"properties": {"provisioningState": "Failed"}}',
        '{"properties": {"provisioningState": "Canceled"}}',
    ],
)
def test_what_az_does_not_say_to_have_succeeded_is_not_recorded(text: str, out: Path, az: Fake) -> None:
    az.answers("deployment sub create --name ringfence-fraud", text=text)
    result = ringfence("deploy", out, "--yes")
    assert result.exit_code == 1
    assert "error[AZU50]" in result.stderr
    assert "az deployment sub show" in result.stderr
    assert not (out.with_name("out.deploy") / "fraud.json").exists()


def test_noise_before_the_answer_is_no_failure(out: Path, az: Fake) -> None:
    answer = {"properties": {"provisioningState": "Succeeded"}}
    az.answers("deployment sub create --name ringfence-fraud", text=f"WARNING: old\n{json.dumps(answer)}")
    assert ringfence("deploy", out, "--yes").exit_code == 0


@pytest.mark.parametrize(
    "row", [{"resourceId": "/x", "changeType": "Shrink"}, {"resourceId": None, "changeType": "Create"}]
)
def test_a_row_of_a_preview_that_cannot_be_read_is_named_and_the_rest_is_left_out(
    row: dict[str, object], out: Path, az: Fake
) -> None:
    good = [{"resourceId": f"/{number}{'x' * 300}", "changeType": "Create"} for number in range(42)]
    az.answers("what-if --name ringfence-fraud", {"status": "Succeeded", "changes": [*good[:6], row, *good[6:]]})
    found = json.loads(ringfence("what-if", out, "--format", "json").stdout)["findings"]
    (said,) = (each["message"] for each in found if each["code"] == "AZU51")
    assert "row 7 of 43" in said
    assert repr(row["changeType"]) in said
    assert len(said) < 500
