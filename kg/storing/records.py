"""What is kept of an article beside its claims: where it stands among its revisions, its text, its rules.

One graph an article, urn:kg:record:…, so that a record is written and dropped whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from urllib.parse import urldefrag, urlsplit

import pyoxigraph as ox

from kg.graph import iris
from kg.graph.iris import term
from kg.graph.sparql import PREFIXES
from kg.graph.terms import text
from kg.graph.writing import header
from kg.model import Article, Extraction
from kg.storing.packing import packed
from kg.storing.reprints import bands

Status = Literal["current", "reprint", "superseded"]
REVISION_OF = ox.NamedNode(PREFIXES["prov"] + "wasRevisionOf")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
REPRINT_OF = term("reprintOf")
CHECKSUM = term("checksum")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a store. name: its graph, urn:kg:article:…; revision_of: the text that it follows;
    reprint_of: the text that it repeats.
    """

    name: str
    status: Status
    id: str | None
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    revision_of: str | None
    reprint_of: str | None


def identity(article: Article) -> str | None:
    """What the revisions of one article share: its address, else its file and its id in it, else the id it came with.

    None where it came with none of them: its id is then made from its content, and no other text can follow it.
    """
    url = urldefrag(article.url or "").url
    parts = urlsplit(url)
    if parts.netloc and (parts.path.strip("/") or parts.query):  # a site's front page is the address of many articles
        return iris.digest("url", url)
    if article.path:
        own = article.id if article.id != article.path else None  # of one article of a file that holds many
        return iris.digest("path", os.path.abspath(article.path), own)  # noqa: PTH100  # Path.resolve follows links
    return None if article.id.startswith("text-") else iris.digest("id", article.id)


def record(
    what: Extraction | Article, rules: str, revision_of: ox.NamedNode | None, reprint_of: ox.NamedNode | None = None
) -> Iterator[ox.Quad]:
    """The record of an article that was read under `rules`, or that repeats one that was."""
    article = what if isinstance(what, Article) else what.article
    name = iris.article(article)
    graph = iris.record(name)
    rows: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (term("status"), text("reprint" if reprint_of else "current")),
        (term("rules"), text(rules)),
        (term("packed"), packed(what)),
    ]
    if shared := identity(article):
        rows.append((term("identity"), text(shared)))
    if revision_of:
        rows.append((REVISION_OF, revision_of))
    # A copy of a copy is linked to the text that was read.
    rows += [(REPRINT_OF, reprint_of)] if reprint_of else [(term("band"), text(band)) for band in bands(article)]
    for predicate, value in rows:
        yield ox.Quad(name, predicate, value, graph)


def checksum(graph: Iterable[ox.Quad]) -> str:
    """The SHA-256 of a graph's N-Triples, sorted."""
    found = sha256()
    for line in sorted(str(quad.triple) for quad in graph):
        found.update(line.encode("utf-8") + b" .\n")
    return found.hexdigest()


def summed(name: ox.NamedNode, graph: Iterable[ox.Quad]) -> ox.Quad:
    """The part of an article's record by which a change to its graph is noticed."""
    return ox.Quad(name, CHECKSUM, text(checksum(graph)), iris.record(name))


def superseded(kept: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The record of an article that another text has followed; no copy is linked to it any more."""
    for quad in kept:
        if quad.predicate == term("status"):
            yield ox.Quad(quad.subject, quad.predicate, text("superseded"), quad.graph_name)
        elif quad.predicate not in (term("band"), REPRINT_OF, CHECKSUM):
            yield quad


def head(article: Article, kind: Literal["Superseded", "Reprint"]) -> Iterator[ox.Quad]:
    """The graph of an article whose claims are not in it: where it came from and when."""
    name = iris.article(article)
    yield ox.Quad(name, _TYPE, term(kind), name)
    for subject, predicate, value in header(article, name):
        yield ox.Quad(subject, predicate, value, name)
