"""Servers as users start them, on a free port of this machine; one for all tests that change nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kg.cli.program import run

SAMPLE = Path(__file__).parents[2] / "corpus" / "xai-turbines.md"
RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
WRONG = RIGHT.replace("1900", "1800")


@dataclass(frozen=True)
class Server:
    """A running `kg serve`. address: as it printed it."""

    address: str
    process: subprocess.Popen[str]

    @property
    def root(self) -> str:
        return re.match(r"http://[^/]+", self.address)[0]

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.root, timeout=120)

    def ended(self, how: signal.Signals) -> tuple[int, str, str]:
        """Status and what was printed after the address, and on standard error."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


@contextmanager
def serving(*options: object, **environment: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", *map(str, options)]
    env = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONUNBUFFERED": "1", **environment}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=env)
    try:
        line = process.stdout.readline()
        found = re.search(r"http://\S+?/[\w?=%-]*", line)
        assert found, line + process.stderr.read()
        yield Server(found[0], process)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def ingest(folder: Path, **texts: str) -> Path:
    """A store in `folder`, of a file for each text."""
    sources = folder / "sources"
    sources.mkdir()
    for name, text in texts.items():
        (sources / f"{name}.md").write_text(text, encoding="utf-8")
    assert run(["ingest", "--store", str(folder / "store"), str(sources)]) == 0
    return folder / "store"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving("--jobs", "1") as running:
        yield running


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as calling:
        yield calling
