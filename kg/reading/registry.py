"""Which format a file is in. Its first bytes say it; the suffix of its name only where they may be any text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BufferedReader
from typing import Any, BinaryIO

from kg.model import Article
from kg.reading.origin import Failure, Origin, explained

Reader = Callable[[BinaryIO, Origin], Iterator[Article | Failure]]
# The module of kg/reading/formats that reads files of a suffix. Those of the second table open with bytes of their own:
# one that does not is what its content says.
_TEXTS = {
    "text": (".txt", ".text", ".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv", ".tsv"),
    "feed": (".rss", ".atom", ".xml", ".rdf"),
    "mhtml": (".mhtml", ".mht"),
    "tar": (".tar",),
}
_BINARIES = {
    "zip": (".zip", ".docx", ".docm", ".epub"),
    "pdf": (".pdf",),
    "warc": (".warc",),
    "compressed": (".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".tzst"),
}
_BY_SUFFIX = {suffix: name for name, suffixes in _TEXTS.items() for suffix in suffixes}
SUFFIXES = (*_BY_SUFFIX, *(suffix for suffixes in _BINARIES.values() for suffix in suffixes))
_BY_OPENING = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"%PDF-", "pdf"),
    (b"WARC/", "warc"),
    (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"),
    (b"\xfd7zXZ\0", "compressed"),
    (b"\x28\xb5\x2f\xfd", "compressed"),
)
_HEAD = 2048
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_PAGE = re.compile(rb"<(?:html|body)[\s>]", re.IGNORECASE)
_MHTML = re.compile(rb"multipart/related", re.IGNORECASE)
_HEADER = re.compile(rb"(?:From|MIME-Version|Subject|Snapshot-Content-Location):")


def articles(stream: BufferedReader, origin: Origin) -> Iterator[Article | Failure]:
    """The articles of a stream at its start, a member's too; what goes wrong with all of it is one Failure."""
    try:
        yield from reader(stream.peek(_HEAD), origin.suffix)(stream, origin)
    except Exception as error:  # noqa: BLE001, RUF100  # a library's, on a broken file: the other files are read
        yield origin.failure(explained(error))


def reader(head: bytes, suffix: str) -> Reader:
    """What reads a file that opens with `head`, its name ending in `suffix`."""
    found: Reader = module(_format(head[:_HEAD], suffix)).articles
    return found


def module(name: str) -> Any:
    """The module of a format, imported when it is met: most runs need no library but those for text and pages."""
    return import_module(f"kg.reading.formats.{name}")


def _format(head: bytes, suffix: str) -> str:
    for opening, name in _BY_OPENING:
        if head.startswith(opening):
            return name
    if head[257:262] == b"ustar":
        return "tar"
    if (feed := _FEED.search(head)) and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        page = _PAGE.search(head)
        return "html" if page and page.start() < feed.start() else "feed"
    if _HEADER.match(head) and _MHTML.search(head):
        return "mhtml"
    return _BY_SUFFIX.get(suffix, "text")
