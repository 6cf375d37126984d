"""What passes by itself is tried again, a few times, and each time is said; everything else stops at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.azure.az import Az
from ringfence.azure.failing.known import Known, codes
from ringfence.azure.journal import Journal
from tests.cli.ringfence import ringfence
from tests.deploy.fake import Fake
from tests.deploy.printed import whole

CREATE, WHAT_IF = "deployment sub create --name ringfence-fraud", "what-if --name ringfence-fraud"
PASSING = [row for row in codes() if row.repeats]


def busy(*more: str) -> str:
    """What az prints when another operation holds a resource, with errors of further codes."""
    rows = [{"code": code, "message": "no"} for code in ("AnotherOperationInProgress", *more)]
    return whole({"code": "DeploymentFailed", "message": "", "details": rows})


@pytest.mark.parametrize("row", PASSING, ids=lambda row: row.code)
def test_a_deployment_goes_on_once_the_state_has_passed(row: Known, out: Path, az: Fake) -> None:
    az.answers(CREATE, err=whole({"code": row.code, "message": row.begins}), times=2)
    result = ringfence("deploy", out, "--yes", "--only", "connectivity", "--only", "fraud")
    assert (result.exit_code, result.stdout) == (0, "connectivity: done\nfraud: done\n")
    assert len(az.calls("deployment sub create", "ringfence-fraud")) == 3
    for number in (2, 3):
        assert f"fraud: {row.code} passes by itself; try {number} of 4 in 0 seconds\n" in result.stderr


def test_a_state_that_stays_is_a_finding_that_says_how_often_it_was_tried(out: Path, az: Fake) -> None:
    az.answers(CREATE, err=busy())
    result = ringfence("deploy", out, "--yes")
    assert (result.exit_code, "error[AZU38] fraud: " in result.stderr) == (1, True)
    assert "; tried 4 times" in " ".join(result.stderr.split())
    assert len(az.calls("deployment sub create", "ringfence-fraud")) == 4
    assert "pricing: not started" in result.stdout


@pytest.mark.parametrize("more", ["QuotaExceeded", "SomethingUnknown"])
def test_what_does_not_pass_stops_at_once_even_beside_what_does(more: str, out: Path, az: Fake) -> None:
    az.answers(CREATE, err=busy(more))
    result = ringfence("deploy", out, "--yes")
    assert (result.exit_code, "passes by itself" in result.stderr, "tried" in result.stderr) == (1, False, False)
    assert len(az.calls("deployment sub create", "ringfence-fraud")) == 1


def test_only_what_passes_by_itself_is_tried_again() -> None:
    assert {row.finding for row in PASSING} == {"AZU09", "AZU38"}


def test_a_preview_is_tried_again_too(out: Path, az: Fake) -> None:
    az.answers(WHAT_IF, err=busy(), times=3)
    result = ringfence("what-if", out)
    assert (result.exit_code, len(az.calls("what-if", "ringfence-fraud"))) == (0, 4)
    az.answers(WHAT_IF, err=busy())
    assert "error[AZU38] fraud: " in ringfence("what-if", out).stderr


def test_a_pause_ends_when_everything_is_ended(out: Path, az: Fake) -> None:
    with Az(out, Journal(out)) as program:
        program.stop()
        program.pause(3600)
        assert program.stopped
