"""--jobs: the same output, and no process left behind however a run ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Kg, lines

RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
WRONG = RIGHT.replace("1900", "1800")
TEXTS = [RIGHT, "", WRONG, "无", "\ud800", RIGHT * 2]
BATCH = "".join(lines(RIGHT) for _ in range(256)).encode()
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc: a Linux system is needed")


@pytest.mark.parametrize(
    ("verb", "form"), [("quantities", "jsonl"), ("quantities", "text"), ("extract", "text"), ("check", "jsonl")]
)
def test_two_processes_print_what_one_prints(kg: Kg, tmp_path: Path, verb: str, form: str) -> None:
    source = tmp_path / "texts.jsonl"
    source.write_text(lines(*TEXTS), encoding="utf-8", errors="surrogatepass")
    one = kg(verb, "--format", form, source)
    assert kg(verb, "--format", form, "--jobs", 2, source) == one
    assert one.status == 2


@pytest.fixture
def running() -> Iterator[subprocess.Popen[bytes]]:
    """A run with two processes that has printed its first line, standard input still open."""
    command = [sys.executable, "-m", "kg", "quantities", "--format", "jsonl", "--jobs", "2", "-"]
    # What a shell starts in the background ignores an interrupt, and so would what it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdin
        assert run.stdout
        run.stdin.write(BATCH * 8)
        run.stdin.flush()
        run.stdout.readline()
        yield run
        run.kill()


def workers(run: subprocess.Popen[bytes]) -> list[int]:
    """Its processes, without Python's own that looks after shared memory."""
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@needs_proc
def test_an_ingest_interrupted_leaves_no_process_and_a_whole_store(kg: Kg, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "kg",
        "ingest",
        "--store",
        tmp_path / "store",
        "--format",
        "jsonl",
        "--jobs",
        "2",
        "-",
    ]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # as in `running`
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdin
        assert run.stdout
        assert run.stderr
        run.stdin.write("".join(lines(f"{n}号{RIGHT}") for n in range(640)).encode())  # more than is read ahead
        run.stdin.flush()
        assert b'"status": "new"' in run.stdout.readline()
        assert len(workers(run)) == 2
        run.send_signal(signal.SIGINT)
        run.stdout.read()
        assert run.stderr.read().strip() == b""
        assert run.wait() == 130
    assert kg("store", "verify", tmp_path / "store").status == 0


@needs_proc
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_no_process_is_left_behind(running: subprocess.Popen[bytes], end: signal.Signals) -> None:
    assert len(workers(running)) == 2
    running.send_signal(end)
    assert running.stdout
    assert running.stderr
    # Its processes hold these pipes as well: they end only when the last process has.
    running.stdout.read()
    assert running.stderr.read().strip() == b""
    assert running.wait() == (130 if end == signal.SIGINT else -signal.SIGKILL)


@needs_proc
def test_a_process_killed_from_outside_loses_nothing(running: subprocess.Popen[bytes]) -> None:
    os.kill(workers(running)[0], signal.SIGKILL)
    assert running.stdin
    assert running.stdout
    assert running.stderr
    running.stdin.write(BATCH)  # it fits into the pipe
    running.stdin.close()
    out, err = running.stdout.read(), running.stderr.read()  # not communicate(), which passes over what is buffered
    assert (running.wait(), err) == (0, b"")
    assert len(out.splitlines()) == 9 * 256 - 1
    assert b'"error"' not in out
