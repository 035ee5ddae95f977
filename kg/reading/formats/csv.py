"""A table of articles as CSV or TSV, the first row naming its columns; the names are in ontology/formats.ttl."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.ontology import turtle
from kg.reading.compose import Layout, compose
from kg.reading.origin import Failure, Origin

_DELIMITERS = ",\t;|"
_CELL = 2**31 - 1


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """One article a row, by the number of the row, the header being the first; rows without a text are passed over."""
    text = origin.text(stream, limit="file")
    csv.field_size_limit(_CELL)
    header = text[: text.find("\n") if "\n" in text else len(text)]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip().lower() for name in next(rows, [])]
    columns = _columns(names)
    if "text" not in columns:
        wanted = " ".join(sorted(name for name, field in _fields().items() if field == "text"))
        raise ReadError(f"没有正文那一列 / no column with the text ({wanted}): {', '.join(names)[:200]}")
    number = 1
    try:
        for row in rows:
            number += 1
            cells = {field: row[at].strip() for field, at in columns.items() if at < len(row)}
            if cells.get("text"):
                yield _article(row[columns["text"]], cells, number, origin)
    except csv.Error as error:
        yield origin.failure(ReadError(f"不是完好的 CSV / broken CSV: {error}"), _place(number + 1))


def _article(text: str, cells: dict[str, str], number: int, origin: Origin) -> Article | Failure:
    own = {name: value for name, value in cells.items() if value and name != "text"}
    layout = Layout(keep_chrome=origin.keep_chrome)
    fields = {**origin.part(f"row {number}"), **own}
    return origin.attempt(lambda: compose(origin.checked(text), layout, fields), _place(number), own.get("id"))


def _place(number: int) -> str:
    return f"第 {number} 行 / row {number}"


def _columns(names: list[str]) -> dict[str, int]:
    """Which column holds which field: of several the one whose name comes first in the ontology."""
    columns: dict[str, int] = {}
    for name, field in _fields().items():
        if name in names:
            columns.setdefault(field, names.index(name))
    return columns


@cache
def _fields() -> dict[str, str]:
    return {
        str(name).lower(): str(node["kg:names"][0])
        for node in turtle.read("formats").values()
        for name in node.get("skos:altLabel", ())
    }
