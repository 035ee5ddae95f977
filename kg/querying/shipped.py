"""The queries of queries/: one .rq file each, whose comment header says what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.graph.sparql import nearest
from kg.querying.parameters import blocks
from kg.resources import QUERIES

_FIELD = re.compile(r"# ?(name|title|what|parameter):\s*(.*)")
_CONTINUED = re.compile(r"#\s{2,}(\S.*)")
_PARAMETER = re.compile(r"(\w+)\s*[:：]\s*(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be given to a query. default: as the query spells it; None leaves the variable open."""

    name: str
    type: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class ShippedQuery:
    """title, english: one line each; text: the whole file, which runs as it stands with its defaults."""

    name: str
    title: str
    english: str
    what: str
    parameters: tuple[Parameter, ...]
    text: str
    path: Path

    @property
    def folder(self) -> str:
        """ "examples", "reports" or "checks"."""
        return self.path.parent.name


@cache
def shipped() -> tuple[ShippedQuery, ...]:
    """Every query under queries/ whose header gives it a name, by folder and file name."""
    read = (_parsed(path) for path in sorted(QUERIES.rglob("*.rq")))
    return tuple(query for query in read if query is not None)


def named(name: str) -> ShippedQuery:
    """The shipped query of that name. Raises QueryError, with the nearest name, where there is none."""
    known = {query.name: query for query in shipped()}
    if name not in known:
        near = nearest(name, known)
        hint = f"，是否 {near}？ / no such query; did you mean {near}?" if near else " / no such query"
        raise QueryError(f"{name}: 没有这个查询{hint}")
    return known[name]


def _parsed(path: Path) -> ShippedQuery | None:
    """Raises QueryError where the header names a parameter that the query does not have, or leaves one out."""
    text = path.read_text(encoding="utf-8")
    header: dict[str, list[str]] = {}
    for key, value in _header(text):
        header.setdefault(key, []).append(value)
    if "name" not in header:
        return None
    title, _, english = header.get("title", [""])[0].partition(" / ")
    described = {m[1]: m[2] for line in header.get("parameter", []) if (m := _PARAMETER.match(line))}
    stated = blocks(text)
    if described.keys() != stated.keys():
        raise QueryError(f"{path}: header has parameters {sorted(described)}, query has {sorted(stated)}")
    parameters = tuple(
        Parameter(block.name, block.type, block.default and block.default.value, described[block.name])
        for block in stated.values()
    )
    what = " ".join(header.get("what", []))
    return ShippedQuery(header["name"][0], title, english or title, what, parameters, text, path)


def _header(text: str) -> Iterator[tuple[str, str]]:
    """(key, value) of the comment lines a query begins with, continuation lines joined to the line they continue."""
    key, value = "", ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _FIELD.match(line):
            if key:
                yield key, value
            key, value = match.groups()
        elif match := _CONTINUED.match(line):
            value = f"{value} {match[1]}"
    if key:
        yield key, value
