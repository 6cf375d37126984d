"""The report can be sent back: it says what was asked and found out, and has no name of the plan in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import plain
from ringfence.plan.model.written.inventory import resources
from tests.cli.ringfence import ringfence
from tests.deploy.confirm.conftest import MADE, of_kind, refusal, shows
from tests.deploy.conftest import changes
from tests.deploy.fake import Fake

GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PREFIX = re.compile(r"\d+\.\d+\.\d+\.\d+")
AZURES = {"7", "answer", "one"}
"""Names of the bank that are words or numbers of the report as well."""


def strings(value: Any) -> Iterator[str]:
    """Every text in a value, keys among them."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def names(out: Path, plan: Plan) -> set[str]:
    """Every subscription, tenant, person, prefix, address, host and name of a resource in the plan."""
    texts = set(strings(json.loads((out / "plan.json").read_text("utf-8"))))
    found = {match for text in texts for pattern in (GUID, PREFIX) for match in pattern.findall(text)}
    hosts = {text for text in texts if text.endswith(".example")}
    made = [each for package in plan.packages for each in resources(package)]
    called = {str(plain(each.name)) for each in made} | {each.id.rpartition("/")[2] for each in made}
    institution = {plan.institution.name, *(package.name for package in plan.packages)} - {"connectivity"}
    return (found | hosts | called | institution) - AZURES


def leaked(known: set[str], text: str) -> list[str]:
    """The names that stand in a text as whole words; a number may be a count."""
    return [
        name
        for name in sorted(known)
        if not name.isdigit() and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    ]


def confounded(az: Fake, plan: Plan) -> None:
    """Let every answer be a refutation that is full of names."""
    subscription = plan.packages[0].subscription
    said = f"The client 'ana@bank.example' has no right over '/subscriptions/{subscription}/resourceGroups/rg-x'"
    for package in plan.packages:
        rows = changes(plan, package.name, "NoChange")
        delta = {"path": f"properties.{package.name}.10.40.0.0/24", "propertyChangeType": "Modify", "after": said}
        for row in rows:
            row |= {"changeType": "Modify", "delta": [delta]}
        az.answers(f"what-if --name ringfence-{package.name}", {"status": "Succeeded", "changes": rows})
        error = {"code": f"rg-tb-{package.name}", "message": said, "details": [{"code": "Conflict", "message": said}]}
        state = {"state": "Failed", "at": f"{subscription}", "error": error}
        az.answers(f"deployment sub show --name ringfence-{package.name}", state)
    for instance in of_kind(plan, "compute-instance"):
        errors = [{"error": {"code": "StorageMountError", "message": said}}, {"error": {"code": instance.id}}]
        shows(az, instance, properties={"state": instance.id, "errors": errors})
    for service in of_kind(plan, "storage-blobs", "storage-files"):
        shows(az, service, cors={"corsRules": [{"allowedOrigins": ["https://ana.bank.example"]}]})
    shows(az, f"{MADE}/providers/Microsoft.Storage", publicNetworkAccess=said)
    az.answers("rest --method post", err=refusal("Bad Request", "BadArgumentError", said))
    az.answers("rest --method put", err=refusal("Bad Request", subscription, said))
    az.answers(f"resource show --ids {of_kind(plan, 'firewall')[0].id}", "10.40.0.77")


@pytest.mark.parametrize("caller", [[], ["--as-caller", "--request", "plan.json"]], ids=["deployer", "caller"])
def test_no_name_of_the_plan_is_in_a_report_of_refutations(
    caller: list[str], out: Path, az: Fake, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    confounded(az, plan)
    monkeypatch.chdir(out)
    known = names(out, plan)
    assert len(known) > 100
    for form in ([], ["--json"], ["--format", "json"], ["--format", "sarif"], ["--format", "github"]):
        result = ringfence("confirm", ".", *caller, *form)
        assert result.exit_code == 1
        assert leaked(known, result.stdout) == []
    kept = [path.read_text("utf-8") for path in out.with_name("out.deploy").glob("report*")]
    assert len(kept) == 2
    assert [leaked(known, text) for text in kept] == [[], []]
    assert all(word not in text for text in kept for word in ("ana@", "10.40", "rg-", MADE))


def test_the_report_says_versions_region_day_and_every_check(out: Path, az: Fake) -> None:
    result = ringfence("confirm", out, "--json")
    report = json.loads(result.stdout)
    assert report["regions"] == ["westeurope"]
    assert (report["cloud"], report["deployed"], report["azure-cli"]) == ("AzureCloud", "2026-11-29", "2.91.0")
    assert report["apiVersions"]["Microsoft.Storage/storageAccounts"]
    assert json.loads((out.with_name("out.deploy") / "report.json").read_text("utf-8")) == report
    shown = ringfence("confirm", out).stdout
    assert [line[:5] for line in shown.splitlines() if line.startswith("CNF")] == [
        row["id"] for row in report["checks"]
    ]
    assert "deployed: 2026-11-29" in shown


def test_a_day_that_is_given_stands_for_that_of_azure(out: Path, az: Fake) -> None:
    assert "deployed: 2026-12-24\n" in ringfence("confirm", out, "--only", "CNF11", "--date", "2026-12-24").stdout


def test_a_refuted_fact_is_a_finding_and_the_folder_stays_as_it_was(out: Path, az: Fake, plan: Plan) -> None:
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    shows(az, of_kind(plan, "model-registry")[0])
    result = ringfence("confirm", out, "--only", "CNF08")
    assert result.exit_code == 1
    assert "AZU46" in result.stderr
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_check_that_does_not_exist_is_misuse(out: Path, az: Fake) -> None:
    result = ringfence("confirm", out, "--only", "CNF99")
    assert (result.exit_code, "there is no check CNF99" in result.stderr, az.calls()) == (2, True, [])


def test_nothing_is_written_but_the_probe_that_must_be_refused(out: Path, az: Fake) -> None:
    ringfence("confirm", out)
    ringfence("confirm", out, "--as-caller", "--request", out / "plan.json")
    verbs = ("deployment sub create", "--method put", "--method patch", "--method delete", " delete ", " update ")
    assert [call for verb in verbs for call in az.calls(verb) if "ringfence-probe" not in call] == []
