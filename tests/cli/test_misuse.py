"""Exit 2 for a command that cannot be meant, 3 for a tool that is not there, and help for every verb."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence import __version__
from ringfence.cli import main
from tests.cli.ringfence import listing, ringfence

VERBS = (
    "init",
    "validate",
    "migrate",
    "plan",
    "explain",
    "services",
    "generate",
    "check",
    "what-if",
    "deploy",
    "diff",
    "confirm",
    "schema",
    "risks",
    "mlops",
    "ask",
    "bundle",
    "export",
    "verify",
)


@pytest.mark.parametrize(
    "arguments",
    [
        ["destroy"],
        ["deploy"],
        ["deploy", "nowhere", "--yes"],
        ["what-if", "nowhere"],
        ["confirm", "nowhere"],
        ["validate"],
        ["validate", "nowhere.yaml"],
        ["validate", "."],
        ["plan", "nowhere.yaml"],
        ["explain", "nowhere.yaml", "x"],
        ["explain", "nowhere.yaml"],
        ["explain", "NET99"],
        ["services", "mainframe"],
        ["init"],
        ["init", "bank.yaml", "--from", "nowhere"],
        ["init", "bank.yaml", "--subscription", "nowhere=1"],
        ["generate", "nowhere.yaml", "-o", "out"],
        ["check", "nowhere"],
        ["migrate", "nowhere.yaml"],
        ["schema", "--check", "nowhere.json"],
        ["schema", "extra"],
    ],
    ids=" ".join,
)
def test_a_command_that_cannot_be_meant_is_misuse(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = ringfence(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: ringfence" in result.stderr
    assert listing(tmp_path) == {}


def test_misuse_of_a_good_blueprint(good: Path) -> None:
    for first, *rest in (["explain"], ["generate"], ["validate", "--format", "xml"]):
        assert ringfence(first, good, *rest).exit_code == 2


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_that_says_what_it_does(verb: str) -> None:
    result = ringfence(verb, "-h")
    assert result.exit_code == 0
    assert f"Usage: ringfence {verb}" in result.stdout
    assert "\n\n  " in result.stdout


def test_the_verbs_are_these_and_no_others() -> None:
    assert set(main.commands) == set(VERBS)


def test_the_version_is_printed() -> None:
    assert ringfence("--version").stdout == f"ringfence, version {__version__}\n"


@pytest.mark.usefixtures("no_bicep")
@pytest.mark.parametrize("form", ["text", "json"])
def test_without_bicep_check_and_generate_check_say_how_to_get_it(form: str, good: Path) -> None:
    out = good.with_name("out")
    assert ringfence("generate", good, "-o", out).exit_code == 0
    before = listing(good.parent)
    commands: list[list[str | Path]] = [["check", out], ["generate", good, "-o", good.with_name("other"), "--check"]]
    for command in commands:
        result = ringfence(*command, "--format", form)
        assert result.exit_code == 3
        said = result.stderr if form == "text" else json.dumps(json.loads(result.stdout))
        assert "TOL01" in said
        assert "az bicep install" in said
    assert listing(good.parent) == before


@pytest.mark.usefixtures("no_bicep")
def test_a_bicep_that_is_named_but_not_there_is_missing(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGFENCE_BICEP", str(good.parent / "bicep"))
    result = ringfence("generate", good, "-o", good.with_name("out"), "--check")
    assert result.exit_code == 3
    assert str(good.parent / "bicep") in result.stderr
