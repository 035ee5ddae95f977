"""JSON: objects with a "text", and the metadata they carry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.reading.compose import METADATA, Layout, compose
from kg.reading.origin import Failure, Origin


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The one object of a file, or each of a list. Raises ReadError where the file is not JSON."""
    found = parsed(origin.text(stream, limit="file"))
    records = found if isinstance(found, list) else [found]
    for number, item in enumerate(records, 1):
        place = f"第 {number} 项 / item {number}" if isinstance(found, list) else ""
        yield record(item, origin, place)


def parsed(text: str) -> Any:
    """What the JSON says. Raises ReadError with the place where it is broken."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{error.lineno}:{error.colno}"
        raise ReadError(f"不是完好的 JSON（{where}） / broken JSON at {where}: {error.msg}") from error
    except (ValueError, RecursionError) as error:  # an integer of thousands of digits; brackets nested as deep
        raise ReadError(f"不是可读的 JSON / JSON that cannot be read: {error}") from error


def record(found: Any, origin: Origin, place: str) -> Article | Failure:
    """The article of one object; `place` is where it stands in its file."""
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        message = '缺少 "text"，每条应为 {"id", "text", …} / no "text": each record is {"id", "text", …}'
        known = found.get("id") if isinstance(found, dict) else None
        return Failure(origin.name, place, message, None if known is None else str(known))
    own = {name: str(value) for name, value in found.items() if isinstance(value, str | int | float)}
    stated = {name: own[name] for name in (*METADATA, "id") if name in own}
    fields = {**stated, "region": own.get("region") or origin.region, **origin.path}
    layout = Layout(keep_chrome=origin.keep_chrome)
    return origin.attempt(lambda: compose(origin.checked(found["text"]), layout, fields), place, own.get("id"))
