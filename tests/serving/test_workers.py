"""Processes at work: their limits, and that another takes the place of one that is ended."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable

import pytest

from kg.serving.workers import DiedError, TooLongError, Workers

MEMORY = 600_000_000


def nothing() -> None:
    pass


def forever() -> None:
    while True:
        time.sleep(60)


def taking(size: int) -> int:
    return len(bytearray(size))


def dying() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def failing() -> None:
    raise ValueError("the work's own")


def within(work: Callable[[Workers], Awaitable[None]]) -> None:
    async def run() -> None:
        workers = Workers(1, nothing, MEMORY)
        workers.start()
        try:
            await work(workers)
        finally:
            workers.stop()

    asyncio.run(run())


def test_what_takes_too_long_is_ended() -> None:
    async def work(workers: Workers) -> None:
        first = await workers.run(60, os.getpid)
        with pytest.raises(TooLongError):
            await workers.run(0.2, forever)
        assert await workers.run(60, os.getpid) != first
        with pytest.raises(ProcessLookupError):
            os.kill(first, 0)

    within(work)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_what_takes_too_much_memory_is_ended() -> None:
    async def work(workers: Workers) -> None:
        first = await workers.run(60, os.getpid)
        with pytest.raises(DiedError):
            await workers.run(60, taking, 2 * MEMORY)
        assert await workers.run(60, taking, MEMORY * 2 // 3) == MEMORY * 2 // 3
        assert await workers.run(60, os.getpid) != first

    within(work)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_process_that_dies_is_replaced() -> None:
    async def work(workers: Workers) -> None:
        with pytest.raises(DiedError):
            await workers.run(60, dying)
        assert await workers.run(60, taking, 5) == 5

    within(work)


def test_a_failure_of_the_work_is_handed_on() -> None:
    async def work(workers: Workers) -> None:
        first = await workers.run(60, os.getpid)
        with pytest.raises(ValueError, match="own"):
            await workers.run(60, failing)
        assert await workers.run(60, os.getpid) == first

    within(work)


def test_who_gives_up_waiting_is_passed_over() -> None:
    async def work(workers: Workers) -> None:
        await workers.run(60, nothing)
        busy = asyncio.create_task(workers.run(1, forever))
        waiting = asyncio.create_task(workers.run(60, forever))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(TooLongError):
            await busy
        assert await workers.run(60, taking, 5) == 5

    within(work)
