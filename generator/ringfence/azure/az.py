"""azure-cli as a child process: found on PATH, given words and never a shell, every call kept in a log."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Event, Lock
from types import TracebackType
from typing import Any, Self, TypeVar

from ringfence.azure.journal import Journal
from ringfence.diagnostics import Diagnostic, ToolMissing

Item = TypeVar("Item")
Result = TypeVar("Result")

_SHORT = ("--output", "json", "--only-show-errors")
_BEGINS = re.compile(r"^[\[{]", re.MULTILINE)
_LEADS = 20
"""Lines that may look like the start of JSON before it, such as `[info] ...`."""
_HOW = "Install azure-cli, for example with `pip install azure-cli`, and put `az` on PATH."


@dataclass(frozen=True, slots=True)
class Done:
    """A call of az that has ended; `log` is the file that holds all of it."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str
    log: str = ""

    @property
    def ok(self) -> bool:
        """Whether it succeeded."""
        return self.code == 0

    def json(self) -> Any:
        """What it printed, parsed; lines before an object or a list are skipped. None when it ends as no JSON."""
        for start in (0, *(found.start() for found in islice(_BEGINS.finditer(self.out), _LEADS))):
            with suppress(ValueError, RecursionError):
                return json.loads(self.out[start:])
        return None


class Az:
    """Runs `az` in a folder, from any thread; use it as a context manager, which leaves no call behind.

    Raises ToolMissing (AZU01) when there is no `az`.
    """

    def __init__(self, folder: Path, journal: Journal) -> None:
        found = shutil.which("az")
        if found is None:
            raise _missing("azure-cli (`az`) was not found on PATH.")
        self._az = found
        self._folder = folder
        self._journal = journal
        self._lock = Lock()
        self._running: set[Popen[str]] = set()
        self._ended = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def stopped(self) -> bool:
        """Whether calls were ended and no more are started."""
        return self._ended.is_set()

    def each(self, jobs: int, task: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
        """Do a task for every item, so many at a time; the results in order. Ctrl-C ends what is running first."""
        with ThreadPoolExecutor(jobs) as pool:
            try:
                futures = [pool.submit(task, item) for item in items]
                wait(futures)
            except KeyboardInterrupt:
                self.stop()
                raise
        return [future.result() for future in futures]

    def run(self, about: str, words: Sequence[str]) -> Done:
        """Run a command whose first word is `az`; `about` names its log. A call after `stop` fails at once."""
        asked = (*words, *_SHORT)
        process = self._start(asked[1:])
        if process is None:
            return Done(asked, -signal.SIGTERM, "", "stopped")
        try:
            out, err = process.communicate()
        except KeyboardInterrupt:
            _end(process)
            process.communicate()
            raise
        finally:
            with self._lock:
                self._running.discard(process)
        log = self._journal.write(about, shlex.join(asked), process.returncode, out, err)
        return Done(asked, process.returncode, out, err, log)

    def pause(self, seconds: float) -> None:
        """Wait so long; `stop` ends the wait."""
        self._ended.wait(seconds)

    def stop(self) -> None:
        """End every call that is running, with the children of it, and start no more."""
        with self._lock:
            self._ended.set()
            for process in self._running:
                _end(process)

    def _start(self, words: Sequence[str]) -> Popen[str] | None:
        # A separate session: Ctrl-C reaches az through `stop` only, and `stop` reaches what az itself started.
        with self._lock:
            if self.stopped:
                return None
            try:
                process = Popen(  # noqa: S603 - words, no shell
                    [self._az, *words],
                    cwd=self._folder,
                    stdin=DEVNULL,
                    stdout=PIPE,
                    stderr=PIPE,
                    text=True,
                    encoding="utf-8",
                    errors="replace",
                    start_new_session=True,
                )
            except OSError as error:
                raise _missing(f"{self._az} cannot be run: {error.strerror}.") from error
            self._running.add(process)
        return process


def _end(process: Popen[str]) -> None:
    with suppress(ProcessLookupError):
        if os.name == "nt":
            process.terminate()
        else:
            os.killpg(process.pid, signal.SIGTERM)


def _missing(message: str) -> ToolMissing:
    source = "azure-docs azure-resource-manager/bicep/deploy-cli.md, prerequisites"
    return ToolMissing(Diagnostic(code="AZU01", message=message, hint=_HOW, source=source))
