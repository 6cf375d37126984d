"""Where Bicep is looked for, and how the one process is talked to."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ringfence.check.bicep import Bicep, BicepError, Scope, ToolMissing, locate
from tests.check.build import SUBSCRIPTION, TENANT

SAMPLE = Path(__file__).parent / "sample"
SCOPE = Scope(tenant=TENANT, subscription=SUBSCRIPTION, location="westeurope", deployment="ringfence-sample")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "sample"))


def script(folder: Path, body: str) -> Path:
    """A program that stands in for Bicep."""
    file = folder / "bicep"
    file.write_text(f"#!{sys.executable}\nimport sys, time\n{body}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def test_the_file_that_the_environment_names_comes_first(tmp_path: Path) -> None:
    named = script(tmp_path, "")
    assert locate({"RINGFENCE_BICEP": str(named), "PATH": os.defpath}) == named


def test_a_wrong_name_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing) as caught:
        locate({"RINGFENCE_BICEP": str(tmp_path / "none"), "PATH": str(tmp_path)})
    assert caught.value.finding.code == "TOL01"
    assert "none" in caught.value.finding.value


def test_the_path_comes_before_the_one_of_azure_cli(tmp_path: Path) -> None:
    first, second = tmp_path / "path", tmp_path / "azure" / "bin"
    for folder in (first, second):
        folder.mkdir(parents=True)
        script(folder, "")
    environ = {"PATH": str(first), "AZURE_CONFIG_DIR": str(tmp_path / "azure")}
    assert locate(environ) == first / "bicep"
    assert locate({**environ, "PATH": str(tmp_path)}) == second / "bicep"


def test_a_missing_bicep_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing) as caught:
        locate({"PATH": str(tmp_path), "AZURE_CONFIG_DIR": str(tmp_path)})
    finding = caught.value.finding
    assert (finding.code, finding.message) == ("TOL01", "The Bicep CLI was not found.")
    assert "az bicep install" in finding.hint


def test_a_file_that_is_no_program_is_a_missing_tool(tmp_path: Path) -> None:
    file = tmp_path / "bicep"
    file.write_text("no program")
    with pytest.raises(ToolMissing) as caught:
        Bicep(file)
    assert "cannot be run" in caught.value.finding.message


def test_a_process_that_ends_is_an_error_that_repeats_what_it_said(tmp_path: Path) -> None:
    file = script(tmp_path, "print('No such verb.', file=sys.stderr); sys.stdin.read(1)")
    with Bicep(file, timeout=10) as bicep:
        for _ in range(2):
            with pytest.raises(BicepError, match="No such verb"):
                bicep.version()


def test_no_answer_in_time_is_an_error(tmp_path: Path) -> None:
    with (
        Bicep(script(tmp_path, "sys.stdin.read()"), timeout=0.3) as bicep,
        pytest.raises(BicepError, match=r"no answer to bicep/version within 0\.3 s"),
    ):
        bicep.version()


@pytest.mark.parametrize("said", ["Content-Length: 7\\r\\n\\r\\nnothing", "hello\\r\\n\\r\\n"])
def test_an_answer_that_is_no_message_is_an_error(tmp_path: Path, said: str) -> None:
    with (
        Bicep(script(tmp_path, f"sys.stdout.write('{said}')"), timeout=10) as bicep,
        pytest.raises(BicepError, match=r"is gone|stopped"),
    ):
        bicep.version()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        ('{"code": -32601, "message": "No method"}', "This Bicep has no bicep/version"),
        ('{"code": -32000, "message": "Boom", "data": {"type": "System.Exception"}}', "Boom"),
    ],
)
def test_errors_of_bicep_are_typed(tmp_path: Path, error: str, message: str) -> None:
    answer = f'{{"jsonrpc": "2.0", "id": 1, "error": {error}}}'
    late = '{"jsonrpc": "2.0", "id": 0, "result": 1}'
    frames = "".join(f"Content-Length: {len(text)}\\r\\n\\r\\n{text}" for text in (late, answer))
    with (
        Bicep(script(tmp_path, f"sys.stdout.write('{frames}'); sys.stdout.flush(); sys.stdin.read()")) as bicep,
        pytest.raises(BicepError, match=message),
    ):
        bicep.version()


def test_a_process_that_does_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ringfence.check.bicep.PATIENCE", 0.2)
    process = Bicep(script(tmp_path, "time.sleep(60)"), timeout=5)
    process.close()
    with pytest.raises(BicepError, match="gone"):
        process.version()


@pytest.mark.bicep
def test_compile_writes_what_build_writes(bicep: Bicep, bicep_cli: Path, sample: Path) -> None:
    built = subprocess.run(
        [bicep_cli, "build", "--stdout", sample / "main.bicep"], capture_output=True, check=True, timeout=120
    )
    asked = bicep.compile(sample / "main.bicepparam")
    assert asked.messages == ()
    assert asked.template is not None
    assert asked.template.encode() == built.stdout
    assert bicep.compile(sample / "main.bicep").template == asked.template


@pytest.mark.bicep
def test_messages_name_file_line_and_column(bicep: Bicep, sample: Path) -> None:
    file = sample / "modules" / "network.bicep"
    file.write_text(file.read_text() + "\nvar idle = 1\n")
    compiled = bicep.compile(sample / "main.bicepparam")
    line = len(file.read_text().splitlines())
    found = [(m.file, m.line, m.column, m.level, m.code) for m in compiled.messages]
    assert (str(file), line, 5, "Error", "no-unused-vars") in found


@pytest.mark.bicep
def test_a_package_with_errors_has_no_template_and_no_snapshot(bicep: Bicep, sample: Path) -> None:
    (sample / "main.bicepparam").write_text("using 'main.bicep'\n")
    compiled = bicep.compile(sample / "main.bicepparam")
    assert compiled.template is None
    assert {message.code for message in compiled.messages} == {"BCP258"}
    with pytest.raises(BicepError, match="Compilation failed") as caught:
        bicep.snapshot(sample / "main.bicepparam", SCOPE)
    assert caught.value.kind == "System.InvalidOperationException"


@pytest.mark.bicep
def test_formatting_keeps_what_is_formatted(bicep: Bicep, sample: Path) -> None:
    file = sample / "main.bicep"
    tidy = file.read_text()
    assert bicep.format(file) == tidy
    file.write_text(tidy.replace("  scope: group", "      scope: group"))
    assert bicep.format(file) == tidy


@pytest.mark.bicep
def test_a_snapshot_is_literal_and_read_anew_each_time(bicep: Bicep, sample: Path) -> None:
    parameters = sample / "main.bicepparam"
    names = [row["name"] for row in bicep.snapshot(parameters, SCOPE)["predictedResources"]]
    assert names[:3] == ["rg-x", "nsg-x", "vnet-x"]
    parameters.write_text(parameters.read_text().replace("nsg-x", "nsg-y"))
    assert "nsg-y" in [row["name"] for row in bicep.snapshot(parameters, SCOPE)["predictedResources"]]


@pytest.mark.bicep
def test_the_version_is_that_of_the_cli(bicep: Bicep, bicep_cli: Path) -> None:
    said = subprocess.run([bicep_cli, "--version"], capture_output=True, check=True, text=True, timeout=120).stdout
    assert f" {bicep.version()} " in said
