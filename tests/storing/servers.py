"""Servers for tests to talk to, each on a port that the system gives."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph() -> Iterator[str]:
    """An Oxigraph server in memory, and its address; stopped at the end."""
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert binary, "the package oxigraph, in the extra dev"
    port = free_port()
    with running([binary, "serve", "--bind", f"127.0.0.1:{port}"], f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 1000000
"""


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """A Virtuoso server with an empty database in the folder, and its address; stopped at the end."""
    port = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=free_port(), http=port), encoding="ascii")
    with running(["virtuoso-t", "+foreground"], f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D", folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(command: list[str], probe: str, folder: Path | None = None) -> Iterator[None]:
    """The program, once it answers at the address `probe`."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while not _answers(probe):
                assert server.poll() is None, f"{command[0]} ended with {server.returncode}"
            yield
        finally:
            server.terminate()


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=1):
            return True
    except HTTPError:
        return True
    except (URLError, OSError):
        return False
