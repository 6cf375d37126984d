"""The log of a pipeline: no text of a blueprint is a command for its agent, whichever command prints it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.diagnostics import Report
from tests.banks import bank, flow, write, zone
from tests.cli.ringfence import ringfence

HOSTILE = "##vso[task.setvariable variable=x]y"


@pytest.fixture
def blueprint(tmp_path: Path) -> Path:
    """A blueprint in which a reason and an owner are commands for an agent."""
    return write(tmp_path, bank(zone("fraud"), egress=[{**flow("feed", "fraud"), "reason": HOSTILE, "owner": HOSTILE}]))


def test_no_command_prints_a_command_for_an_agent(blueprint: Path) -> None:
    for arguments in (
        ("plan", blueprint, "--json"),
        ("plan", blueprint, "--all"),
        ("explain", blueprint, "feed"),
    ):
        result = ringfence(*arguments)
        assert result.exit_code == 0
        assert "##vso[" not in result.output
        assert "vso[task.setvariable" in result.output


def test_json_says_the_same(blueprint: Path) -> None:
    assert HOSTILE in json.loads(ringfence("plan", blueprint, "--json").stdout)["flows"][0].values()


@pytest.mark.parametrize("text", ["##[error]x\n", f"a {HOSTILE}\n", "  ::stop-commands::x\n"])
def test_what_the_console_prints_is_no_command(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    from ringfence import console  # noqa: PLC0415

    console.show(text, paged=True)
    console.tell(text, err=True)
    console.said(text)
    console.result(text, "text")
    console.result(text, "markdown")
    console.finish(Report(), "text", text)
    for line in "".join(capsys.readouterr()).splitlines():
        assert "##[" not in line
        assert "##vso[" not in line
        assert not line.lstrip().startswith("::")
