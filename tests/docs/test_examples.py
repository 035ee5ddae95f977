"""What the pages show is what happens: their commands and Python sessions are run, their output compared."""

from __future__ import annotations

import doctest
import io
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.program import run
from kg.resources import ROOT

from .pages import PAGES, Block, Command, agree, blocks, commands

RUNS = {"console", "pycon"}
RUNNABLE = [page for page in PAGES if page.is_file() and RUNS & {block.language for block in blocks(page)}]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("page", RUNNABLE, ids=lambda page: page.name)
def test_the_page_shows_what_happens(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    session: dict[str, object] = {}
    for block in blocks(page):
        where = f"{page.name}:{block.line}"
        if block.name:
            Path(block.name).parent.mkdir(parents=True, exist_ok=True)
            Path(block.name).write_text(block.text, encoding="utf-8")
        elif block.language == "pycon":
            _converse(block, session, where)
        elif block.language == "console":
            for command in commands(block):
                shown = _run(command, monkeypatch, capsys)
                assert agree(tuple(shown.splitlines()), command.printed), f"{where}: {command.line}\n{shown}"


def test_the_pages_are_run() -> None:
    assert {"README.md", "README.zh.md", "checks.md", "teach.md"} <= {page.name for page in RUNNABLE}


@pytest.mark.parametrize(
    ("shown", "wanted", "same"),
    [
        (("a", "b"), ("a", "b"), True),
        (("a", "b"), ("a",), False),
        (("a", "b", "c"), ("a", "…"), True),
        (("a", "b", "c"), ("…", "c"), True),
        (("a", "b"), ("…", "c"), False),
        (("a  ",), ("a",), True),
        (("abc",), ("a…",), True),
        (("abc", "d"), ("a…d",), False),
    ],
)
def test_lines_left_out(shown: tuple[str, ...], wanted: tuple[str, ...], same: bool) -> None:
    assert agree(shown, wanted) is same


def _run(command: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What `kg …` or `echo … | kg …` prints, and `echo $?` the status of the one before.

    In this process, for speed, save where a vocabulary of the page's own is read: vocabularies are read once a process.
    """
    typed, _, piped = command.line.partition(" | ")
    words = shlex.split(piped or typed)
    given = shlex.split(typed)[1] + "\n" if piped else ""
    assert words.pop(0) == "kg", f"only kg is run: {command.line}"
    if "--ontology" in words:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "kg", *words],
            env=environment, input=given, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        return done.stdout + done.stderr
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    capsys.readouterr()
    run(words)
    shown = capsys.readouterr()
    return shown.out + shown.err


def _converse(block: Block, session: dict[str, object], where: str) -> None:
    test = doctest.DocTestParser().get_doctest(block.text, session, where, None, block.line)
    heard: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=heard.append, clear_globs=False)
    session.update(test.globs)
    assert not heard, "".join(heard)
