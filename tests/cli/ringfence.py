"""Runs the command as its users do, and looks at what it leaves behind."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner, Result

from ringfence.cli import main


def ringfence(*arguments: str | Path) -> Result:
    """The result of `ringfence ...`; an exception that the command lets out is a failure of the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="ringfence")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def listing(folder: Path) -> dict[str, str]:
    """Every file and folder below a folder, files with their hash."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }
