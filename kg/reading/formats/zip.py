"""A ZIP archive, and what is one under another name: Word documents, EPUB books."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.reading import registry
from kg.reading.formats.members import is_read, none_found
from kg.reading.origin import Failure, Origin, explained, suffix_of
from kg.reading.unpacking import unpacked

_END = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 65_535
# Where an archive of more than 4 GB has the length, in the record before the end.
_LARGE_LENGTH = 40
# A member's entry in the directory at the end, with a name of usual length.
_ENTRY = 128
_UTF8 = 0x800
_ENCRYPTED = 0x1
_OTHERS = {
    "xl/workbook.xml": "Excel 表格，请另存为 CSV / an Excel table: save it as CSV",
    "ppt/presentation.xml": "PowerPoint 演示 / a PowerPoint presentation",
    "content.xml": "OpenDocument 文档，请另存为 DOCX / an OpenDocument text: save it as DOCX",
}


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The articles of a Word document, of a book, or of every member that a reader knows, in the archive's order."""
    held = stream if not origin.depth and stream.seekable() else io.BytesIO(origin.data(stream))
    with zipfile.ZipFile(_with_small_directory(held, origin)) as archive:
        names = set(archive.namelist())
        if "word/document.xml" in names:
            yield from registry.module("docx").articles(archive, origin)
        elif "META-INF/container.xml" in names:
            yield from registry.module("epub").articles(archive, origin)
        elif other := next((said for name, said in _OTHERS.items() if name in names), None):
            raise ReadError(f"不能读{other}")
        else:
            yield from _members(archive, origin)


def _members(archive: zipfile.ZipFile, origin: Origin) -> Iterator[Article | Failure]:
    found = False
    for member in archive.infolist():
        origin.count_member()
        name = _name(member)
        if member.is_dir() or not is_read(name):
            continue
        found = True
        inner = origin.inside(suffix_of(name), name)
        try:
            if member.flag_bits & _ENCRYPTED:
                raise ReadError("加了密 / encrypted")
            opened = archive.open(member)
        except Exception as error:  # noqa: BLE001, RUF100  # one member's fault; the others are read
            yield inner.failure(explained(error))
            continue
        packed = member.compress_size
        with opened:
            yield from registry.articles(unpacked(opened, inner, partial(int, packed)), inner)
    if not found:
        raise none_found()


def _name(member: zipfile.ZipInfo) -> str:
    """Names that are not said to be UTF-8 are in GB18030 when Chinese Windows wrote them."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def _with_small_directory(stream: BinaryIO, origin: Origin) -> BinaryIO:
    """zipfile holds the whole directory: one that is larger than so many members need is refused before."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _LONGEST_COMMENT - _END.size))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if 0 <= at <= len(tail) - _END.size:
        length = _END.unpack_from(tail, at)[5]
        large = tail.rfind(b"PK\x06\x06", 0, at)
        if large >= 0 and at - large >= _LARGE_LENGTH + 8:
            length = int.from_bytes(tail[large + _LARGE_LENGTH : large + _LARGE_LENGTH + 8], "little")
        if min(length, size) > _ENTRY * origin.limits.articles:
            raise origin.limits.exceeded("articles")
    stream.seek(0)
    return stream
