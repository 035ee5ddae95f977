"""What a request holds: a text, a record or a file, in a bounded size and time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from starlette.requests import ClientDisconnect, Request

from kg.serving.problems import Problem
from kg.serving.settings import Settings

_SENT_WITHIN = 60  # seconds
_LANGUAGES = ("zh", "en")
_REGIONS = ("CN", "TW", "HK")
TYPES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
}
"""Content types and the file suffix whose reader takes them; application/octet-stream goes by `?name=`."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be checked. suffix: says how it is read. name: what a file is called; nothing is opened by it."""

    data: bytes
    suffix: str
    name: str
    lang: Literal["zh", "en"]
    region: str

    @property
    def lines(self) -> bool:
        return self.suffix == ".jsonl"


async def given(request: Request, settings: Settings) -> Given:
    """What a request gives to check. Raises Problem: of an unknown type, too large, too slow."""
    query = request.query_params
    name = query.get("name", "")
    return Given(
        data=await body(request, settings.limit),
        suffix=_suffix(content_type(request), name),
        name=PurePosixPath(name.replace("\\", "/")).name[:200],
        lang="en" if _one_of("lang", query.get("lang", "zh"), _LANGUAGES) == "en" else "zh",
        region=_one_of("region", query.get("region", settings.region), _REGIONS),
    )


async def body(request: Request, limit: int) -> bytes:
    """The request's body, at most `limit` bytes. Raises Problem where it is larger, or takes too long to come."""
    parts, size = [], 0
    try:
        async with asyncio.timeout(_SENT_WITHIN):
            async for part in request.stream():
                size += len(part)
                if size > limit:
                    raise too_large(limit)
                parts.append(part)
    except TimeoutError as error:
        raise Problem(
            408, "Request Timeout", f"{_SENT_WITHIN} 秒内没有送完 / not sent within {_SENT_WITHIN} s"
        ) from error
    except ClientDisconnect as error:
        raise Problem(400, "Bad Request", "没有送完 / the body ends early") from error
    return b"".join(parts)


def too_large(limit: int) -> Problem:
    """The problem that names the limit."""
    size = f"{limit / 1e6:g} MB"
    return Problem(413, "Content Too Large", f"超过 {size} 的上限 / larger than the limit of {size}", limit=limit)


def content_type(request: Request) -> str:
    """The media type alone, in small letters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _suffix(media: str, name: str) -> str:
    if media == "application/octet-stream" and name:
        return PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if media in TYPES:
        return TYPES[media]
    known = ", ".join((*TYPES, "application/octet-stream (?name=)"))
    raise Problem(415, "Unsupported Media Type", f"Content-Type: 不认识 / not known: {media or '—'}; {known}")


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise Problem(400, "Bad Request", f"{name}={value[:40]}: {', '.join(known)}", parameter=name)
    return value
