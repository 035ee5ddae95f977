"""A plain client of the language server: JSON-RPC over the standard input and output of `kg lsp`."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from typing import Any

from kg.resources import ROOT

_SECONDS = 120  # beyond any machine's slowness: a server that says nothing fails the test


class Client:
    """Starts `kg lsp` with options and shakes hands. `capabilities`: what the client says it can."""

    def __init__(self, *options: str, capabilities: dict[str, Any] | None = None) -> None:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "en_US.UTF-8"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kg", "lsp", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        self._heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self._kept: list[dict[str, Any]] = []
        self._id = 0
        threading.Thread(target=self._listen, daemon=True).start()
        self.server = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities or {}})
        self.tell("initialized", {})

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request."""
        self._id += 1
        self._send({"id": self._id, "method": method, "params": params})
        answer = self._next(lambda message: message.get("id") == self._id and "method" not in message)
        assert "error" not in answer, answer
        return answer.get("result")

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def open(self, uri: str, text: str, kind: str = "plaintext", version: int = 1) -> None:
        document = {"uri": uri, "languageId": kind, "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, text: str, version: int) -> None:
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def diagnostics(self, uri: str) -> dict[str, Any]:
        """The next that are published of a document."""

        def of_it(message: dict[str, Any]) -> bool:
            published = message.get("method") == "textDocument/publishDiagnostics"
            return published and message["params"]["uri"] == uri

        params: dict[str, Any] = self._next(of_it)["params"]
        return params

    def close(self) -> int:
        """Shut down as the protocol has it; the exit status."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        assert self._process.stdin
        self._process.stdin.close()
        return self._process.wait(_SECONDS)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _next(self, wanted: Any) -> dict[str, Any]:
        for at, message in enumerate(self._kept):
            if wanted(message):
                return self._kept.pop(at)
        while True:
            message = self._heard.get(timeout=_SECONDS)
            assert message.get("id") != "the server has ended", message
            if wanted(message):
                return message
            self._kept.append(message)

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while header := stream.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
                while stream.readline().strip():
                    pass
                self._heard.put(json.loads(stream.read(length)))
        self._heard.put({"id": "the server has ended"})
