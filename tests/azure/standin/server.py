"""The stand-in on the wire: HTTPS on a free port of 127.0.0.1, with a log of every request."""

from __future__ import annotations

import json
import ssl
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.azure.standin.answer import Answer, Call
from tests.azure.standin.api import Api
from tests.azure.standin.manager import ResourceManager


@dataclass(frozen=True, slots=True)
class Entry:
    """A request that was answered."""

    method: str
    path: str
    status: int


class Server(ThreadingHTTPServer):
    """Serves an Api; `log` has every request in order, `faults` the tracebacks of what went wrong in here."""

    def __init__(
        self, manager: ResourceManager, certificate: tuple[Path, Path], subscriptions: tuple[str, ...]
    ) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        self.authority = certificate[0]
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server_port}"
        self.manager = manager
        self.api = Api(manager, self.url, subscriptions)
        self.log: list[Entry] = []
        self.faults: list[str] = []

    def handle_error(self, *_: Any) -> None:
        """Keep the traceback for the test instead of printing it."""
        self.faults.append(traceback.format_exc())

    @contextmanager
    def running(self) -> Iterator[None]:
        """Serve in a thread of its own."""
        thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            thread.join()
            self.server_close()

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """No resources and no stacks meanwhile; afterwards all is as it was."""
        with self.manager.emptied(), self.api.stacks.emptied():
            yield


class Handler(BaseHTTPRequestHandler):
    """One connection; azure-cli keeps it open, so every answer says its length."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that the base class gives it
        """Say nothing: the log has it."""

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        parts = urlsplit("/" + self.path.lstrip("/"))
        call = Call(
            self.command, parts.path.rstrip("/"), dict(parse_qsl(parts.query)), body, self.headers.get("If-Match", "")
        )
        answer = self.server.api.answer(call)
        self.server.log.append(Entry(call.method, call.path, answer.status))
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        content = b"" if answer.status == 204 else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Type": "application/json"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
