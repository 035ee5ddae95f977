"""Several processes: the same results in the same order; a death loses one article; little is read ahead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from kg.batches import processed
from kg.errors import KgError, QueryError
from kg.model import Article
from kg.reading import Failure, article
from kg.workers import processed_by

LETHAL = "这篇使进程中止"


def lengths(articles: list[Article]) -> Iterator[tuple[int, int]]:
    """The length of each and the process that took it; what certain texts do to a worker, they do."""
    for one in articles:
        if one.text == LETHAL:
            os.kill(os.getpid(), signal.SIGKILL)
        if one.text == "错":
            raise KgError("错了")
        yield len(one.text), os.getpid()


def broken(articles: list[Article]) -> list[int]:
    raise QueryError(f"bad: {len(articles)}")


def texts(count: int) -> list[Article | Failure]:
    return [article("数" * (n % 7 + 1), id=str(n)) for n in range(count)]


def outcome(item: tuple[Article, tuple[int, int]] | Failure) -> object:
    return item if isinstance(item, Failure) else (item[0].id, item[1][0])


def test_processes_give_what_one_gives_in_its_order() -> None:
    given = texts(50)
    given[7], given[30] = Failure("a.txt", "", "gone"), article("错", id="30")
    alone = [outcome(item) for item in processed(given, lengths)]
    found = list(processed_by(2, given, lengths, texts=4))
    assert [outcome(item) for item in found] == alone
    pids = {item[1][1] for item in found if not isinstance(item, Failure)}
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_nothing_comes_of_nothing() -> None:
    assert list(processed_by(2, [], lengths)) == []
    gone = Failure("a.txt", "", "gone")
    assert list(processed_by(2, [gone], lengths)) == [gone]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_an_article_that_kills_its_process_is_lost_alone() -> None:
    given = texts(20)
    given[5], given[6] = article(LETHAL, id="x"), article(LETHAL, id="y")
    found = list(processed_by(2, given, lengths, texts=4))
    lost = [item for item in found if isinstance(item, Failure)]
    assert [failure.id for failure in lost] == ["x", "y"]
    assert "died" in lost[0].message
    assert [outcome(item)[0] for item in found if not isinstance(item, Failure)] == [  # type: ignore[index]
        str(n) for n in range(20) if n not in (5, 6)
    ]


def test_little_is_read_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield article("数", id=str(taken))

    results = processed_by(2, endless(), lengths, texts=4)
    assert [outcome(next(results)) for _ in range(5)] == [(str(n), 1) for n in range(1, 6)]
    assert taken <= 5 + 2 * 4 * 4
    results.close()


def test_a_fault_of_a_check_ends_the_run() -> None:
    with pytest.raises(QueryError, match="bad"):
        list(processed_by(2, texts(8), broken, texts=4))


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="pipes end otherwise here")
def test_a_write_to_a_dead_worker_raises_where_the_signal_would_end_the_program() -> None:
    program = """if True:
        import os, signal
        from kg.workers import _without_sigpipe
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        ours, theirs = os.pipe()
        os.close(ours)
        try:
            with _without_sigpipe():
                os.write(theirs, b"x")
        except BrokenPipeError:
            print("raised")"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "raised\n")
