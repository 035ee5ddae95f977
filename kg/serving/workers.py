"""Processes that do the work, so that the server answers while they are at it, and can end what takes too long."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_STARTS_WITHIN = 120  # seconds; on a busy machine the models take ten


class TooLongError(Exception):
    """The work was ended at its time limit."""


class DiedError(Exception):
    """The work took more memory than it may, or the process ended under it for another reason."""


class Workers:
    """So many processes, each made ready by `prepare` and given one piece of work at a time.

    memory: bytes a process may take (on Linux); one that is left with half of that gives way to a fresh one, since a
    long text leaves memory behind that Python does not give back.
    """

    def __init__(self, count: int, prepare: Callable[[], None], memory: int) -> None:
        self._count, self._prepare, self._memory = count, prepare, memory
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()

    def start(self) -> None:
        """Start the processes. Returns at once: work waits until one is ready."""
        for _ in range(self._count):
            self._add()

    def stop(self) -> None:
        """End them all, at work or not."""
        self._idle = asyncio.Queue()
        while self._all:
            self._all.pop().end()

    async def run(self, seconds: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`function(*args)` in the first free process. Raises TooLongError, DiedError, or what the function raises.

        Cancelled while it waits it is dropped; once begun it goes on to its end, or to the limit.
        """
        worker = await self._idle.get()
        work = asyncio.create_task(self._worked(worker, seconds, function, *args, **kwargs))
        work.add_done_callback(lambda done: done.cancelled() or done.exception())
        return await asyncio.shield(work)

    async def _worked(
        self, worker: _Worker, seconds: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        sound = False
        try:
            await asyncio.wait_for(worker.ready(), _STARTS_WITHIN)
            answer, taken = await asyncio.wait_for(worker.do(function, *args, **kwargs), seconds)
            sound = taken < self._memory / 2
        except TimeoutError as error:
            raise TooLongError from error
        except (BrokenProcessPool, MemoryError) as error:
            raise DiedError from error
        except Exception:
            sound = True  # the work's own failure
            raise
        finally:
            if worker in self._all:  # else the server has stopped
                if sound:
                    self._idle.put_nowait(worker)
                else:
                    self._end(worker)
                    self._add()
        return answer

    def _add(self) -> None:
        worker = _Worker(self._prepare, self._memory)
        self._all.add(worker)
        self._idle.put_nowait(worker)

    def _end(self, worker: _Worker) -> None:
        self._all.discard(worker)
        worker.end()


class _Worker:
    """A pool of one, so that its process can be known and ended."""

    def __init__(self, prepare: Callable[[], None], memory: int) -> None:
        # Not forked: the server has threads, and a process that begins anew inherits no lock of theirs.
        context = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(1, context, _begin, (prepare, memory))
        others = set(multiprocessing.active_children())
        self._started = self._executor.submit(os.getpid)
        (self._process,) = set(multiprocessing.active_children()) - others

    async def ready(self) -> None:
        await asyncio.wrap_future(self._started)

    async def do(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[T, int]:
        """What the function gives, and how many bytes the process then holds."""
        return await asyncio.wrap_future(self._executor.submit(_measured, function, *args, **kwargs))

    def end(self) -> None:
        """End the process; what waits for it fails at once."""
        self._process.kill()
        self._executor.shutdown(cancel_futures=True)


def _begin(prepare: Callable[[], None], memory: int) -> None:
    """In the new process, before any work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends its processes
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    _limit(memory)
    prepare()


def _end_with_the_server() -> None:
    """A server that is killed cannot end its processes."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit(memory: int) -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # Unix only

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, hard))


def _measured(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, int]:
    return function(*args, **kwargs), _held()


def _held() -> int:
    """Bytes of memory in use now. The most ever, which the system counts too, begins with what the server held."""
    if sys.platform != "linux":
        return 0
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
