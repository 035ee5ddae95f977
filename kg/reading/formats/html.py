"""A page of HTML, in the encoding that it declares or that its bytes show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.model import Article
from kg.reading.origin import Failure, Origin


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The one article of a page."""
    text = origin.text(stream, declares=True)
    yield origin.attempt(lambda: article(text, origin))


def article(text: str, origin: Origin, fields: Mapping[str, str | None] | None = None) -> Article:
    """The article of a page's source. `fields`: those of the place it is from, where they are not the origin's."""
    from kg.reading.web import web_article  # noqa: PLC0415  # trafilatura takes 0.2 s to import; most runs read text

    return web_article(text, fields or origin.fields, keep_chrome=origin.keep_chrome)
