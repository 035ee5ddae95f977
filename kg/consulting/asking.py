"""Ask a model over an OpenAI-compatible address, within a time and a size."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from kg.errors import KgError, installing

_LARGEST = 1_000_000  # bytes of one answer
_MOST = 500  # proposals of one answer: more is no reading of a page
_CHUNK = 4000  # characters asked about at once: small models lose their place in more
_TASK = (
    "找出下面文字中的每个数字，说明它是谁的、量的是什么。只用原文里的词，照抄，不计算，不改写。"
    '只回答 JSON：{"claims":[{"text":"数字连单位，照抄","subject":"主体，照抄","property":"属性，照抄"}]}'
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A number as the model writes it, with its subject and property in its words; `start`: the earliest place of the
    text that was asked about, `end`: the last."""

    text: str
    subject: str
    property: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Model:
    """url: up to and with /v1, on this machine or in its own network. seconds: for all of one article."""

    url: str
    name: str = "default"
    seconds: float = 60.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not _is_near(parts.hostname or ""):
            raise KgError(
                f"{self.url}: 只问本机或内网的模型，文章不外传 / the model must be on this machine or its own network"
            )

    def answers(self, text: str) -> Iterator[Proposal]:
        """The model's proposals for a text, read whole lines at a time."""
        until = monotonic() + self.seconds
        for start, end in _chunks(text):
            yield from _proposals(self._answer(text[start:end], until), start, end)

    def _answer(self, text: str, until: float) -> str:
        try:
            import httpx  # noqa: PLC0415  # an extra
        except ImportError as error:
            raise KgError(f"--model-url 需要 httpx / needs httpx: {installing('model')}") from error
        body = {
            "model": self.name,
            "temperature": 0,
            "messages": [{"role": "system", "content": _TASK}, {"role": "user", "content": text}],
        }
        try:
            # trust_env: no proxy of the environment's carries an article away.
            with (
                httpx.Client(timeout=_left(until), follow_redirects=False, trust_env=False) as client,
                client.stream("POST", self.url.rstrip("/") + "/chat/completions", json=body) as response,
            ):
                if response.status_code != httpx.codes.OK:
                    raise KgError(f"{self.url}: HTTP {response.status_code}")
                return self._body(response.iter_bytes(), until)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise KgError(f"{self.url}: 模型没有回答 / no answer from the model: {type(error).__name__}") from error

    def _body(self, pieces: Iterator[bytes], until: float) -> str:
        """The answer's bytes: a server that never ends is left at the time or the size, whichever is first."""
        held = bytearray()
        for piece in pieces:
            held += piece
            if len(held) > _LARGEST:
                raise KgError(f"{self.url}: 回答过大 / the answer is too large")
            if monotonic() > until:
                raise KgError(f"{self.url}: 超时 / out of time")
        return held.decode("utf-8", errors="replace")


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise KgError("模型超时 / the model is out of time")
    return left


def _is_near(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_private


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of whole lines, as many as fit; a longer line alone."""
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= _CHUNK else text.rfind("\n", start + 1, start + _CHUNK) + 1
        if end <= start:
            end = min(len(text), start + _CHUNK)
        yield start, end
        start = end


def _proposals(answer: str, start: int, end: int) -> Iterator[Proposal]:
    """What the answer proposes; none where it is no JSON of the form asked for."""
    for row in _rows(answer)[:_MOST]:
        words = [row.get(key) if isinstance(row, dict) else None for key in ("text", "subject", "property")]
        number, subject, measured = (word.strip() if isinstance(word, str) else "" for word in words)
        if number:
            yield Proposal(number, subject, measured, start, end)


def _rows(answer: str) -> list[Any]:
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
        found = json.loads(content[content.index("{") : content.rindex("}") + 1])["claims"]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return []
    return found if isinstance(found, list) else []
