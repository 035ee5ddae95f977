"""A store that another process may be writing to."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TypeVar

from kg.errors import ReadError
from kg.graph import Store

T = TypeVar("T")
_TRIES = 8
_AT_ONCE = 0.1  # seconds that a query may wait for the store to be opened anew
_REST = 4  # times what opening took, before the next: a store that never rests is not opened all the time


class Reader:
    """The store in a folder as it was when last opened; opened anew when it has changed.

    What a reader sees is whole: the articles written up to then. To open it takes milliseconds, but in the midst of an
    ingest seconds, since the writer's log is read again; then queries go on with the store as it was, and a thread
    opens the newer one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opening: Thread | None = None
        self._open()

    def read(self, do: Callable[[Store], T]) -> T:
        """What `do` makes of the store. Raises ReadError where it cannot be read, and what `do` raises."""
        self._follow()
        tries = 1
        while True:
            try:
                return do(self._store)
            except (OSError, RuntimeError) as error:  # a file that the writer has merged into another
                if tries == _TRIES:
                    raise ReadError(f"图库读不了 / the store cannot be read: {error}") from error
            tries += 1
            self._open()

    def _follow(self) -> None:
        resting = monotonic() - self._when < _REST * self._took
        if resting or (self._opening and self._opening.is_alive()) or self._state() == self._seen:
            return
        if self._took < _AT_ONCE:
            self._renew()
        else:
            self._opening = Thread(target=self._renew, daemon=True)
            self._opening.start()

    def _renew(self) -> None:
        with suppress(ReadError):  # the store as it was is still there, and the next query tries again
            self._open()

    def _open(self) -> None:
        """Open the store as it is. The writer deletes files that it has merged into others, so that one that was just
        named may be gone: trying again is all it takes."""
        for _ in range(_TRIES - 1):
            with suppress(ReadError):
                return self._opened()
        return self._opened()

    def _opened(self) -> None:
        seen, began = self._state(), monotonic()
        store = Store(self._folder, read_only=True)
        self._when = monotonic()
        self._store, self._seen, self._took = store, seen, self._when - began

    def _state(self) -> frozenset[tuple[str, int, int]]:
        """What changes with every write: the log's size, or the names of the files."""
        found = set()
        with os.scandir(self._folder) as entries:
            for entry in entries:
                try:
                    about = entry.stat()
                except FileNotFoundError:  # merged into others since it was listed
                    continue
                found.add((entry.name, about.st_size, about.st_mtime_ns))
        return frozenset(found)
