"""A failure is known by Azure's code, in every form in which azure-cli prints it, and never by a word in a name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ringfence.azure.az import Done
from ringfence.azure.failing.failures import failure
from ringfence.azure.failing.known import Known, codes, sentences
from ringfence.check.manifest import plan_of
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Plan
from ringfence.start.finding_texts import codes as documented
from tests.azure.standin.every_error import problem
from tests.banks import TENANT
from tests.cli.ringfence import ringfence
from tests.deploy.fake import Fake
from tests.deploy.printed import FORMS, Body, apart, lines, whole

TARGET = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/rt-az-login"


@pytest.fixture(scope="session")
def read(generated: Path) -> Plan:
    """The plan of the bank, read once."""
    return plan_of(generated)


def told(plan: Plan, printed: str, code: str = "AZU10") -> Diagnostic:
    """The finding of a call of the first package that printed this."""
    return failure(code, plan, plan.packages[0], Done(("az",), 1, "", printed))


def beginning(row: Known) -> str:
    """A hint up to its first value."""
    return row.hint.replace("{{", "{").replace("}}", "}").split("{login}")[0].split("{show}")[0].split("{target}")[0]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize(("number", "row"), list(enumerate(codes())), ids=lambda each: getattr(each, "code", ""))
def test_every_code_leads_to_its_finding(number: int, row: Known, form: Callable[[Body], str], read: Plan) -> None:
    found = told(read, form(problem(number, row, TARGET).body()))
    assert found.code == row.finding
    assert f": {row.meaning}: {row.code}: " in found.message
    assert found.hint.startswith(beginning(row).split("{assignment}")[0])
    assert "{" not in found.hint.replace("{key-vault", "").replace("{machine-learning", "").replace(
        "{location", ""
    ).replace("{firewall-policy", "")
    assert found.source == row.source


@pytest.mark.parametrize("row", sentences(), ids=lambda row: row.begins)
def test_every_sentence_of_azure_cli_is_known_where_azure_cli_prints_it(row: Known, read: Plan) -> None:
    assert told(
        read, f"WARNING: something\nERROR: {row.begins}700082: more\nTo authenticate, run:\naz login\n"
    ).code == (row.finding)
    quoted = problem(0, codes()[0]).body() | {"code": "Other", "message": row.begins}
    assert told(read, whole(quoted)).code == "AZU10"
    assert told(read, f"ERROR: Something else. {row.begins}").code == "AZU10"


@pytest.mark.parametrize(
    ("code", "message", "finding"),
    [
        ("InvalidResourceGroupLocation", "The Resource group already exists in location 'eastus'.", "AZU30"),
        ("InvalidResourceLocation", "The resource 'NetworkWatcher_x' already exists in location 'eastus'.", "AZU30"),
        ("RequestDisallowedByPolicy", "Resource 'a' was disallowed by policy assignment 'deny-429'.", "AZU31"),
        ("StorageAccountAlreadyTaken", "The storage account named st-429 is already taken.", "AZU35"),
        ("VaultNotReady", "Please run 'az login' to setup account.", "AZU10"),
        ("Other", "A sentence with AuthorizationFailed, AADSTS700082 and DeploymentActive in it.", "AZU10"),
        ("BadRequest", "No Soft-deleted workspace exists, but something else is wrong.", "AZU10"),
        ("ConflictError", "You asked for several operations on one item.", "AZU10"),
        ("Other", "Sent was {'code': 'AuthorizationFailed'} and {\"code\": \"AuthorizationFailed\"}", "AZU10"),
    ],
)
def test_words_in_a_message_say_nothing(code: str, message: str, finding: str, read: Plan) -> None:
    for form in FORMS:
        assert told(read, form({"code": code, "message": message})).code == finding


def test_a_policy_is_told_by_title_assignment_and_resource_and_its_assignment_can_be_shown(read: Plan) -> None:
    row = next(row for row in codes() if row.code == "RequestDisallowedByPolicy")
    for form in (whole, apart, lines):
        found = told(read, form(problem(0, row).body()))
        assert "rt-AuthorizationFailed-audit-0 is denied by policy 'AuthorizationFailed-audit" in found.message
        assert "by assignment 'AuthorizationFailed-audit" in found.message
        scope = "/providers/Microsoft.Management/managementGroups/az-login"
        assert f"`az policy assignment show --name DeploymentActive-429 --scope {scope}`" in found.hint


def test_policies_that_only_the_message_lists_are_told_too(read: Plan) -> None:
    scope = "/subscriptions/s"
    listed = [
        {
            "policyAssignment": {
                "name": f"Title {n}",
                "id": f"{scope}/providers/Microsoft.Authorization/policyAssignments/short-{n}",
            },
            "policyDefinition": {"name": f"Definition {n}", "id": "d"},
        }
        for n in (1, 2)
    ]
    message = f"Resource 'vnet' was disallowed by policy. Policy identifiers: '{json.dumps(listed)}'."
    found = told(read, whole({"code": "RequestDisallowedByPolicy", "message": message, "target": "vnet"}))
    for n in (1, 2):
        assert f"policy 'Definition {n}' by assignment 'Title {n}' at {scope}" in found.message
    assert f"--name short-1 --scope {scope}" in found.hint


def test_the_most_exact_code_counts_and_a_code_around_it_when_that_is_unknown(read: Plan) -> None:
    inner = {
        "code": "UserError",
        "message": "No.",
        "innererror": {"code": "X", "innererror": {"code": "QuotaExceeded"}},
    }
    assert told(read, whole(inner)).code == "AZU36"
    assert told(read, lines(inner)).code == "AZU36"
    around = {"code": "TooManyRequests", "message": "No.", "details": [{"code": "Unknown", "message": "Wait."}]}
    for form in (whole, lines):
        assert told(read, form(around)).code == "AZU09"


def test_what_people_must_do_comes_before_what_passes(read: Plan) -> None:
    rows = [
        {"code": code, "message": "no"} for code in ("InternalServerError", "Unknown", "QuotaExceeded", "Other", "More")
    ]
    found = told(read, whole({"code": "DeploymentFailed", "message": "", "details": rows}))
    assert found.code == "AZU36"
    assert "QuotaExceeded: no; Unknown: no; Other: no; and 2 more" in found.message
    assert told(read, whole({"code": "DeploymentFailed", "message": "", "details": rows[:2]})).code == "AZU10"


def test_what_is_nested_without_end_or_no_error_is_read_without_a_traceback(read: Plan) -> None:
    deep = '{"error":' * 3000 + "{}" + "}" * 3000
    for printed in (
        deep,
        f"ERROR: {deep}",
        'ERROR: {"details": ["x", null, 5], "code": "A"}',
        'ERROR: {"error": "x"}',
        "ERROR: {",
    ):
        assert told(read, printed).code == "AZU10"


def test_the_table_leads_to_findings_with_pages_and_says_from_where() -> None:
    for row in (*codes(), *sentences()):
        assert row.finding in documented()
        assert row.hint.endswith((".", "`."))
        assert row.source
    named = [(row.code, row.begins) for row in codes()]
    assert len(set(named)) == len(named) >= 40


def test_a_preview_keeps_its_own_finding_for_what_is_not_there(read: Plan) -> None:
    printed = whole({"code": "ResourceGroupNotFound", "message": "no"})
    assert [told(read, printed, code).code for code in ("AZU10", "AZU11")] == ["AZU10", "AZU11"]


def test_lines_before_the_accounts_are_no_reason_to_sign_in_again(out: Path, az: Fake) -> None:
    rows = [{"id": p.subscription, "tenantId": TENANT, "state": "Enabled"} for p in plan_of(out).packages]
    az.answers("account list", text=f"[info] a wrapper says hello\n{json.dumps(rows, indent=2)}\n")
    assert ringfence("deploy", out, "--yes").exit_code == 0


@pytest.mark.parametrize("text", ["hello", '["x"]', "[null]", '{"half": '])
def test_accounts_that_cannot_be_read_are_no_missing_sign_in(text: str, out: Path, az: Fake) -> None:
    az.answers("account list", text=text)
    result = ringfence("deploy", out, "--yes")
    assert (result.exit_code, "error[AZU01]" in result.stderr) == (3, True)
    assert "az login" not in result.stderr
