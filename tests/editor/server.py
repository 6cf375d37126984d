"""A YAML language server, spoken to over standard input and output (Language Server Protocol 3.17)."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

LONGEST = 120.0
"""Seconds that an answer may take before the server counts as dead; an answer is awaited, never slept for."""
Message = dict[str, Any]
SETTINGS = {
    "yaml": {
        "schemaStore": {"enable": False},
        "validate": True,
        "completion": True,
        "hover": True,
        "format": {"enable": False},
        "disableDefaultProperties": False,
    },
    "http": {"proxy": "", "proxyStrictSSL": True},
    "[yaml]": {"editor.tabSize": 2},
}
"""No catalogue of schemas: the server asks no host for anything."""


class Server:
    """A running language server in a folder; documents are texts that it is told to be files of that folder."""

    def __init__(self, program: Path, folder: Path) -> None:
        self.folder = folder
        self._sent = self._documents = 0
        self._inbox: queue.Queue[Message | None] = queue.Queue()
        self._process = subprocess.Popen(
            [str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        threading.Thread(target=self._read, daemon=True).start()
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        root = folder.as_uri()
        self.ask("initialize", {"processId": None, "rootUri": root, "capabilities": capabilities})
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": SETTINGS}})

    def close(self) -> None:
        """Ask the server to end, and end it."""
        self.ask("shutdown", None)
        self._send({"method": "exit"})
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait(LONGEST)

    def opened(self, text: str) -> str:
        """The address of a new document with this text."""
        self._documents += 1
        uri = (self.folder / f"document-{self._documents}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def reported(self, text: str) -> list[Message]:
        """What the server reports about a document with this text."""
        uri = self.opened(text)
        while True:
            message = self._next()
            params = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri:
                found: list[Message] = params["diagnostics"]
                return found

    def closed(self, uri: str) -> None:
        """Forget a document."""
        self._send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})

    def at(self, request: str, uri: str, line: int, character: int) -> Any:
        """The answer to a request about a place in a document, such as `completion` or `hover`."""
        position = {"line": line, "character": character}
        return self.ask(f"textDocument/{request}", {"textDocument": {"uri": uri}, "position": position})

    def ask(self, method: str, params: object) -> Any:
        """The result of a request."""
        self._sent += 1
        number = self._sent
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _next(self) -> Message:
        """The next message, after the server's own questions are answered."""
        message = self._inbox.get(timeout=LONGEST)
        assert message is not None, "the language server has ended"
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": _answer(message)})
        return message

    def _send(self, message: Message) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self._process.stdin.flush()

    def _read(self) -> None:
        """Put every message of the server into the inbox, and None at its end."""
        stream = self._process.stdout
        assert stream is not None
        length = 0
        for line in iter(stream.readline, b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
            elif not line.strip():
                self._inbox.put(json.loads(stream.read(length)))
        self._inbox.put(None)


def _answer(question: Message) -> object:
    """What an editor says to a server's question: its settings, section by section, and nothing to all others."""
    if question["method"] == "workspace/configuration":
        return [SETTINGS.get(item.get("section", "")) for item in question["params"]["items"]]
    return None
