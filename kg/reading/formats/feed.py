"""An RSS or Atom feed: each entry is an article, as much of it as the feed holds."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import partial
from html import escape
from time import strftime, struct_time
from typing import Any, BinaryIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import feedparser
from defusedxml import DefusedXmlException, sax

from kg.deadline import within
from kg.errors import ReadError
from kg.model import Article
from kg.reading.formats import html
from kg.reading.origin import Failure, Origin


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The entries, with title, date, link and author of their own and the feed's title as publisher.

    The source of an entry is its title as a heading and its content, as HTML.
    """
    data = origin.data(stream)
    if not data.strip():
        raise ReadError("文件是空的 / the file is empty")
    feed = within(origin.limits.time, partial(_parsed, data))
    if not feed.version:
        raise ReadError("不是 RSS 或 Atom / neither RSS nor Atom")
    for number, entry in enumerate(feed.entries, 1):
        place = f"第 {number} 项 / item {number}"
        fields = {
            **origin.part(f"item {number}"),
            "title": entry.get("title"),
            "date": _day(entry.get("published_parsed") or entry.get("updated_parsed")),
            "publisher": feed.feed.get("title"),
            "author": entry.get("author"),
            "url": entry.get("link"),
        }
        text = f"<h1>{escape(entry.get('title') or '')}</h1>\n{_content(entry)}"
        yield origin.attempt(partial(_article, text, origin, fields), place)


def _parsed(data: bytes) -> Any:
    _refuse_entities(data)
    return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _article(text: str, origin: Origin, fields: Mapping[str, str | None]) -> Article:
    return html.article(origin.checked(text), origin, fields)


def _content(entry: Any) -> str:
    """The whole content where the feed has it, else the summary."""
    whole = [part.value for part in entry.get("content", ()) if part.get("value")]
    longest: str = max([*whole, entry.get("summary") or ""], key=len)
    return longest


def _day(moment: struct_time | None) -> str | None:
    return strftime("%Y-%m-%d", moment) if moment else None


def _refuse_entities(data: bytes) -> None:
    """Raises ReadError for a feed that declares entities; what is no XML is left to feedparser, which reads it anyhow."""
    try:
        sax.parseString(data, ContentHandler())
    except DefusedXmlException as error:
        raise ReadError(f"XML 里定义了实体 / XML that declares entities: {error}") from error
    except (SAXException, ValueError, LookupError):
        return
