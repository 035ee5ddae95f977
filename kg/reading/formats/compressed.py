"""gzip, bzip2, xz and Zstandard around any other format: the name without their suffix says which."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.model import Article
from kg.reading import registry
from kg.reading.origin import Failure, Origin, suffix_of
from kg.reading.unpacking import Counted, unpacked

_SUFFIXES = (".gz", ".bz2", ".xz", ".zst")
_TARS = (".tgz", ".tbz2", ".txz", ".tzst")


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The articles of what is compressed; it has no name of its own."""
    counted = Counted(stream)
    opened = _decompressor(io.BufferedReader(counted))
    inner = origin.inside(_inner_suffix(origin))
    yield from registry.articles(unpacked(opened, inner, lambda: counted.count), inner)


def _inner_suffix(origin: Origin) -> str:
    if origin.suffix in _TARS:
        return ".tar"
    name = origin.name
    return suffix_of(name[: -len(origin.suffix)]) if origin.suffix in _SUFFIXES else origin.suffix


def _decompressor(stream: io.BufferedReader[Counted]) -> Any:
    head = stream.peek(6)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=stream)
    if head.startswith(b"BZh"):
        return bz2.BZ2File(stream)
    if head.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile(stream)
    import zstandard  # noqa: PLC0415  # of the extra `formats`

    # 128 MB of window are what `zstd --long` writes; a frame may ask for as many gigabytes.
    return zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(stream, read_across_frames=True)
