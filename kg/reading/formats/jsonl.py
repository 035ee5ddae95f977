"""JSON lines: an object with a "text" on each, read as they come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.reading.decoding import decode
from kg.reading.formats.json import parsed, record
from kg.reading.origin import Failure, Origin


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """One article a line; a line that is broken or too long is a Failure and the next is read."""
    limit = int(min(origin.limits.size, 2**62))
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        place = f"第 {number} 行 / line {number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(min(limit, 1_000_000) + 1)
            yield origin.failure(origin.limits.exceeded("size"), place)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _line(line, origin, place)


def _line(line: bytes, origin: Origin, place: str) -> Article | Failure:
    try:
        found = parsed(decode(line))
    except ReadError as error:
        return origin.failure(error, place)
    return record(found, origin, place)
