"""A real stop for work on one article: an alarm of the system, raised in the middle of whatever runs."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

from kg.errors import LimitError

T = TypeVar("T")

# Rung again and again: a library that catches everything would go on after the first.
_AGAIN = 0.5


class _Rung(BaseException):
    """Not an Exception: libraries that pass over errors of a page are not to pass over this one."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives. Raises LimitError where it takes longer than `seconds`; inf is no limit. Not to be nested.

    The alarm is heard between two instructions of Python: a step that a library takes in C is ended only after it, and
    is bounded by the size of what it is given. It rings in a process's main thread, where the system has such alarms
    (not on Windows); elsewhere the work runs to its end.
    """
    if not (seconds < float("inf") and _may_ring()):
        return work()
    before = signal.getsignal(signal.SIGALRM)
    try:
        return _until(time.monotonic() + seconds, work)
    except _Rung as error:
        raise LimitError("time", f"{seconds:g} s") from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _until(due: float, work: Callable[[], T]) -> T:
    """In a frame of its own: an alarm that rings while the work returns is caught above, and the next is far."""
    armed = True

    def ring(_number: int, _frame: FrameType | None) -> None:
        if armed and time.monotonic() >= due:
            raise _Rung

    try:
        signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, max(due - time.monotonic(), 0.001), _AGAIN)
        return work()
    finally:
        armed = False


def _may_ring() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
