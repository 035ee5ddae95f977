"""Text and Markdown, with or without a metadata header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.reading.compose import Layout, compose
from kg.reading.formats import html
from kg.reading.front_matter import front_matter
from kg.reading.origin import Failure, Origin

_HTML = re.compile(r"\s{0,200}<(?:!doctype html|html|\?xml)", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown")


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The one article of a text; a page of HTML where it opens as one."""
    text = origin.text(stream)
    if _HTML.match(text):
        yield origin.attempt(lambda: html.article(text, origin))
        return
    fields, begin = front_matter(text)
    if not text[begin:].strip():
        raise ReadError("文件里没有正文 / no text after the header")
    layout = Layout(begin, origin.suffix in _MARKDOWN, origin.keep_chrome)
    yield origin.attempt(lambda: compose(text, layout, origin.fields | fields))
