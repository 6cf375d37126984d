"""Tests run in one process too: with pytest-xdist switched off, and where it is not installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Without it no plug-in is found by its entry point, and `import xdist` fails as where it is not installed.
MISSING = "import sys; sys.modules['xdist'] = None; import pytest; sys.exit(pytest.main(sys.argv[1:]))"
RUNS = {
    "switched off": (["-m", "pytest", "-p", "no:xdist"], {}),
    "not installed": (["-c", MISSING, "-p", "pytest_snapshot.plugin"], {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}),
}


@pytest.mark.parametrize(("start", "more"), RUNS.values(), ids=RUNS)
def test_a_folder_of_tests_runs_in_one_process(start: list[str], more: dict[str, str]) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_CORE"))}
    command = [sys.executable, *start, "-p", "no:cacheprovider", "tests/load/test_scalars.py"]
    done = subprocess.run(command, cwd=ROOT, env=own | more, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
