"""A real stop for work on one article: an alarm of the system, raised in the middle of whatever runs."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from kg.errors import LimitError

# Rung again and again: a library that catches everything would go on after the first.
_AGAIN = 0.5


class _Rung(BaseException):
    """Not an Exception: libraries that pass over errors of a page are not to pass over this one."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises LimitError where the block takes longer than `seconds`; inf is no limit. Blocks are not nested.

    The alarm is heard between two instructions of Python: a step that a library takes in C is ended only after it, and
    is bounded by the size of what it is given. It rings in a process's main thread, where the system has such alarms
    (not on Windows); elsewhere the block runs to its end.
    """
    if not (seconds < float("inf") and _may_ring()):
        yield
        return
    due = time.monotonic() + seconds

    def rung(_number: int, _frame: FrameType | None) -> None:
        if time.monotonic() >= due:
            raise _Rung

    before = signal.signal(signal.SIGALRM, rung)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _Rung as error:
        raise LimitError("time", f"{seconds:g} s") from error
    finally:
        signal.signal(signal.SIGALRM, before)


def _may_ring() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
