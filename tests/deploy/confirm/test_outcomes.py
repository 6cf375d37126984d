"""Each check: what confirms its fact, what refutes it, and what leaves it open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ringfence.azure.confirm.checks import CHECKS, OF_CALLERS
from ringfence.catalog.known.checks import checks
from ringfence.plan.model.package import Plan
from tests.banks import ML
from tests.deploy.confirm.conftest import (
    MADE,
    connections,
    counts,
    let_in,
    of_kind,
    refusal,
    rows,
    shows,
    waiting,
)
from tests.deploy.conftest import accounts, changes
from tests.deploy.fake import Fake

Change = Callable[[Fake, Plan], None]
POLICY = "CNF06"
"""The check of a log that only some plans have."""


def test_every_check_of_the_table_is_made_and_no_other() -> None:
    assert list(CHECKS) == [name for name, check in checks().items() if check.scripted]


def test_all_that_a_deployer_can_ask_is_confirmed(out: Path, az: Fake) -> None:
    found = rows(out)
    assert {name for name, row in found.items() if row["outcome"] != "confirmed"} - {POLICY} == OF_CALLERS
    assert {name: row["reason"] for name, row in found.items() if row["outcome"] == "confirmed" and row["reason"]} == {}


@pytest.mark.parametrize(
    ("lacks", "count", "outcome"),
    [("", 7, "confirmed"), ("", 0, "refuted"), ("The plan has no DNS security policy with a log.", 7, "not checked")],
)
def test_the_log_of_a_dns_policy_is_asked_for_where_the_plan_has_one(
    lacks: str, count: int, outcome: str, out: Path, az: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ringfence.azure.confirm.logs._LACKS", {"DNSQueryLogs": lambda _: lacks})
    counts(az, "DNSQueryLogs", count)
    row = rows(out, "--only", POLICY)[POLICY]
    assert (row["outcome"], lacks in row["reason"]) == (outcome, True)
    assert bool(az.calls("DNSQueryLogs")) is not bool(lacks)


def test_all_that_a_caller_can_ask_is_confirmed_without_bicep_and_other_subscriptions(
    out: Path, az: Fake, plan: Plan, tmp_path: Path
) -> None:
    request = tmp_path / "request.json"
    request.write_text("{}", "utf-8")
    az.answers("account list", [row for row in accounts(plan) if row["id"] == ML])
    found = rows(out, "--as-caller", "--request", request)
    assert {name for name, row in found.items() if row["outcome"] == "confirmed"} == OF_CALLERS
    assert az.calls("bicep") == []
    assert az.calls("rest --method post", f"--body @{request}")
    assert all("/deployments/ringfence-probe?api-version=" in call for call in az.calls("rest --method put"))
    assert len(az.calls("rest --method put")) == 2


def _instance(**properties: object) -> Change:
    return lambda az, plan: shows(az, of_kind(plan, "compute-instance")[0], properties=properties)


def _says(words: str, out: object = None, **more: Any) -> Change:
    return lambda az, _: az.answers(words, out, **more)


def _records(table: str, count: int) -> Change:
    return lambda az, _: counts(az, table, count)


def _what_if(az: Fake, plan: Plan) -> None:
    found = changes(plan, "scoring", "NoChange")
    delta = {"path": "properties.privateEndpoint.secret-name", "propertyChangeType": "Modify", "before": 1, "after": 2}
    found[3] |= {"changeType": "Modify", "delta": [delta]}
    az.answers("what-if --name ringfence-scoring", {"status": "Succeeded", "changes": found})


def _failed(az: Fake, plan: Plan) -> None:
    error = {"code": "DeploymentFailed", "details": [{"code": "RoleAssignmentUpdateNotPermitted", "message": "x"}]}
    az.answers("deployment sub show --name ringfence-fraud", {"state": "Failed", "at": "2026-11-29T1", "error": error})


def _without_cors(az: Fake, plan: Plan) -> None:
    shows(az, of_kind(plan, "storage-files")[0], cors={"corsRules": []})


def _unknown_table(az: Fake, plan: Plan) -> None:
    az.answers("NTANetAnalytics", err=refusal("Bad Request", "BadArgumentError"))


def _open_account(az: Fake, plan: Plan) -> None:
    shows(az, f"{MADE}/providers/Microsoft.Storage", publicNetworkAccess="Enabled")


def _silent_registry(az: Fake, plan: Plan) -> None:
    shows(az, of_kind(plan, "model-registry")[0])


def _address(az: Fake, plan: Plan) -> None:
    az.answers(f"resource show --ids {of_kind(plan, 'firewall')[0].id}", "10.40.0.5")


def _outside(az: Fake, plan: Plan) -> None:
    shows(az, of_kind(plan, "synapse-runtime")[0], typeProperties={})


def _shut_out(az: Fake, plan: Plan) -> None:
    shows(az, let_in(plan)[0][0], networkAcls={"resourceAccessRules": []})


def _requests(names: str, state: str) -> Change:
    """Connections of these names, or of the plan's where that is '', in this state."""

    def change(az: Fake, plan: Plan) -> None:
        for target, own in waiting(plan).items():
            said = [names] if names else own
            az.answers(f"private-endpoint-connection list --id {target}", connections(said, state))

    return change


