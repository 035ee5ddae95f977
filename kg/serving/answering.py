"""What the query processes do: open the store, answer one query, write the answer in the form asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph import Store
from kg.graph.sparql import PREFIXES
from kg.querying.parameters import bound
from kg.querying.results import Result, collected
from kg.resources import QUERIES
from kg.serving.reader import Reader
from kg.serving.records import Record, record
from kg.storing import ArticleStore

T = TypeVar("T")

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""Media types of a SELECT or an ASK; the first is what a client gets that names none."""
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
"""Media types of a CONSTRUCT or a DESCRIBE."""


class TooManyRowsError(KgError):
    """The answer is longer than the limit."""


class MissingError(KgError):
    """The store has no such article."""


class NotAcceptableError(KgError):
    """The client accepts none of the forms that the answer has; the message lists them."""


@dataclass(frozen=True, slots=True)
class Question:
    """graphs, named: the protocol's default-graph-uri and named-graph-uri. accepted: media types, the best first."""

    sparql: str
    graphs: tuple[str, ...]
    named: tuple[str, ...]
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """words: all must stand in a claim. dimension, verdict: "" for any. offset, limit: which of the claims found."""

    words: str
    dimension: str
    verdict: str
    offset: int
    limit: int


_reader: Reader | None = None


def prepare(folder: Path) -> None:
    """Open the store, so that no query waits for it."""
    global _reader  # noqa: PLW0603  # a process has one store, and is told once
    _reader = Reader(folder)


def answered(question: Question, rows: int) -> tuple[bytes, str]:
    """The answer and its media type.

    Raises QueryError for a query that does not parse, TooManyRowsError, NotAcceptableError, ReadError for the store.
    """

    def answer(store: Store) -> tuple[bytes, str]:
        found = store.query(question.sparql, question.graphs, question.named)
        if isinstance(found, ox.QueryTriples):
            media = _media(question.accepted, GRAPHS)
            return _graph(_limited(found, rows), GRAPHS[media]), media
        media = _media(question.accepted, RESULTS)
        return _table(found, rows, RESULTS[media]), media

    return _read(answer)


def searched(search: Search) -> dict[str, Any]:
    """{"claims": […], "more": whether there are others after them}."""
    words = search.words.split(maxsplit=3)
    given = {f"word{number}": word for number, word in enumerate(words, 1)}
    given |= {"measured": search.dimension} if search.dimension else {}
    given |= {"wanted": search.verdict} if search.verdict else {}
    sparql = bound((QUERIES / "search.rq").read_text(encoding="utf-8"), given)
    some = f"{sparql} OFFSET {int(search.offset)} LIMIT {int(search.limit) + 1}"

    def found(store: Store) -> list[dict[str, Any]]:
        result = collected(store.query(some))
        return [{name: _plain(term) for name, term in zip(result.variables, row, strict=True)} for row in result.rows]

    claims = _read(found)
    return {"claims": claims[: search.limit], "more": len(claims) > search.limit}


def listed(limit: int) -> list[Record]:
    """The current articles of the store, the latest first: {"name", "title", "publisher", "date"}."""

    def found(store: Store) -> list[Record]:
        current = [entry for entry in ArticleStore(store).entries() if entry.status == "current"]
        current.sort(key=lambda entry: entry.date or "", reverse=True)
        names = ("name", "title", "publisher", "date")
        return [{name: getattr(entry, name) for name in names} for entry in current[:limit]]

    return _read(found)


def stored(digits: str) -> Record:
    """The article whose name ends in these digits, as a record. Raises MissingError where the store has none."""
    name = ox.NamedNode(f"{PREFIXES['kg']}article:{digits}")

    def found(store: Store) -> Record:
        if name not in store:
            raise MissingError(f"{digits}: 图库里没有这篇 / no such article in the store")
        return record(ArticleStore(store).article(name))

    return _read(found)


def _read(do: Callable[[Store], T]) -> T:
    assert _reader is not None
    return _reader.read(do)


def _media(accepted: Iterable[str], known: Iterable[str]) -> str:
    """The client's first choice among the forms there are. Raises NotAcceptableError."""
    offered = tuple(known)
    for media in accepted:
        for one in offered:
            if media in (one, "*/*", f"{one.partition('/')[0]}/*"):
                return one
    raise NotAcceptableError(f"Accept: 没有这种格式 / none of these forms: {', '.join(offered)}")


def _limited(found: Iterable[T], rows: int) -> Iterator[T]:
    for number, row in enumerate(found):
        if number == rows:
            said = f"结果超过 {rows} 行的上限，请加 LIMIT / more than {rows} rows: add a LIMIT"
            raise TooManyRowsError(said)
        yield row


def _table(found: ox.QuerySolutions | ox.QueryBoolean, rows: int, form: ox.QueryResultsFormat) -> bytes:
    if isinstance(found, ox.QueryBoolean):
        return found.serialize(format=form) or b""
    variables = tuple(variable.value for variable in found.variables)
    result = Result("select", variables, tuple(tuple(row) for row in _limited(found, rows)))
    written = result.json().encode()
    if form == ox.QueryResultsFormat.JSON:
        return written
    # The engine writes only what it has itself read: the other forms go through the first.
    again = ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON)
    return again.serialize(format=form) or b""


def _graph(triples: Iterable[ox.Triple], form: ox.RdfFormat) -> bytes:
    page = BytesIO()
    ox.serialize(sorted(set(triples), key=str), page, format=form, prefixes=PREFIXES)
    return page.getvalue()


def _plain(term: object) -> str | int | float | None:
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else None
    kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
    if kind == "integer":
        return int(term.value)
    return float(term.value) if kind == "double" else term.value
