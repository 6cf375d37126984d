"""What is remembered for a package is what Bicep said about these very files, and never a warning or an error."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.azure.remembering import launcher

LOUD = '#!/bin/sh\necho "$@" >> "$(dirname "$0")/calls"\necho "{said}" >&{stream}\nexit {code}\n'


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    (folder / "modules").mkdir(parents=True)
    (folder / "main.bicep").write_text("// main")
    (folder / "modules" / "one.bicep").write_text("// one")
    return folder


def tools(tmp_path: Path, said: str = "made", stream: int = 1, code: int = 0) -> Path:
    """A folder with a `bicep` that remembers, before one that counts its calls."""
    real = tmp_path / "real"
    real.write_text(LOUD.format(said=said, stream=stream, code=code))
    real.chmod(0o755)
    folder = tmp_path / "tools"
    folder.mkdir()
    launcher(folder, real)
    return folder / "bicep"


def run(program: Path, *words: str | Path) -> tuple[int, str, str]:
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def calls(tmp_path: Path) -> int:
    return len((tmp_path / "calls").read_text().splitlines())


def test_the_same_files_are_compiled_once_and_changed_ones_again(tmp_path: Path, package: Path) -> None:
    program = tools(tmp_path)
    words = ("build", package / "main.bicep", "--stdout")
    assert run(program, *words) == run(program, *words) == (0, "made\n", "")
    assert calls(tmp_path) == 1
    (package / "modules" / "one.bicep").write_text("// other")
    run(program, *words)
    run(program, "build-params", *words[1:])
    assert calls(tmp_path) == 3


@pytest.mark.parametrize(("stream", "code"), [(2, 0), (1, 1), (2, 1)])
def test_a_warning_or_an_error_is_never_remembered(tmp_path: Path, package: Path, stream: int, code: int) -> None:
    program = tools(tmp_path, stream=stream, code=code)
    said = (code, "made\n", "") if stream == 1 else (code, "", "made\n")
    for _ in range(2):
        assert run(program, "build", package / "main.bicep", "--stdout") == said
    assert calls(tmp_path) == 2


@pytest.mark.parametrize("words", [("lint", "main.bicep"), ("build", "main.bicep"), ("--version",)])
def test_what_does_more_than_print_is_always_run(tmp_path: Path, package: Path, words: tuple[str, ...]) -> None:
    program = tools(tmp_path)
    for _ in range(2):
        assert run(program, *words)[0] == 0
    assert calls(tmp_path) == 2
