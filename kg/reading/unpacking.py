"""A stream that is unpacked while it is read, and stopped where it grows beyond its limits."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from kg.errors import ReadError
from kg.reading.origin import Origin

# Below this a high ratio is a short text of one line many times over, and harmless.
SMALL = 1_000_000
_PIECE = 65_536


class Unpacked(io.RawIOBase):
    """What `stream` gives. `packed`: how many bytes it took so far, as they lie in the archive.

    Raises LimitError beyond the limits `ratio` and `total`, ReadError where the packed bytes are broken or cut off.
    """

    def __init__(self, stream: Any, origin: Origin, packed: Callable[[], int]) -> None:
        self._stream, self._origin, self._packed = stream, origin, packed
        self._made = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            piece = self._stream.read(min(len(buffer), _PIECE))
        except ReadError:
            raise
        except Exception as error:
            raise ReadError(f"压缩数据残缺或损坏 / packed data broken or cut off: {error}") from error
        size = len(piece)
        buffer[:size] = piece
        self._made += size
        spent, limits = self._origin.spent, self._origin.limits
        spent.unpacked += size
        if spent.unpacked > limits.total:
            raise limits.exceeded("total")
        if self._made > SMALL and self._made > limits.ratio * max(self._packed(), 1):
            raise limits.exceeded("ratio")
        return size


def unpacked(stream: Any, origin: Origin, packed: Callable[[], int]) -> io.BufferedReader:
    """`stream`, limited and buffered."""
    return io.BufferedReader(Unpacked(stream, origin, packed), _PIECE)


class Counted(io.RawIOBase):
    """A stream that counts what is read of it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        self.count += len(piece)
        return len(piece)
