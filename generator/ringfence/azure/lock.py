"""One deployment of a folder at a time: a lock that the system takes back when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ringfence.diagnostics import Diagnostic, Rejected, Report

NAME = "lock"


@contextmanager
def locked(journal: Path) -> Iterator[None]:
    """Hold the lock in the folder of a journal; raises Rejected (AZU47) while another process holds it.

    The file stays, because a file that is removed while somebody waits for it locks nothing. It holds on one machine,
    and on a shared disk that has locks; between others Azure says that a deployment is active (AZU17).
    """
    journal.mkdir(parents=True, exist_ok=True)
    with (journal / NAME).open("a+", encoding="ascii") as file:
        try:
            _take(file.fileno())
        except OSError:
            file.seek(0)
            raise Rejected(Report.of([_held(journal, file.read().strip())])) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _held(journal: Path, process: str) -> Diagnostic:
    who = f", in process {process}" if process.isdecimal() else ""
    return Diagnostic(
        code="AZU47",
        message=f"another deployment of this folder is running{who}, so nothing was deployed",
        value=process,
        hint=f"Wait for its end, then run the same command: what it did is skipped. Its lock is {journal / NAME}.",
        source="rule of the house: two deployments at once would each record what the other may have undone",
    )


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
