"""A tar archive, read from its beginning to its end; nothing is written anywhere, whatever its members are called."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO, cast

from kg.errors import ReadError
from kg.model import Article
from kg.reading import registry
from kg.reading.formats.members import is_read, none_found
from kg.reading.origin import Failure, Origin, suffix_of


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The articles of every member that a reader knows, in the archive's order. Links are told, and not followed."""
    found = False
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            origin.count_member()
            if member.isdir() or not is_read(member.name):
                continue
            found = True
            inner = origin.inside(suffix_of(member.name), member.name)
            opened = archive.extractfile(member) if member.isreg() else None
            if opened is None:
                yield inner.failure(ReadError("是链接或设备，没有跟随 / a link or a device, not followed"))
            else:
                yield from registry.articles(cast("BufferedReader", opened), inner)
    if not found:
        raise none_found()
