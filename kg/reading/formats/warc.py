"""A web archive: each page of HTML that a server answered with is an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from functools import partial
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from kg.errors import ReadError
from kg.model import Article
from kg.reading.compose import with_defaults
from kg.reading.decoding import decode
from kg.reading.formats import html
from kg.reading.origin import Failure, Origin

_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,20})", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The pages that were there (status 200), each with its address and the day it was fetched, unless it states its own."""
    found = False
    for record in _records(stream):
        origin.count_member()
        if record.rec_type not in ("response", "resource") or not _is_page(record):
            continue
        found = True
        url = record.rec_headers.get_header("WARC-Target-URI")
        try:
            with redirect_stderr(io.StringIO()):
                data = origin.data(record.content_stream(), "size")
            text = decode(data, declares=True, charset=_charset(record))
        except ReadError as error:
            yield origin.failure(error, str(url), url)
            continue
        yield origin.attempt(partial(_article, text, record, url, origin), str(url), url)
    if not found:
        raise ReadError("没有网页 / no page of HTML in it")


def _records(stream: BinaryIO) -> Iterator[Any]:
    """The records in their order. warcio writes its warnings, and what the file says, to the terminal: not here."""
    records = iter(ArchiveIterator(stream))
    while True:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _article(text: str, record: Any, url: str | None, origin: Origin) -> Article:
    article = html.article(text, origin, {**origin.part(url or "?"), "url": url})
    return with_defaults(article, {"date": record.rec_headers.get_header("WARC-Date")})


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if headers is None:
        return str(record.content_type or "").startswith(_PAGES)
    kind = (headers.get_header("Content-Type") or "").lower()
    return str(headers.get_statuscode()) == "200" and kind.startswith(_PAGES)


def _charset(record: Any) -> str | None:
    kind = record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
    found = _CHARSET.search(kind or "")
    return found[1] if found else None
