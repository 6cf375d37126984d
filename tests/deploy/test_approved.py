"""What is deployed and recorded is what was approved, whatever happens to the folder meanwhile; one run at a time."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ringfence.azure.az import Az, Done
from ringfence.check import manifest
from ringfence.pack.again import digest_of
from ringfence.pack.manifest import digest
from tests.cli.ringfence import ringfence
from tests.deploy.fake import Fake

PARAMETERS = "packages/fraud/main.bicepparam"


def approval(out: Path) -> str:
    return str(json.loads((out / manifest.NAME).read_text("utf-8"))["approval"])


def meanwhile(monkeypatch: pytest.MonkeyPatch, about: str, do: Callable[[Path], None]) -> None:
    """Do something when a call of az is made, with the folder in which az runs."""
    run = Az.run

    def running(self: Az, name: str, words: Sequence[str]) -> Done:
        if name == about:
            do(self._folder)
        return run(self, name, words)

    monkeypatch.setattr(Az, "run", running)


def test_the_digest_that_was_approved_is_deployed_and_recorded(out: Path, az: Fake) -> None:
    result = ringfence("deploy", out, "--yes", "--approved", approval(out).upper())
    assert result.exit_code == 0
    assert f"approval digest: {approval(out)}" in result.stderr
    record = json.loads((out.with_name("out.deploy") / "fraud.json").read_text("utf-8"))
    assert record["approval"] == approval(out)


@pytest.mark.parametrize("other", ["0" * 64, "", "abc"])
def test_another_digest_is_refused_before_az_is_asked(other: str, out: Path, az: Fake) -> None:
    result = ringfence("deploy", out, "--yes", "--approved", other or approval(out)[:12])
    assert result.exit_code == 1
    assert "error[APR01]" in result.stderr
    assert az.calls() == []


def test_files_that_agree_with_the_manifest_and_not_with_the_plan_are_refused(out: Path, az: Fake) -> None:
    script = out / PARAMETERS
    script.write_text(script.read_text("utf-8").replace("10.40.", "10.99."), "utf-8")
    path = out / manifest.NAME
    content = json.loads(path.read_text("utf-8"))
    content["files"][PARAMETERS] = digest(script.read_text("utf-8"))
    content["approval"] = digest_of(out, manifest.plan_of(out))
    path.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", "utf-8")
    result = ringfence("deploy", out, "--yes")
    assert "error[MAN04]" in result.stderr
    assert az.calls() == []


def test_an_edit_while_another_package_is_deployed_goes_nowhere(
    out: Path, az: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, seen = (out / PARAMETERS).read_bytes(), []
    meanwhile(monkeypatch, "connectivity-create", lambda _: (out / PARAMETERS).unlink())
    meanwhile(monkeypatch, "fraud-create", lambda folder: seen.append((folder / PARAMETERS).read_bytes()))
    result = ringfence("deploy", out, "--yes")
    assert result.exit_code == 0
    assert seen == [before]
    assert "note[NTE91]" in result.stderr
    (out / PARAMETERS).write_bytes(before)
    again = ringfence("deploy", out, "--yes").stdout
    assert again == "connectivity: done before\nfraud: done before\npricing: done before\n"
    assert len(az.calls("deployment sub create")) == 3


def test_a_run_that_sees_the_folder_stay_says_nothing_of_it(out: Path, az: Fake) -> None:
    assert "NTE91" not in ringfence("deploy", out, "--yes").stderr


def test_nothing_of_the_copy_is_left(out: Path, az: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    places: list[Path] = []
    meanwhile(monkeypatch, "fraud-create", places.append)
    ringfence("deploy", out, "--yes")
    assert places
    assert places != [out]
    assert not places[0].exists()


def test_a_second_deployment_is_refused_while_the_first_runs(out: Path, az: Fake) -> None:
    az.waits("deployment sub create --name ringfence-fraud")
    command = [sys.executable, "-m", "ringfence", "deploy", str(out), "--yes"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        az.waiting()
        result = ringfence("deploy", out, "--yes")
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert result.exit_code == 1
    assert f"in process {process.pid}" in " ".join(result.stderr.split())
    assert "error[AZU47]" in result.stderr
    az.answers("deployment sub create --name ringfence-fraud", {"properties": {"provisioningState": "Succeeded"}})
    assert ringfence("deploy", out, "--yes").exit_code == 0
    assert len(az.calls("create", "ringfence-connectivity")) == 1


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (("deploy", "--yes", "--approved", "0"), "APR01"),
        (("deploy", "--yes"), "AZU04"),
        (("what-if",), "AZU04"),
    ],
)
def test_every_result_has_a_file_that_exists_from_the_working_directory(
    words: tuple[str, ...], rule: str, out: Path, az: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A code scanner shows no result without a location, and looks files up from there."""
    az.answers("account list", [])
    monkeypatch.chdir(out.parent)
    log = json.loads(ringfence(words[0], Path("out"), *words[1:], "--format", "sarif").stdout)
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] == rule
    (place,) = result["locations"]
    assert Path(place["physicalLocation"]["artifactLocation"]["uri"]).is_file()
