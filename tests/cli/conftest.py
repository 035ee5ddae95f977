"""A command line run in this process, and what it left behind."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from kg.cli.program import run


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Kg = Callable[..., Ran]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """kg(ARG, …, stdin="…") as in a Chinese locale."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    def called(*args: object, stdin: str | bytes = b"") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        capsys.readouterr()
        status = run([str(arg) for arg in args])
        shown = capsys.readouterr()
        return Ran(status, shown.out, shown.err)

    return called


def lines(*texts: str) -> str:
    """JSON lines of the texts, their ids 0, 1, …"""
    return "".join(json.dumps({"id": str(i), "text": text}, ensure_ascii=False) + "\n" for i, text in enumerate(texts))
