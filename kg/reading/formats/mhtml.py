"""A page saved whole by a browser (MHTML): its HTML, with the address it is from."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial
from typing import BinaryIO

from kg.deadline import within
from kg.errors import ReadError
from kg.model import Article
from kg.reading.compose import with_defaults
from kg.reading.decoding import decode
from kg.reading.formats import html
from kg.reading.origin import Failure, Origin

_PAGES = ("text/html", "application/xhtml+xml")


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The one article: the first page of HTML among the parts; the others are its frames."""
    data = origin.data(stream)
    message, page = within(origin.limits.time, partial(_parsed, data))
    content = page.get_payload(decode=True)
    page_bytes = content if isinstance(content, bytes) else b""
    text = origin.checked(decode(page_bytes, declares=True, charset=page.get_content_charset()))
    address = message["Snapshot-Content-Location"] or page["Content-Location"]
    url = str(address).strip() if address else None
    own = {"title": str(message["Subject"] or ""), "date": _day(message)}
    fields = {**origin.fields, "url": url if url and url.startswith(("http://", "https://")) else None}
    yield origin.attempt(lambda: with_defaults(html.article(text, origin, fields), own))


def _parsed(data: bytes) -> tuple[EmailMessage, EmailMessage]:
    """The message and its first page."""
    message = message_from_bytes(data, policy=default)
    for part in message.walk():
        if part.get_content_type() in _PAGES:
            return message, part
    raise ReadError("不是存下的网页 / no page of HTML in it")


def _day(message: EmailMessage) -> str | None:
    moment = getattr(message["Date"], "datetime", None)
    return moment.date().isoformat() if moment else None