REFUTED: list[tuple[str, Change, set[str]]] = [
    ("CNF01", _instance(state="SetupFailed", errors=[{"error": {"code": "StorageMountError"}}]), {"StorageMountError"}),
    ("CNF01", _instance(state="Running", errors=[{"error": {"code": "StorageMountError"}}]), {"StorageMountError"}),
    ("CNF01", _instance(state="Running", dataMounts=[{"mountState": "MountFailed"}]), {"MountFailed"}),
    ("CNF02", _what_if, set()),
    ("CNF03", _failed, {"RoleAssignmentUpdateNotPermitted"}),
    ("CNF04", _without_cors, set()),
    ("CNF05", _records("AZFWDnsQuery", 0), {"AZFWDnsQuery"}),
    ("CNF07", _unknown_table, {"Bad Request", "BadArgumentError", "NTANetAnalytics"}),
    ("CNF08", _open_account, set()),
    ("CNF08", _silent_registry, set()),
    ("CNF11", _address, set()),
    ("CNF12", _records("AppRequests", 0), {"AppRequests"}),
    ("CNF18", _outside, set()),
    ("CNF19", _shut_out, set()),
    ("CNF20", _requests("of-another-name", "Pending"), set()),
]


@pytest.mark.parametrize(("check", "change", "words"), REFUTED, ids=[f"{n}-{row[0]}" for n, row in enumerate(REFUTED)])
def test_a_deployer_sees_a_fact_refuted(
    check: str, change: Change, words: set[str], out: Path, az: Fake, plan: Plan
) -> None:
    change(az, plan)
    row = rows(out, "--only", check)[check]
    assert (row["outcome"], row["reason"].endswith(".")) == ("refuted", True)
    assert words <= {*row["codes"], *row["seen"]}


REFUTED_TO_CALLERS: list[tuple[str, str, str]] = [
    ("CNF09", "rest --method post --resource https://ml.azure.com", refusal("Forbidden", "Unauthorized")),
    ("CNF10", "rest --method put", refusal("Bad Request", "LocationRequired")),
]


@pytest.mark.parametrize(("check", "words", "err"), REFUTED_TO_CALLERS)
def test_a_caller_sees_a_fact_refuted(check: str, words: str, err: str, out: Path, az: Fake) -> None:
    az.answers(words, err=err)
    row = rows(out, "--as-caller", "--request", out / "plan.json", "--only", check)[check]
    assert row["outcome"] == "refuted"


OPEN_ROWS: list[tuple[str, Change, str]] = [
    ("CNF01", _instance(state="Stopped"), "does not run"),
    ("CNF02", _says("what-if --name ringfence-fraud", err="ERROR: (X) y"), "not preview"),
    ("CNF03", _says("deployment sub show", err="ERROR: (NotFoundHere) y"), "does not say"),
    ("CNF04", _says("resource show", err="ERROR: (AuthorizationFailed) y"), "not show a service"),
    ("CNF05", _says("AZFWDnsQuery", err=refusal("Forbidden", "InsufficientAccessError")), "not"),
    ("CNF07", _says("cloud show", None), "no address of it"),
    ("CNF08", _says("resource show", err="ERROR: (AuthorizationFailed) y"), "show the registry"),
    ("CNF11", _says("resource show", err="ERROR: (ResourceNotFound) y", code=3), "not show"),
    ("CNF18", _says("resource show", err="ERROR: (AuthorizationFailed) y"), "show an integration runtime"),
    ("CNF19", _says("resource show", err="ERROR: (AuthorizationFailed) y"), "show an account of a lake"),
    ("CNF20", _says("private-endpoint-connection list", err="ERROR: (AuthorizationFailed) y"), "list the connections"),
    ("CNF20", _requests("", "Pending"), "not approved yet"),
]


@pytest.mark.parametrize(("check", "change", "reason"), OPEN_ROWS)
def test_what_cannot_be_asked_stays_open_with_its_reason(
    check: str, change: Change, reason: str, out: Path, az: Fake, plan: Plan
) -> None:
    change(az, plan)
    row = rows(out, "--only", check)[check]
    assert row["outcome"] == "not checked"
    assert reason in row["reason"]


@pytest.mark.parametrize("check", ["CNF03", "CNF04"])
def test_one_deployment_says_nothing_about_a_second(check: str, out: Path, az: Fake) -> None:
    record = out.with_name("out.deploy") / "fraud.json"
    record.write_text(record.read_text("utf-8").replace('"times": 2', '"times": 1'), "utf-8")
    row = rows(out, "--only", check)[check]
    assert (row["outcome"], "deploy --again" in row["reason"]) == ("not checked", True)


@pytest.mark.parametrize(
    ("err", "reason"),
    [
        (refusal("Not Found", "ResourceNotFound"), "not for lack of a right"),
        ("ERROR: (ConnectionError) no way there", "not for lack of a right"),
    ],
)
def test_a_refusal_for_another_reason_is_no_proof_that_the_right_is_missing(
    err: str, reason: str, out: Path, az: Fake
) -> None:
    az.answers("rest --method put", err=err)
    row = rows(out, "--as-caller", "--only", "CNF10")["CNF10"]
    assert (row["outcome"], reason in row["reason"]) == ("not checked", True)


def test_a_model_that_fails_turns_no_caller_away(out: Path, az: Fake) -> None:
    az.answers("rest --method post --resource https://ml.azure.com", err="ERROR: Failed Dependency(input of ana)")
    row = rows(out, "--as-caller", "--request", out / "plan.json", "--only", "CNF09")["CNF09"]
    assert (row["outcome"], row["codes"]) == ("not checked", ["Failed Dependency"])
    assert rows(out, "--as-caller", "--only", "CNF09")["CNF09"]["reason"].startswith("There is no request to send")
