"""Colour and progress are for terminals: a pipe gets neither, and NO_COLOR is obeyed."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from io import StringIO
from pathlib import Path

import pytest

from ringfence import console
from tests.banks import bank, flow, write
from tests.cli.conftest import BAD, GOOD
from tests.cli.ringfence import ringfence

pytestmark = pytest.mark.slow

RED = "\x1b[1;31m"


def on_terminal(*arguments: str | Path, shows: str = "stderr", **environ: str) -> str:
    """What a command writes to a terminal as its standard error, or as its standard output."""
    own = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "ringfence", *map(str, arguments)]
    out, err = (end, subprocess.DEVNULL) if shows == "stdout" else (subprocess.DEVNULL, end)
    with subprocess.Popen(command, stdout=out, stderr=err, env=own | environ) as process:
        os.close(end)
        text = b"".join(iter(lambda: _read(terminal), b""))
    os.close(terminal)
    assert process.returncode in (0, 1)
    return text.decode()


def _read(terminal: int) -> bytes:
    """What is there; nothing once the other end is closed, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that says nothing about colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_findings_are_coloured_on_a_terminal(bad: Path) -> None:
    assert RED in on_terminal("validate", bad)


def test_findings_are_plain_on_a_terminal_with_no_color(bad: Path) -> None:
    text = on_terminal("validate", bad, NO_COLOR="1")
    assert "error[" in text
    assert "\x1b" not in text


@pytest.mark.usefixtures("piped")
def test_findings_are_plain_in_a_pipe(bad: Path) -> None:
    text = ringfence("validate", bad).stderr
    assert "error[" in text
    assert "\x1b" not in text


def test_progress_is_shown_on_a_terminal(good: Path) -> None:
    assert "planned 3 packages ..." in on_terminal("generate", good, "-o", good.with_name("out"))


@pytest.mark.usefixtures("piped")
def test_a_pipe_gets_the_result_and_no_progress(good: Path) -> None:
    command = [sys.executable, "-m", "ringfence", "generate", str(good), "-o", str(good.with_name("out"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_a_pipe_that_cannot_spell_a_character_gets_an_escape(encoding: str, tmp_path: Path) -> None:
    blueprint = write(tmp_path, bank(egress=[flow("feed", "fraud", reason="Prices of \u6f22.")]))
    command = [sys.executable, "-m", "ringfence", "explain", str(blueprint), "feed"]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert "Prices of \u6f22.".encode(encoding, "backslashreplace") in done.stdout


FULL = Path("/dev/full")
"""Where Linux lets everything be opened and nothing be written."""


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [
        ["schema"],
        ["services"],
        ["explain", "NET01"],
        ["explain", "bank.yaml", "feed"],
        ["plan", "bank.yaml"],
        ["validate", "bank.yaml"],
        ["validate", "bank.yaml", "--format", "sarif"],
        ["check", "bank", "--format", "json"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_disk_that_is_full_is_misuse_and_no_traceback(arguments: list[str], good: Path, tmp_path: Path) -> None:
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "manifest.json").write_text("{}")
    given = [good.name if each == "bank.yaml" else each for each in arguments]
    command = [sys.executable, "-m", "ringfence", *given]
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "generator")}
    with FULL.open("w") as full:
        done = subprocess.run(
            command, check=False, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environ
        )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert "cannot be read or written: No space left on device" in done.stderr


def shown(width: int, folder: Path, *arguments: str) -> list[str]:
    """The lines that a command writes to a terminal of this width as its standard output."""
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 1000, width, 0, 0))
    own = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES"}}
    own |= {"NO_COLOR": "1"}
    command = [sys.executable, "-m", "ringfence", *arguments]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=end, stderr=end, env=own) as process:
        os.close(end)
        text = b"".join(iter(lambda: _read(terminal), b""))
    os.close(terminal)
    assert process.returncode in (0, 1)
    return text.decode().splitlines()


@pytest.mark.parametrize("width", [70, 80, 150])
def test_text_follows_the_width_of_the_terminal(width: int, tmp_path: Path) -> None:
    write(tmp_path, GOOD).rename(tmp_path / "good.yaml")
    write(tmp_path, BAD).rename(tmp_path / "bad.yaml")
    for words in (("plan", "good.yaml"), ("services",), ("validate", "bad.yaml")):
        lines = shown(width, tmp_path, *words)
        assert len(lines) > 9
        assert max(map(len, lines)) <= width
        assert words[0] != "plan" or max(map(len, lines)) > width - 25


def test_columns_wins_on_a_terminal_and_a_pipe_has_always_the_same(bad: Path) -> None:
    environ = {**os.environ, "COLUMNS": "60"}
    command = [sys.executable, "-m", "ringfence", "services"]
    piped = subprocess.run(command, capture_output=True, text=True, check=True, env=environ).stdout
    assert max(map(len, piped.splitlines())) > 100
    asked = on_terminal("validate", bad, NO_COLOR="1", COLUMNS="64")
    assert max(len(line) for line in asked.splitlines() if len(line.split()) > 2) <= 64


def test_a_long_table_goes_through_the_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    paged: list[str] = []
    monkeypatch.setattr("click.echo_via_pager", paged.append)
    monkeypatch.setattr("sys.stdout", Screen())
    console.show("one\n" * 500, paged=True)
    console.show("two\n" * 500, paged=False)
    console.show("three\n", paged=True)
    assert paged == ["one\n" * 500]


class Screen(StringIO):
    """A terminal that keeps what is written."""

    def isatty(self) -> bool:
        """It says that it is one."""
        return True


@pytest.mark.parametrize("name", ["fraud", "feed"])
def test_what_explains_a_thing_wraps_between_words_on_a_terminal(good: Path, name: str) -> None:
    shown = on_terminal("explain", good, name, shows="stdout", COLUMNS="60").splitlines()
    plain = ringfence("explain", good, name).stdout
    assert max(map(len, plain.splitlines())) > 60
    assert all(len(line) <= 60 or " " not in line.strip() for line in shown)
    assert " ".join(" ".join(shown).split()) == " ".join(plain.split())


def test_what_a_code_means_wraps_on_a_terminal() -> None:
    shown = on_terminal("explain", "NET01", shows="stdout", COLUMNS="50").splitlines()
    assert all(len(line) <= 50 or " " not in line.strip() for line in shown)
    assert " ".join(" ".join(shown).split()) == " ".join(ringfence("explain", "NET01").stdout.split())


def test_a_result_for_programs_never_wraps(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    long = f"{'word ' * 60}end\n"
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    console.result(long, "json")
    assert capsys.readouterr().out == long
    console.result(long, "text")
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 60
