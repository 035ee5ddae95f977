"""Articles → what will be written of each. Nothing is written here: what fails leaves the store as it was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.checking import checked_store
from kg.graph import iris, quads
from kg.model import Article, Extraction
from kg.storing.articles import ArticleStore, Written
from kg.storing.records import Status, identity
from kg.storing.reprints import bands, is_reprint

Extract = Callable[[list[Article]], Iterable[Extraction]]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, read and checked. graph: the quads of its graph; shared: what it tells of things articles share."""

    extraction: Extraction
    graph: tuple[ox.Quad, ...]
    shared: tuple[ox.Quad, ...]
    rules: str

    def write(self, kept: ArticleStore) -> Written:
        """Into the store, in one transaction."""
        return kept.put(self.extraction, self.graph, self.shared, self.rules)


@dataclass(frozen=True, slots=True)
class Reprint:
    """An article that repeats another, which is not read again. original: the name of the other."""

    article: Article
    original: ox.NamedNode
    rules: str

    def write(self, kept: ArticleStore) -> Written:
        """Into the store, in one transaction."""
        return kept.link(self.article, self.original, self.rules)


def read_all(
    kept: ArticleStore, articles: Sequence[Article], extract: Extract, rules: str, folders: Collection[Path] = ()
) -> list[Reading | Reprint | Status]:
    """Each article read and checked by itself; for a text that the store has already, read under `rules`, its status.

    The results are to be written in this order: one may be the revision or the copy of one before it.
    extract: gives one extraction an article, in order. folders: more folders of checks.
    """
    names = [iris.article(article) for article in articles]
    standing = kept.standing(articles, rules)
    fresh = [at for at, status in enumerate(standing) if status is None and names[at] not in names[:at]]
    originals = _originals(kept, [articles[at] for at in fresh])
    read = [articles[at] for at in fresh if names[at] not in originals]
    extractions = {iris.article(e.article): e for e in (extract(read) if read else ())}
    store = checked_store(extractions.values(), folders)
    found: list[Reading | Reprint | Status] = [status or "current" for status in standing]
    for at in fresh:
        name = names[at]
        if name in originals:
            found[at] = Reprint(articles[at], originals[name], rules)
        else:
            shared = tuple(quad for quad in quads(extractions[name]) if quad.graph_name == iris.ENTITIES)
            found[at] = Reading(extractions[name], tuple(store.graph(name)), shared, rules)
    return found


def _originals(kept: ArticleStore, articles: Sequence[Article]) -> dict[ox.NamedNode, ox.NamedNode]:
    """The articles that repeat one of the store or one before them, with what they repeat. A revision is none of them:
    that it hardly differs from the text it follows is its nature.
    """
    originals: dict[ox.NamedNode, ox.NamedNode] = {}
    by_band: dict[str, Article] = {}
    identities: set[str | None] = set()
    for article in articles:
        shared, own = identity(article), bands(article)
        if (shared is None or shared not in identities) and kept.before(article) is None:
            nearby = {iris.article(by_band[band]): by_band[band] for band in own if band in by_band}
            near = next((name for name, other in nearby.items() if is_reprint(article, other)), None)
            original = kept.original(article, own) or near
            if original and original != iris.article(article):
                originals[iris.article(article)] = original
                continue
        identities.add(shared)
        for band in own:
            by_band.setdefault(band, article)
    return originals
