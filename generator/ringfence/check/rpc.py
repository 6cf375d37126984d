"""Stage 5, the connection to Bicep: JSON-RPC 2.0 with Language Server framing, where every read has a time-out."""

from __future__ import annotations

import json
from collections import deque
from queue import Empty, Queue
from subprocess import Popen
from threading import Thread
from typing import IO, Any

_METHOD_NOT_FOUND = -32601


class BicepError(Exception):
    """Bicep answered with an error, went away or did not answer in time.

    `kind` is the exception class that Bicep names, '' when there was no answer.
    """

    def __init__(self, message: str, kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind


class Channel:
    """Requests to a child process and its answers; stderr is drained so that the child can never block on it."""

    def __init__(self, process: Popen[bytes], timeout: float) -> None:
        self._timeout = timeout
        self._last = 0
        self._answers: Queue[dict[str, Any] | None] = Queue()
        self._errors: deque[str] = deque(maxlen=20)
        self._stdin, stdout, stderr = _pipes(process)
        self._answers_read = Thread(target=self._listen, args=(stdout,), daemon=True)
        self._errors_read = Thread(target=self._drain, args=(stderr,), daemon=True)
        self._answers_read.start()
        self._errors_read.start()

    def request(self, method: str, **params: object) -> Any:
        """The result of one call; raises BicepError for an error, a closed pipe or no answer in time."""
        self._last += 1
        body = json.dumps({"jsonrpc": "2.0", "id": self._last, "method": method, "params": params}).encode()
        try:
            self._stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self._stdin.flush()
        except (OSError, ValueError) as error:
            raise BicepError(f"Bicep is gone; {method} could not be sent. {self._said()}") from error
        return _result(self._answer(method), method)

    def join(self) -> None:
        """Wait for both readers, once the child has ended, so that nothing is left running."""
        self._answers_read.join(timeout=self._timeout)
        self._errors_read.join(timeout=self._timeout)

    def _answer(self, method: str) -> dict[str, Any]:
        while True:
            try:
                message = self._answers.get(timeout=self._timeout)
            except Empty:
                raise BicepError(f"Bicep gave no answer to {method} within {self._timeout:g} s.") from None
            if message is None:
                self._answers.put(None)  # the next call must learn the same
                raise BicepError(f"Bicep stopped during {method}. {self._said()}".rstrip())
            if message.get("id") == self._last:  # a late answer to a call that timed out is dropped
                return message

    def _listen(self, stdout: IO[bytes]) -> None:
        with stdout:
            while (message := _read(stdout)) is not None:
                self._answers.put(message)
        self._answers.put(None)

    def _drain(self, stderr: IO[bytes]) -> None:
        with stderr:
            for line in stderr:
                self._errors.append(line.decode(errors="replace").rstrip())

    def _said(self) -> str:
        """What a child that is gone wrote to stderr, read to its end: its last line is what explains the rest."""
        self._errors_read.join(timeout=self._timeout)
        return " ".join(self._errors)


def _pipes(process: Popen[bytes]) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None or process.stderr is None:
        raise BicepError("The process was started without pipes.")
    return process.stdin, process.stdout, process.stderr


def _read(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message of the stream; None at its end and for anything that is not a message."""
    size = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            size = int(value)
    try:
        message = json.loads(stream.read(size)) if size else None
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def _result(message: dict[str, Any], method: str) -> Any:
    """What the answer carries; raises BicepError when that is an error."""
    if "error" not in message:
        return message.get("result")
    error = message["error"]
    if error.get("code") == _METHOD_NOT_FOUND:
        raise BicepError(f"This Bicep has no {method}; Ringfence is proven with Bicep CLI 0.49.2.")
    data = error.get("data")
    raise BicepError(str(error.get("message", "")), str(data.get("type", "")) if isinstance(data, dict) else "")
