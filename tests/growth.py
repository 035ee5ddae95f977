"""How much work a text takes, counted and not timed: on a busy machine too, twice the text is twice the work."""

from __future__ import annotations

import sys
from collections.abc import Callable


def calls(read: Callable[[str], object], text: str) -> int:
    """How many functions are called to read it."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count
