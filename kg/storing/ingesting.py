"""Articles → what will be written of each. Nothing is written here: what fails leaves the store as it was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.graph import iris, quads
from kg.model import Article, Extraction
from kg.storing.articles import ArticleStore, Written
from kg.storing.records import Status, identity
from kg.storing.reprints import bands, is_reprint
from kg.storing.settling import settled_store

_TRIED = 5  # candidates whose texts are compared
_AT_ONCE = 64  # copies read before the first of them is written
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
    standing = kept.standing(articles, rules)
    names = [iris.article(article) for article in articles]
    fresh = [at for at, status in enumerate(standing) if status is None and names[at] not in names[:at]]
    found: list[Reading | Reprint | Status] = [status or "current" for status in standing]
    for at, reading in zip(fresh, _read(kept, [articles[at] for at in fresh], extract, rules, folders), strict=True):
        found[at] = reading
    return found


def read_orphans(
    kept: ArticleStore, extract: Extract, rules: str, folders: Collection[Path] = ()
) -> Iterator[Reading | Reprint]:
    """The copies of texts that are no longer current, read themselves; to be written as they come."""
    orphans = iter(kept.orphans())
    while some := list(islice(orphans, _AT_ONCE)):
        yield from _read(kept, some, extract, rules, folders)


def _read(
    kept: ArticleStore, articles: Sequence[Article], extract: Extract, rules: str, folders: Collection[Path]
) -> list[Reading | Reprint]:
    originals = _originals(kept, articles)
    names = [iris.article(article) for article in articles]
    read = [article for article, name in zip(articles, names, strict=True) if name not in originals]
    extractions = {iris.article(e.article): e for e in (extract(read) if read else ())}
    store = settled_store(extractions.values(), folders)
    found: list[Reading | Reprint] = []
    for article, name in zip(articles, names, strict=True):
        if name in originals:
            found.append(Reprint(article, originals[name], rules))
        else:
            shared = tuple(quad for quad in quads(extractions[name]) if quad.graph_name == iris.ENTITIES)
            found.append(Reading(extractions[name], tuple(store.graph(name)), shared, rules))
    return found


def _originals(kept: ArticleStore, articles: Sequence[Article]) -> dict[ox.NamedNode, ox.NamedNode]:
    """The articles that repeat one of the store or one before them, with what they repeat. A revision is none of them:
    that it hardly differs from the text it follows is its nature.

    What is found is what would be found if each were written before the next is looked at, so that an ingest that was
    interrupted between any two of them goes on as if it had not been.
    """
    originals: dict[ox.NamedNode, ox.NamedNode] = {}
    read: dict[ox.NamedNode, tuple[Article, set[str]]] = {}
    latest: dict[str, ox.NamedNode] = {}  # by identity
    gone: set[ox.NamedNode] = set()  # no candidates any more, whatever the store has
    for article in articles:
        name, shared, own = iris.article(article), identity(article), set(bands(article))
        before = latest.get(shared or "") or kept.before(article)
        if shared:
            latest[shared] = name
        likeliest = [] if before else _likeliest(kept, own, read, gone)
        texts = ((other, read[other][0] if other in read else kept.article(other)) for other in likeliest)
        original = next((other for other, text in texts if is_reprint(article, text)), name)
        if original != name:
            originals[name] = original
            gone.add(name)
            continue
        read[name] = article, own
        if before:
            gone.add(before)
            read.pop(before, None)
    return originals


def _likeliest(
    kept: ArticleStore,
    bands: set[str],
    read: Mapping[ox.NamedNode, tuple[Article, set[str]]],
    gone: Collection[ox.NamedNode],
) -> list[ox.NamedNode]:
    """The texts that share the most bands, whether the store has them or they are to be written first."""
    alike = {name: n for name, n in kept.candidates(sorted(bands), _TRIED + len(gone)).items() if name not in gone}
    alike |= {name: len(bands & theirs) for name, (_, theirs) in read.items() if bands & theirs}
    return sorted(alike, key=lambda name: (-alike[name], name.value))[:_TRIED]
