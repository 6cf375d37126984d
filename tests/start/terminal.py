"""A terminal on which `ringfence init` asks: answers are typed, and what it shows is read."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

END = b"\x04"
"""What a keyboard sends for the end of input, as Ctrl-D."""


def typed(folder: Path, *answers: str) -> str:
    """What a terminal shows while somebody answers and then leaves; an empty answer is Enter."""
    process, terminal = _started(folder)
    os.write(terminal, b"".join(f"{answer}\n".encode() for answer in answers) + END)
    return _ended(process, terminal, b"")


def interrupted(folder: Path, at: str, *answers: str) -> str:
    """What a terminal shows when somebody answers, and presses Ctrl-C once it shows the text `at`."""
    process, terminal = _started(folder)
    os.write(terminal, b"".join(f"{answer}\n".encode() for answer in answers))
    shown = b""
    while at.encode() not in shown and (part := _read(terminal)):
        shown += part
    process.send_signal(signal.SIGINT)
    with suppress(OSError):  # it may have ended; a process that was about to read sees the signal after a line
        os.write(terminal, b"\n")
    return _ended(process, terminal, shown)


def _started(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "ringfence", "init", "bank.yaml"]
    process = subprocess.Popen(command, cwd=folder, stdin=end, stdout=end, stderr=end)
    os.close(end)
    return process, terminal


def _ended(process: subprocess.Popen[bytes], terminal: int, shown: bytes) -> str:
    shown += b"".join(iter(lambda: _read(terminal), b""))
    os.close(terminal)
    process.wait(timeout=60)
    return shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """What is there; nothing once the other end is closed, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
