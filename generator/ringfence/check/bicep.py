"""Stage 5, the compiler: finds the Bicep CLI and asks it, in one process a run, to compile, format and predict."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired
from types import TracebackType
from typing import Any, Self

from ringfence.check.rpc import BicepError, Channel
from ringfence.diagnostics import Diagnostic, ToolMissing

PATIENCE = 5.0
"""Seconds that the process gets to end by itself."""
_NAME = "bicep.exe" if os.name == "nt" else "bicep"
_HOW = "Run `az bicep install`, put `bicep` on PATH, or set RINGFENCE_BICEP to the file."


@dataclass(frozen=True, slots=True)
class Message:
    """What the compiler or linter says about a line; `file` is an absolute path, line and column count from 1."""

    file: str
    line: int
    column: int
    level: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """The result of a compilation; `template` is None when there were errors.

    `parameters` are those of a .bicepparam file by name, as azure-cli would send them: `{value: …}`, or
    `{reference: …}` for what Azure reads from a key vault itself.
    """

    messages: tuple[Message, ...]
    template: str | None
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a prediction is made for; without these every id in it would stay an expression."""

    tenant: str
    subscription: str
    location: str
    deployment: str


def locate(environ: Mapping[str, str] = os.environ) -> Path:
    """The Bicep CLI: RINGFENCE_BICEP, else `bicep` on PATH, else the one of azure-cli; raises ToolMissing (TOL01).

    Source of the last place: azure-cli `resource/_bicep.py`, which installs into `bin` of its configuration folder.
    """
    if named := environ.get("RINGFENCE_BICEP", ""):
        if Path(named).is_file():
            return Path(named)
        raise _missing(f"RINGFENCE_BICEP names {named}, which is not a file.", named)
    if found := shutil.which("bicep", path=environ.get("PATH", "")):
        return Path(found)
    config = environ.get("AZURE_CONFIG_DIR", "")
    installed = (Path(config) if config else Path.home() / ".azure") / "bin" / _NAME
    if installed.is_file():
        return installed
    raise _missing("The Bicep CLI was not found.", "")


def version_of(program: Path) -> str:
    """The version of a Bicep CLI; raises ToolMissing for a program that does not answer."""
    try:
        with Bicep(program) as bicep:
            return bicep.version()
    except BicepError as wrong:
        raise _missing(f"Bicep does not answer: {wrong}", str(program)) from None


def _missing(message: str, value: str) -> ToolMissing:
    return ToolMissing(
        Diagnostic(code="TOL01", message=message, value=value, hint=_HOW, source="Azure/bicep docs/installing-bicep.md")
    )


class Bicep:
    """One `bicep jsonrpc --stdio` process; use it as a context manager. Every method raises BicepError.

    Bicep reads the files anew at every call, so one process can serve a whole run.
    """

    def __init__(self, executable: Path, *, timeout: float = 120.0) -> None:
        # Tiered PGO costs more in a run of seconds than it gives back: 2.6 s became 2.2 s without it.
        environment = {**os.environ, "DOTNET_TieredPGO": "0"}
        command = [str(executable), "jsonrpc", "--stdio"]
        try:
            self._process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment)  # noqa: S603 - no shell
        except OSError as error:
            raise _missing(f"{executable} cannot be run: {error.strerror}.", str(executable)) from error
        self._channel = Channel(self._process, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; one that does not end by itself in time is killed."""
        if self._process.stdin is not None:
            with suppress(OSError):  # closing flushes; a child that is gone cannot take it
                self._process.stdin.close()
        try:
            self._process.wait(timeout=PATIENCE)
        except TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._channel.join()

    def version(self) -> str:
        """The version of the CLI, such as `0.49.2`."""
        return str(self._channel.request("bicep/version")["version"])

    def compile(self, path: Path) -> Compiled:
        """Compile a .bicep file, or a .bicepparam file together with the .bicep file it uses; lint findings included.

        `template` is byte for byte what `bicep build` writes.
        """
        if path.suffix == ".bicepparam":
            answer = self._channel.request("bicep/compileParams", path=str(path), parameterOverrides={})
            template = answer.get("template")
            parameters = json.loads(answer.get("parameters") or "{}").get("parameters", {})
        else:
            answer = self._channel.request("bicep/compile", path=str(path))
            template, parameters = answer.get("contents"), {}
        messages = tuple(_message(row) for row in answer["diagnostics"])
        return Compiled(messages, template if answer["success"] else None, parameters)

    def format(self, path: Path) -> str:
        """The file as `bicep format` would write it."""
        return str(self._channel.request("bicep/format", path=str(path))["contents"])

    def snapshot(self, path: Path, scope: Scope) -> dict[str, Any]:
        """What a deployment of this .bicepparam file would create: predictedResources, diagnostics, outputs."""
        metadata = {
            "tenantId": scope.tenant,
            "subscriptionId": scope.subscription,
            "location": scope.location,
            "deploymentName": scope.deployment,
        }
        answer = self._channel.request("bicep/getSnapshot", path=str(path), metadata=metadata)
        predicted: dict[str, Any] = json.loads(answer["snapshot"])
        return predicted


def _message(row: Mapping[str, Any]) -> Message:
    start = row["range"]["start"]
    return Message(row["source"], start["line"] + 1, start["char"] + 1, row["level"], row["code"], row["message"])


__all__ = ["Bicep", "BicepError", "Compiled", "Message", "Scope", "ToolMissing", "locate", "version_of"]
