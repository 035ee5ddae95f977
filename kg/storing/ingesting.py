"""Articles → what will be written of each. Nothing is written here: what fails leaves the store as it was.

Reading and checking an article asks nothing of the store and can be done by other processes, ahead; what an article is to
the store (new, known, a copy) is decided in order, when all before it are written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.batches import Item, Process, batches, processed
from kg.graph import iris, quads
from kg.model import Article, Extraction
from kg.reading import Failure
from kg.storing.articles import ArticleStore, Written
from kg.storing.records import Status, identity
from kg.storing.reprints import bands, is_reprint
from kg.storing.settling import settled_store
from kg.workers import processed_by

_TRIED = 5  # candidates whose texts are compared
_AT_ONCE = 64  # copies read before the first of them is written
Extract = Callable[[list[Article]], Iterable[Extraction]]
Read = Process["Reading"]
"""As `readings`: gives one an article, in order."""


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

    def __reduce__(self) -> tuple[object, ...]:
        """Quads go from process to process as N-Quads: pickled one by one they take as long as to be found."""
        return _unpickled, (self.extraction, _written(self.graph), _written(self.shared), self.rules)


def _written(quads: Iterable[ox.Quad]) -> bytes:
    output = BytesIO()
    ox.serialize(quads, output, format=ox.RdfFormat.N_QUADS)
    return output.getvalue()


def _unpickled(extraction: Extraction, graph: bytes, shared: bytes, rules: str) -> Reading:
    return Reading(extraction, _parsed(graph), _parsed(shared), rules)


def _parsed(data: bytes) -> tuple[ox.Quad, ...]:
    return tuple(ox.parse(data, format=ox.RdfFormat.N_QUADS))


@dataclass(frozen=True, slots=True)
class Reprint:
    """An article that repeats another, which is not read again. original: the name of the other."""

    article: Article
    original: ox.NamedNode
    rules: str

    def write(self, kept: ArticleStore) -> Written:
        """Into the store, in one transaction."""
        return kept.link(self.article, self.original, self.rules)


def readings(
    articles: list[Article], extract: Extract, rules: str, folders: Collection[Path] = ()
) -> Iterator[Reading]:
    """Each article read and checked by itself, in order.

    extract: gives one extraction an article, in order. folders: more folders of checks.
    """
    extractions = list(extract(articles))
    store = settled_store(extractions, folders)
    for extraction in extractions:
        shared = tuple(quad for quad in quads(extraction) if quad.graph_name == iris.ENTITIES)
        yield Reading(extraction, tuple(store.graph(iris.article(extraction.article))), shared, rules)


def ingested(
    kept: ArticleStore,
    items: Iterable[Article | Failure],
    read: Read,
    rules: str,
    batch: int,
    *,
    jobs: int,
    seconds: float,
) -> Iterator[tuple[Article, Reading | Reprint | Status] | Failure]:
    """`read_all` for a stream, so many articles at a time; each is to be written before the next is taken.

    jobs: with several, processes read and check ahead, and `read` must pickle. seconds: as for `kg.batches.processed`.
    """
    if jobs == 1:
        yield from processed(items, partial(read_all, kept, read=read, rules=rules), batch, seconds=seconds)
        return
    work: Process[Reading | None] = read
    ahead = processed_by(jobs, _unread(kept, items, rules, batch), work, batch, seconds=seconds)
    for some in batches(ahead, batch):
        done = {
            iris.article(item[0]): item[1] for item in some if not isinstance(item, Failure) and item[1] is not None
        }
        given = [item if isinstance(item, Failure) else item[0] for item in some]
        decide = partial(read_all, kept, read=partial(_read_before, done, read), rules=rules)
        yield from processed(given, decide, batch, seconds=seconds)


def read_all(
    kept: ArticleStore, articles: Sequence[Article], read: Read, rules: str
) -> list[Reading | Reprint | Status]:
    """Each article as it was read; for a text that the store has already, read under `rules`, its status.

    The results are to be written in this order: one may be the revision or the copy of one before it.
    """
    standing = kept.standing(articles, rules)
    names = [iris.article(article) for article in articles]
    fresh = [at for at, status in enumerate(standing) if status is None and names[at] not in names[:at]]
    found: list[Reading | Reprint | Status] = [status or "current" for status in standing]
    for at, reading in zip(fresh, _read(kept, [articles[at] for at in fresh], read, rules), strict=True):
        found[at] = reading
    return found


def read_orphans(kept: ArticleStore, read: Read, rules: str) -> Iterator[Reading | Reprint]:
    """The copies of texts that are no longer current, read themselves; to be written as they come."""
    orphans = iter(kept.orphans())
    while some := list(islice(orphans, _AT_ONCE)):
        yield from _read(kept, some, read, rules)


def _read(kept: ArticleStore, articles: Sequence[Article], read: Read, rules: str) -> list[Reading | Reprint]:
    originals = _originals(kept, articles)
    unread = [article for article in articles if iris.article(article) not in originals]
    made = {iris.article(reading.extraction.article): reading for reading in (read(unread) if unread else ())}
    found: list[Reading | Reprint] = []
    for article in articles:
        name = iris.article(article)
        found.append(Reprint(article, originals[name], rules) if name in originals else made[name])
    return found


def _unread(
    kept: ArticleStore, items: Iterable[Article | Failure], rules: str, batch: int
) -> Iterator[Item[Reading | None]]:
    """The items; an article that the store has, as one that need not be read."""
    for some in batches(items, batch):
        standing = kept.standing([item for item in some if isinstance(item, Article)], rules)
        known = iter(standing)
        for item in some:
            yield (item, None) if isinstance(item, Article) and next(known) is not None else item


def _read_before(done: Mapping[ox.NamedNode, Reading], read: Read, articles: list[Article]) -> list[Reading]:
    """What was read ahead; what was not, since the store had it until something before it was written, now."""
    missing = [article for article in articles if iris.article(article) not in done]
    made = {**done, **dict(zip(map(iris.article, missing), read(missing) if missing else (), strict=True))}
    return [made[iris.article(article)] for article in articles]


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
