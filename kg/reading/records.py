"""JSON and JSON lines → articles: objects with a "text", and the metadata they carry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.reading.compose import METADATA, Layout, compose
from kg.reading.decoding import decode
from kg.reading.origin import Failure, Origin


def json_lines(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """One article a line, read as they come; a line that is broken or too long is a Failure and the next is read."""
    number = 0
    while line := stream.readline(origin.limit + 1):
        number += 1
        place = f"第 {number} 行 / line {number}"
        if len(line) > origin.limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(origin.limit + 1)
            yield origin.failure(origin.too_large(), place)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _parsed_record(line, origin, place)


def json_file(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The one object of a JSON file, or each of a list. Raises ReadError where the file is not JSON."""
    parsed = _json(origin.text(stream))
    records = parsed if isinstance(parsed, list) else [parsed]
    for number, record in enumerate(records, 1):
        place = f"第 {number} 项 / item {number}" if isinstance(parsed, list) else ""
        yield _record(record, origin, place)


def _parsed_record(line: bytes, origin: Origin, place: str) -> Article | Failure:
    try:
        record = _json(decode(line))
    except ReadError as error:
        return origin.failure(error, place)
    return _record(record, origin, place)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{error.lineno}:{error.colno}"
        raise ReadError(f"不是完好的 JSON（{where}） / broken JSON at {where}: {error.msg}") from error
    except (ValueError, RecursionError) as error:  # an integer of thousands of digits; brackets nested as deep
        raise ReadError(f"不是可读的 JSON / JSON that cannot be read: {error}") from error


def _record(record: Any, origin: Origin, place: str) -> Article | Failure:
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        message = '缺少 "text"，每条应为 {"id", "text", …} / no "text": each record is {"id", "text", …}'
        known = record.get("id") if isinstance(record, dict) else None
        return Failure(origin.name, place, message, None if known is None else str(known))
    own = {name: str(value) for name, value in record.items() if isinstance(value, str | int | float)}
    stated = {name: own[name] for name in (*METADATA, "id") if name in own}
    region = own.get("region") or origin.region
    try:
        return compose(
            record["text"], Layout(keep_chrome=origin.keep_chrome), {**stated, "region": region, **origin.path}
        )
    except ReadError as error:
        return origin.failure(error, place, own.get("id"))
