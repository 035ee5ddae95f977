"""Articles on several processor cores: worker processes, results in order, a few batches at a time.

A worker is a fresh process (spawn) that loads what it needs once. It ends when its pipe closes, so that none outlives
the program, however that ends. When one dies over a batch, the articles of the batch are done again one by one, and
those that kill their worker are Failures.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from kg.batches import TEXTS, Item, Process, batches, failure, isolated, zip_results
from kg.model import Article
from kg.reading import Failure

T = TypeVar("T")
_AHEAD = 4  # batches a worker that may wait for the one before them, read or done
_SPAWN = multiprocessing.get_context("spawn")


def processed_by(
    jobs: int, items: Iterable[Item[T]], process: Process[T], texts: int = TEXTS, *, seconds: float = math.inf
) -> Iterator[tuple[Article, T] | Failure]:
    """`kg.batches.processed` by so many processes. `process` and its results must pickle.

    Raises what a worker raises for every article alike: QueryError, ImportError.
    """
    given = batches(items, texts)
    workers: list[_Worker[T]] = []
    waiting: deque[_Task[T]] = deque()
    try:
        while True:
            while len(waiting) < jobs * _AHEAD and (batch := next(given, None)) is not None:
                waiting.append(_Task(batch))
                if len(workers) < jobs:
                    workers.append(_Worker(process, seconds))
                _hand_out(waiting, workers)
            if not waiting:
                return
            while not waiting[0].done:
                _collect(workers)
                _hand_out(waiting, workers)
            task = waiting.popleft()
            yield from zip_results(task.batch, task.results)
    finally:
        for worker in workers:
            worker.end()


@dataclass(eq=False)
class _Task(Generic[T]):
    """A batch with what has come of it: `results` for the first of its `articles`, in order.

    alone: its articles are handed out one at a time, since a worker has died over them.
    """

    batch: list[Item[T]]
    results: list[T | Failure] = field(default_factory=list)
    alone: bool = False
    taken: bool = False

    @property
    def articles(self) -> list[Article]:
        return [item for item in self.batch if isinstance(item, Article)]

    @property
    def done(self) -> bool:
        return len(self.results) == len(self.articles)

    @property
    def next(self) -> list[Article]:
        """What to hand out next."""
        left = self.articles[len(self.results) :]
        return left[:1] if self.alone else left

    def died(self) -> None:
        """A worker has died over `next`: from now on one by one, and where it was one, that one is lost."""
        if self.alone:
            lost = "处理它的进程中止了 / the process at work on it died"
            self.results.append(failure(self.next[0], lost))
        self.alone = True


class _Worker(Generic[T]):
    def __init__(self, process: Process[T], seconds: float) -> None:
        self._process, self._seconds = process, seconds
        self.task: _Task[T] | None = None
        self._start()

    def _start(self) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self._child = _SPAWN.Process(target=_serve, args=(theirs, self._process, self._seconds), daemon=True)
        self._child.start()
        theirs.close()  # with the child's end in the child alone, its death closes the pipe

    def take(self, task: _Task[T]) -> None:
        self.task, task.taken = task, True
        try:
            with _without_sigpipe():
                self.pipe.send(task.next)
        except OSError:  # it died before it was asked
            self._died(task)

    def collect(self) -> None:
        """What the worker says of its task. Raises what it raised."""
        task = self.task
        assert task is not None
        try:
            answer: list[T | Failure] | Exception = self.pipe.recv()
        except (EOFError, OSError):
            self._died(task)
            return
        if isinstance(answer, Exception):
            raise answer
        task.results += answer
        self.task, task.taken = None, False

    def _died(self, task: _Task[T]) -> None:
        task.died()
        self.task, task.taken = None, False
        self.end()
        self._start()

    def end(self) -> None:
        self._child.kill()
        self._child.join()
        self.pipe.close()


@contextmanager
def _without_sigpipe() -> Iterator[None]:
    """A write to a worker that has died raises, though the program has the signal end it (`kg … | head`)."""
    if not hasattr(signal, "SIGPIPE"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPIPE})
    try:
        yield
    finally:
        signal.sigtimedwait({signal.SIGPIPE}, 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _hand_out(waiting: Iterable[_Task[T]], workers: Iterable[_Worker[T]]) -> None:
    """The oldest open tasks to the idle workers."""
    for worker in workers:
        if worker.task is None:
            task = next((task for task in waiting if not task.taken and not task.done), None)
            if task is None:
                return
            worker.take(task)


def _collect(workers: Iterable[_Worker[T]]) -> None:
    """Wait until one of the busy workers has something to say, and hear all that have."""
    by_pipe = {worker.pipe: worker for worker in workers if worker.task is not None}
    for pipe in wait(list(by_pipe)):
        assert isinstance(pipe, Connection)
        by_pipe[pipe].collect()


def _serve(pipe: Connection, process: Process[Any], seconds: float) -> None:
    """A worker's life: articles in, results out, until the pipe closes."""
    gc.set_threshold(100_000, 50, 50)  # as in the program: its tables are built once and kept
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the program ends its workers
    while True:
        try:
            articles = pipe.recv()
        except (EOFError, OSError):  # closed, or torn by a death
            return
        try:
            answer: bytes = pickle.dumps(isolated(articles, process, seconds=seconds))
        except Exception as error:  # noqa: BLE001, RUF100  # the program raises it: the same for every article
            answer = pickle.dumps(error)
        try:
            pipe.send_bytes(answer)
        except OSError:  # the program is gone
            return
