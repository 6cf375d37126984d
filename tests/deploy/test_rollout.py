"""`deploy`: waves in order, nothing twice, nothing recorded that is not done, and a way on after every failure."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.ringfence import listing, ringfence
from tests.deploy.fake import Fake

NAMES = ["connectivity", "fraud", "pricing"]
NESTED = {
    "status": "Failed",
    "error": {
        "code": "DeploymentFailed",
        "message": "At least one resource deployment operation failed.",
        "details": [
            {"code": "Conflict", "message": json.dumps({"error": {"code": "VaultNotReady", "message": "taken"}})}
        ],
    },
}


def created(az: Fake) -> list[str]:
    """The packages for which a deployment was asked, in order."""
    calls = az.calls("deployment sub create")
    return [next(name for name in NAMES if f"ringfence-{name} " in call) for call in calls]


def recorded(out: Path) -> list[str]:
    return sorted(path.stem for path in out.with_name("out.deploy").glob("*.json"))


def test_packages_are_deployed_in_order_and_recorded(out: Path, az: Fake) -> None:
    result = ringfence("deploy", out, "--yes")
    assert result.exit_code == 0
    assert result.stdout == "".join(f"{name}: done\n" for name in NAMES)
    assert created(az) == NAMES
    assert recorded(out) == NAMES
    everything = az.calls()
    probe = everything.index(az.calls("resource show")[0])
    assert (
        everything.index(az.calls("create", "connectivity")[0])
        < probe
        < everything.index(az.calls("create", "fraud")[0])
    )


def test_the_output_folder_stays_as_it_was(out: Path, az: Fake) -> None:
    before = listing(out)
    ringfence("deploy", out, "--yes")
    assert listing(out) == before


def test_what_is_done_is_not_done_again_unless_it_changed_or_is_asked_for(out: Path, az: Fake) -> None:
    ringfence("deploy", out, "--yes")
    second = ringfence("deploy", out, "--yes", "--json")
    assert {row["state"] for row in json.loads(second.stdout)["packages"]} == {"done before"}
    assert created(az) == NAMES
    ringfence("deploy", out, "--yes", "--again", "--only", "fraud")
    assert created(az) == [*NAMES, "fraud"]


def test_a_package_with_other_files_is_deployed_again(out: Path, az: Fake) -> None:
    ringfence("deploy", out, "--yes")
    record = out.with_name("out.deploy") / "fraud.json"
    record.write_text(record.read_text("utf-8").replace('"key": "', '"key": "0'), "utf-8")
    assert ringfence("deploy", out, "--yes").exit_code == 0
    assert created(az) == [*NAMES, "fraud"]


def test_a_record_that_is_broken_says_nothing(out: Path, az: Fake) -> None:
    ringfence("deploy", out, "--yes")
    for name, content in zip(NAMES, (b"{", b"[]", b"\xff"), strict=True):
        (out.with_name("out.deploy") / f"{name}.json").write_bytes(content)
    assert ringfence("deploy", out, "--yes").exit_code == 0
    assert created(az) == NAMES * 2


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_failure_in_a_wave_says_what_is_done_what_is_not_and_azures_own_error(jobs: str, out: Path, az: Fake) -> None:
    az.answers("deployment sub create --name ringfence-fraud", err=f"ERROR: {json.dumps(NESTED)}")
    result = ringfence("deploy", out, "--yes", "--jobs", jobs)
    assert result.exit_code == 1
    assert result.stdout.startswith("connectivity: done\nfraud: failed\n")
    assert "error[AZU10] fraud: VaultNotReady: taken" in result.stderr
    assert "DeploymentFailed" not in result.stderr
    assert "run the same command again" in result.stderr
    assert "fraud" not in recorded(out)
    az.answers("deployment sub create --name ringfence-fraud", {"properties": {"provisioningState": "Succeeded"}})
    assert ringfence("deploy", out, "--yes").exit_code == 0
    assert recorded(out) == NAMES
    assert created(az).count("connectivity") == 1


def test_packages_after_a_failure_are_not_started(out: Path, az: Fake) -> None:
    az.answers("deployment sub create --name ringfence-connectivity", err="ERROR: no")
    result = ringfence("deploy", out, "--yes")
    assert result.stdout == "connectivity: failed\nfraud: not started\npricing: not started\n"
    assert (created(az), recorded(out)) == (["connectivity"], [])


def test_the_operations_are_asked_when_az_prints_only_their_wrapping(out: Path, az: Fake) -> None:
    nested = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Resources/deployments/storage"
    wrapping = {"error": {"code": "DeploymentFailed", "message": "Please list deployment operations for details."}}
    target = {"id": nested, "resourceType": "Microsoft.Resources/deployments"}
    vault = {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v", "resourceType": "x"}
    policy = {"error": {"code": "RequestDisallowedByPolicy", "message": "Policy 'no' says no."}}
    az.answers("deployment sub create --name ringfence-fraud", err=f"ERROR: {json.dumps(wrapping)}")
    az.answers("operation sub list --name ringfence-fraud", [{"targetResource": target, "statusMessage": wrapping}])
    az.answers("operation group list --name storage", [{"targetResource": vault, "statusMessage": policy}])
    result = ringfence("deploy", out, "--yes")
    assert f"RequestDisallowedByPolicy: Policy 'no' says no. ({vault['id']})" in " ".join(result.stderr.split())


def test_another_address_of_the_firewall_stops_before_the_landing_zones(out: Path, az: Fake) -> None:
    az.answers("resource show", "10.40.0.9")
    result = ringfence("deploy", out, "--yes")
    assert result.exit_code == 1
    assert "AZU15" in result.stderr
    assert "10.40.0.9" in result.stderr
    assert (created(az), recorded(out)) == (["connectivity"], ["connectivity"])


def test_an_address_that_cannot_be_read_stops_too(out: Path, az: Fake) -> None:
    az.answers("resource show", err="ERROR: (ResourceNotFound) no firewall")
    result = ringfence("deploy", out, "--yes", "--only", "fraud")
    assert (result.exit_code, created(az)) == (1, [])
    assert "AZU15" in result.stderr


def test_without_a_terminal_deploy_wants_to_be_told(out: Path, az: Fake) -> None:
    for options in ([], ["--confirm"], ["--yes", "--confirm"], ["--yes", "--json", "--markdown"]):
        assert ringfence("deploy", out, *options).exit_code == 2
    assert az.calls() == []


@pytest.mark.parametrize(("answer", "code", "deployed"), [(True, 0, NAMES), (False, 1, [])])
def test_on_a_terminal_each_wave_is_shown_and_asked_for(
    answer: bool, code: int, deployed: list[str], out: Path, az: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ringfence.commands.azure.asking", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: answer)
    result = ringfence("deploy", out)
    assert (result.exit_code, created(az)) == (code, deployed)
    assert "to create; coverage 100 % of" in result.stderr
    assert ("AZU19" in result.stderr) is not answer


def test_the_result_as_markdown(out: Path, az: Fake) -> None:
    result = ringfence("deploy", out, "--yes", "--markdown")
    assert "| connectivity | done |\n| fraud | done |\n| pricing | done |\n" in result.stdout


def test_every_call_is_kept_with_what_it_said(out: Path, az: Fake) -> None:
    az.answers("deployment sub create --name ringfence-fraud", err="ERROR: no")
    result = ringfence("deploy", out, "--yes")
    logs = sorted((out.with_name("out.deploy") / "logs").iterdir())
    assert len(logs) == len(az.calls())
    (log,) = (log for log in logs if log.name.endswith("fraud-create.log"))
    assert str(log) in result.stderr
    content = log.read_text("utf-8")
    assert content.startswith("$ az deployment sub create --subscription")
    assert "ERROR: no" in content


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_az_records_nothing_and_says_how_to_go_on(by: signal.Signals, out: Path, az: Fake) -> None:
    az.waits("deployment sub create --name ringfence-fraud")
    command = [sys.executable, "-m", "ringfence", "deploy", str(out), "--yes"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        child = az.waiting()
        process.send_signal(by)
        stdout, stderr = process.communicate()
    assert process.returncode == 130
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert stdout == "connectivity: done\nfraud: interrupted\npricing: not started\n"
    assert "AZU16" in stderr
    assert "az deployment sub cancel --subscription" in stderr
    assert recorded(out) == ["connectivity"]
    az.answers("deployment sub create --name ringfence-fraud", {"properties": {"provisioningState": "Succeeded"}})
    assert ringfence("deploy", out, "--yes").exit_code == 0
    assert recorded(out) == NAMES


def test_an_interruption_before_anything_is_deployed(out: Path, az: Fake) -> None:
    az.waits("account list")
    command = [sys.executable, "-m", "ringfence", "deploy", str(out), "--yes"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        child = az.waiting()
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate()
    assert process.returncode == 130
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert "AZU16" in stderr
