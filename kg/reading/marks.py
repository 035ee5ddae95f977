"""What a page says of itself where its site's system always says it: a WeChat account's name, a portal's source.

The places are in ontology/formats.ttl: elements by id or class, <meta> by name, variables of scripts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from kg.ontology import turtle
from kg.reading.dates import iso_date

_LONGEST = 200
# Chinese pages count seconds from 1970, and mean the day in China.
_CHINA = datetime.timezone(datetime.timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a field stands; the places are tried in their order."""

    field: str
    elements: tuple[str, ...]
    metas: tuple[str, ...]
    variables: tuple[Any, ...]


def marked(tree: Any) -> dict[str, str]:
    """The fields that the page's marks give. `tree`: its parsed HTML (lxml)."""
    ids: dict[str, list[Any]] = {}
    metas: dict[str, str] = {}
    scripts: list[str] = []
    for node in tree.iter("meta", "script", *_ELEMENTS):
        if node.tag == "meta":
            metas.setdefault(str(node.get("name") or node.get("property") or "").lower(), node.get("content") or "")
        elif node.tag == "script":
            scripts.append(node.text or "")
        else:
            for name in {node.get("id") or "", *(node.get("class") or "").split()}:
                if name in _names():
                    ids.setdefault(name, []).append(node)
    script = "\n".join(scripts)
    found: dict[str, str] = {}
    for mark in _marks():
        if value := next((value for value in _values(mark, ids, metas, script) if value), None):
            found.setdefault(mark.field, value)
    return found


_ELEMENTS = ("a", "b", "div", "em", "h1", "i", "p", "span", "strong", "time")


def _values(mark: Mark, elements: dict[str, list[Any]], metas: dict[str, str], script: str) -> Iterator[str]:
    for name in mark.metas:
        yield _valid(mark.field, metas.get(name, ""))
    for name in mark.elements:
        for node in elements.get(name, ()):
            yield _valid(mark.field, " ".join("".join(node.itertext()).split()))
    for pattern in mark.variables:
        if stated := pattern.search(script):
            yield _valid(mark.field, stated.group(1))


def _valid(field: str, value: str) -> str:
    """The value where it can be one of the field; a date as ISO 8601."""
    value = value.strip()
    if field != "date":
        return value if len(value) <= _LONGEST else ""
    if value.isascii() and value.isdigit() and len(value) == 10:
        return datetime.datetime.fromtimestamp(int(value), _CHINA).date().isoformat()
    return iso_date(value) or ""


@cache
def _marks() -> tuple[Mark, ...]:
    nodes = [node for node in turtle.read("formats").values() if "kg:PageMark" in node.get("rdf:type", ())]
    return tuple(
        Mark(
            str(node["kg:names"][0]),
            tuple(map(str, node.get("kg:element", ()))),
            tuple(map(str, node.get("kg:meta", ()))),
            tuple(_variable(str(name)) for name in node.get("kg:variable", ())),
        )
        for node in nodes
    )


@cache
def _names() -> frozenset[str]:
    return frozenset(name for mark in _marks() for name in mark.elements)


def _variable(name: str) -> Any:
    return re2.compile(rf"""\b{re2.escape(name)}\s*[=:]\s*(?:\w+\()?["']([^"'\n]{{1,{_LONGEST}}})["']""")
