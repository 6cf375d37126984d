"""The public functions do what the commands do, and the example in the docs uses all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ringfence import api
from ringfence.pipeline import decide, files
from tests.banks import bank, write

EXAMPLE = Path(__file__).parents[2] / "docs" / "example_api.py"
FUNCTIONS = ("load", "plan", "render", "check")


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, EXAMPLE, *words], capture_output=True, text=True, check=False)


def test_a_file_and_its_document_give_the_plan_and_the_files_of_the_commands(tmp_path: Path) -> None:
    blueprint = write(tmp_path, bank())
    decision = api.plan(str(blueprint))
    assert decision.plan == api.plan(api.load(blueprint)).plan == decide(blueprint).plan
    assert api.render(decision) == files(decide(blueprint))
    assert list(tmp_path.iterdir()) == [blueprint], "nothing is written"


def test_a_ledger_may_stand_elsewhere_and_be_locked(tmp_path: Path) -> None:
    blueprint, kept = write(tmp_path, bank()), tmp_path / "elsewhere.yaml"
    kept.write_text(api.plan(blueprint).ledger_text, "utf-8")
    assert api.plan(blueprint, kept, locked=True).after == api.plan(blueprint, kept).before
    with pytest.raises(api.Rejected) as refused:
        api.plan(blueprint, locked=True)
    assert {finding.code for finding in refused.value.report.findings} == {"LED03"}


def test_the_example_uses_every_public_function_and_names_findings(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    assert [name for name in FUNCTIONS if f"api.{name}(" not in text] == []
    done = run(write(tmp_path, bank(regions=[])), tmp_path / "out")
    assert done.returncode == 1
    assert "BLU03" in done.stdout


def test_the_example_writes_a_folder_that_bicep_agrees_with(tmp_path: Path, bicep_cli: Path) -> None:
    done = run(write(tmp_path, bank()), tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout == f"2 packages in {tmp_path / 'out'}\n"
    assert (tmp_path / "out" / "DEPLOY.md").is_file()


def test_importing_the_functions_imports_nothing_heavy() -> None:
    program = "import sys, ringfence.api; print({'pydantic', 'jinja2', 'ruamel.yaml'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
