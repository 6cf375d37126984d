"""`what-if`: all that is predicted was looked at, noise is told from change, and both are printed for their reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.plan.model.package import Plan
from tests.cli.ringfence import ringfence
from tests.deploy.conftest import ZONES, changes
from tests.deploy.fake import Fake

NAMES = ("connectivity", *ZONES)


def quiet(az: Fake, plan: Plan) -> None:
    """Let every package be deployed as planned."""
    for name in NAMES:
        says(az, name, changes(plan, name, "NoChange"))


def says(az: Fake, name: str, rows: list[dict[str, Any]]) -> None:
    az.answers(f"what-if --name ringfence-{name}", {"status": "Succeeded", "changes": rows})


def modified(plan: Plan, name: str, kind: str, *delta: dict[str, Any]) -> tuple[list[dict[str, Any]], str]:
    """Nothing changes in a package but the first resource whose id holds `kind`; the changes and its id."""
    rows = changes(plan, name, "NoChange")
    row = next(row for row in rows if f"/{kind}/" in row["resourceId"])
    row |= {"changeType": "Modify", "delta": list(delta)}
    return rows, row["resourceId"]


def difference(path: str, change: str, before: object = None, after: object = None, *inside: Any) -> dict[str, Any]:
    return {
        "path": path,
        "propertyChangeType": change,
        "before": before,
        "after": after,
        "children": list(inside) or None,
    }


def test_a_first_preview_creates_everything_and_covers_it(out: Path, az: Fake, plan: Plan) -> None:
    result = ringfence("what-if", out)
    assert result.exit_code == 0
    for package in plan.packages:
        count = len(changes(plan, package.name))
        assert f"{package.name}: {count} to create; coverage 100 % of {count}\n" in result.stdout


def test_the_exit_code_tells_changes_from_none_when_that_is_asked_for(out: Path, az: Fake, plan: Plan) -> None:
    assert ringfence("what-if", out, "--exit-code").exit_code == 4
    quiet(az, plan)
    result = ringfence("what-if", out, "--exit-code")
    assert (result.exit_code, " to create" in result.stdout) == (0, False)


def test_known_noise_is_set_aside_with_its_reason(out: Path, az: Fake, plan: Plan) -> None:
    quiet(az, plan)
    flag = difference("ipv6Rule", "Delete", before=False)
    rule = difference(
        "0", "Modify", None, None, difference("rules", "Array", None, None, difference("0", "Modify", None, None, flag))
    )
    rows, _ = modified(
        plan,
        "connectivity",
        "ruleCollectionGroups",
        difference("properties.ruleCollections", "Array", None, None, rule),
        difference("properties.size", "Delete", before="0.1 MB"),
    )
    says(az, "connectivity", rows)
    result = ringfence("what-if", out, "--exit-code")
    assert result.exit_code == 0
    assert "2 known noise" in result.stdout
    assert "noise: 1 x rule-ipv6-flag: Added by Azure" in result.stdout


@pytest.mark.parametrize(
    "delta",
    [
        difference("properties.priority", "Modify", 200, 210),
        difference("properties.ruleCollections.0.rules.0.ipv6Rule", "Delete", before=True),
        difference("properties.ruleCollections.0.rules.0.ipv6Rule", "Modify", before=False, after=True),
    ],
)
def test_what_no_rule_knows_is_a_change(delta: dict[str, Any], out: Path, az: Fake, plan: Plan) -> None:
    quiet(az, plan)
    rows, resource = modified(plan, "connectivity", "ruleCollectionGroups", delta)
    says(az, "connectivity", rows)
    result = ringfence("what-if", out, "--exit-code")
    assert result.exit_code == 4
    assert f"~ {resource}\n      {delta['path']}: " in result.stdout


def test_a_property_that_security_rests_on_is_never_noise(out: Path, az: Fake, plan: Plan) -> None:
    quiet(az, plan)
    rows, _ = modified(
        plan, "fraud", "vaults", difference("properties.publicNetworkAccess", "NoEffect", "Enabled", "Disabled")
    )
    says(az, "fraud", rows)
    result = ringfence("what-if", out, "--exit-code")
    assert result.exit_code == 4
    assert "properties.publicNetworkAccess: Enabled -> Disabled (security)" in result.stdout


def test_a_principal_that_what_if_cannot_resolve_is_noise_and_another_principal_is_not(
    out: Path, az: Fake, plan: Plan
) -> None:
    quiet(az, plan)
    for after, code in (
        ("[reference('/subscriptions/x').principalId]", 0),
        ("00000000-0000-4000-8000-000000000001", 4),
    ):
        rows, _ = modified(plan, "fraud", "roleAssignments", difference("properties.principalId", "Modify", "a", after))
        says(az, "fraud", rows)
        assert ringfence("what-if", out, "--exit-code").exit_code == code


@pytest.mark.parametrize("kind", ["Ignore", "Unsupported", ""])
def test_a_resource_that_azure_did_not_look_at_is_a_finding(kind: str, out: Path, az: Fake, plan: Plan) -> None:
    first, *rest = changes(plan, "fraud")
    blind = [{**first, "changeType": kind, "unsupportedReason": "it has no preview"}] if kind else []
    says(az, "fraud", [*blind, *rest])
    result = ringfence("what-if", out, "--json")
    assert result.exit_code == 1
    (finding,) = (row for row in json.loads(result.stdout)["findings"])
    assert finding["code"] == "AZU12"
    assert finding["path"].lower() == first["resourceId"].lower()
    fraud = next(row for row in json.loads(result.stdout)["packages"] if row["package"] == "fraud")
    assert (fraud["coverage"]["predicted"], fraud["coverage"]["seen"]) == (len(rest) + 1, len(rest))
    assert fraud["quiet"] is False


def test_ids_are_compared_as_azure_compares_them(out: Path, az: Fake, plan: Plan) -> None:
    says(az, "fraud", [{**row, "resourceId": row["resourceId"].upper()} for row in changes(plan, "fraud")])
    assert ringfence("what-if", out).exit_code == 0


@pytest.mark.parametrize(
    ("kind", "code", "exit_code"), [("Delete", "AZU13", 1), ("Create", "AZU13", 1), ("Ignore", "AZU14", 0)]
)
def test_a_resource_that_nobody_planned_is_said(
    kind: str, code: str, exit_code: int, out: Path, az: Fake, plan: Plan
) -> None:
    stranger = f"{changes(plan, 'fraud')[0]['resourceId']}/providers/Microsoft.Compute/disks/forgotten"
    says(az, "fraud", [*changes(plan, "fraud"), {"resourceId": stranger, "changeType": kind}])
    result = ringfence("what-if", out)
    assert result.exit_code == exit_code
    assert code in result.stderr
    assert stranger in result.stderr


def test_what_another_package_deploys_into_the_same_group_is_no_news(out: Path, az: Fake, plan: Plan) -> None:
    says(az, "fraud", [*changes(plan, "connectivity", "Ignore"), *changes(plan, "fraud")])
    result = ringfence("what-if", out)
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_preview_that_is_refused_is_no_empty_preview(out: Path, az: Fake) -> None:
    az.answers("what-if --name ringfence-fraud", err="ERROR: InvalidTemplateDeployment - the hub is not there")
    result = ringfence("what-if", out)
    assert result.exit_code == 1
    assert "fraud: no preview" in result.stdout
    assert "error[AZU11] fraud: InvalidTemplateDeployment: the hub is not there" in result.stderr
    assert "--only connectivity" in result.stderr


def test_a_refusal_is_blamed_on_the_hub_only_where_the_hub_is_not_there(out: Path, az: Fake, plan: Plan) -> None:
    quiet(az, plan)
    hub = changes(plan, "connectivity", "NoChange")
    zone = next(row for row in hub if "/privateDnsZones/" in row["resourceId"])
    zone["changeType"] = "Create"
    says(az, "connectivity", hub)
    az.answers("what-if --name ringfence-pricing", err="ERROR: InvalidTemplateDeployment - a name is taken")
    result = ringfence("what-if", out)
    assert "error[AZU11] pricing: InvalidTemplateDeployment: a name is taken\n" in result.stderr
    assert "--only connectivity" not in result.stderr


def test_predictions_are_read_once_however_many_packages_there_are(
    out: Path, az: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    before = Path.read_text

    def noted(path: Path, *arguments: Any) -> str:
        if path.name == "snapshot.json":
            read.append(path.parent.name)
        return before(path, *arguments)

    monkeypatch.setattr(Path, "read_text", noted)
    assert ringfence("what-if", out).exit_code == 0
    assert sorted(read) == sorted(NAMES)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (None, "AZU51"),
        ([], "AZU51"),
        ({"changes": None}, "AZU51"),
        ({"status": "Failed", "changes": []}, "AZU11"),
        ({"changes": [{}]}, "AZU51"),
    ],
)
def test_an_answer_that_is_no_preview_is_a_finding(answer: object, code: str, out: Path, az: Fake) -> None:
    az.answers("what-if --name ringfence-connectivity", answer)
    result = ringfence("what-if", out, "--only", "connectivity")
    assert result.exit_code == 1
    assert code in result.stderr


def test_markdown_is_for_a_pull_request_and_obeys_nobody(out: Path, az: Fake, plan: Plan) -> None:
    quiet(az, plan)
    rows, _ = modified(plan, "fraud", "vaults", difference("tags.x", "Modify", "a | b", "<b>\n# c"))
    says(az, "fraud", rows)
    result = ringfence("what-if", out, "--markdown")
    assert result.exit_code == 0
    assert result.stdout.startswith("# What would change: Test Bank\n")
    (row,) = (line for line in result.stdout.splitlines() if line.startswith("| to change |"))
    assert "tags.x: a \\| b -&gt; &lt;b&gt;\\\\n\\# c" in row


def test_a_terminal_is_not_written_to_by_what_azure_says(out: Path, az: Fake, plan: Plan) -> None:
    quiet(az, plan)
    rows, _ = modified(plan, "fraud", "vaults", difference("tags.x", "Modify", "a", "\x1b[2J"))
    says(az, "fraud", rows)
    assert "\x1b" not in ringfence("what-if", out).stdout


def test_findings_alone_are_printed_in_their_format(out: Path, az: Fake, plan: Plan) -> None:
    says(az, "fraud", changes(plan, "fraud")[1:])
    result = ringfence("what-if", out, "--format", "sarif")
    assert [row["ruleId"] for row in json.loads(result.stdout)["runs"][0]["results"]] == ["AZU12"]
    early = ringfence("what-if", out, "--json", "--only", "nobody")
    assert json.loads(early.stdout)["ok"] is False
