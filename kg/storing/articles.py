"""A store of articles: what it has, what is written into it, what is read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from kg.checking import read_back
from kg.checking.facts import reference_facts
from kg.errors import ReadError
from kg.graph import GraphStore, Store, iris
from kg.graph.terms import text
from kg.model import Article, Check, Extraction, Verification
from kg.storing import across
from kg.storing.notes import notes
from kg.storing.packing import unpacked
from kg.storing.records import Entry, Status, head, identity, record, summed, superseded

# What a query may ask of besides the articles: the terms, what numbers measure, known names, reference facts.
ONTOLOGY = ("vocabulary", "facts", "properties", "units", "entities")
_AT_ONCE = 100  # articles whose checks are read together
_LAYOUT = "CURRENT"  # the file that every RocksDB folder has
_HAS_ORIGINAL = 'EXISTS { ?a kg:reprintOf ?original . ?original kg:status "current" }'
_CURRENT = """SELECT ?a WHERE {
  ?a kg:status "current" .
  OPTIONAL { ?a schema:datePublished ?date } OPTIONAL { ?a schema:identifier ?id }
} ORDER BY ?date ?id ?a"""
_CANDIDATES = """SELECT ?a (COUNT(?band) AS ?shared) WHERE {
  VALUES ?band { %s } ?a kg:band ?band .
} GROUP BY ?a ORDER BY DESC(?shared) ?a LIMIT %d"""
_HELD = f"""SELECT DISTINCT ?x WHERE {{
  VALUES ?given {{ %s }}
  VALUES ?prefix {{ "" "{iris.NAMESPACE}article:" }}
  {{ ?x schema:identifier ?given }} UNION {{ ?x schema:url ?given }} UNION {{ ?x kg:status ?status }}
  FILTER(!BOUND(?status) || STR(?x) = CONCAT(?prefix, ?given))
}} ORDER BY ?x"""
_NAMED = f"""SELECT DISTINCT ?a WHERE {{
  {{ {_HELD} }}
  OPTIONAL {{ ?x kg:reprintOf ?original }}
  BIND(COALESCE(?original, ?x) AS ?a)
  ?a kg:status "current"
}} ORDER BY ?a"""
_ENTRIES = """SELECT ?a ?status ?id ?title ?date ?publisher ?url ?former ?original WHERE {
  ?a kg:status ?status .
  OPTIONAL { ?a schema:identifier ?id } OPTIONAL { ?a schema:headline ?title }
  OPTIONAL { ?a schema:datePublished ?date } OPTIONAL { ?a schema:publisher ?publisher }
  OPTIONAL { ?a schema:url ?url } OPTIONAL { ?a prov:wasRevisionOf ?former }
  OPTIONAL { ?a kg:reprintOf ?original }
} ORDER BY ?a"""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an article: name, its graph; of: the graph of the text that it follows or repeats."""

    name: ox.NamedNode
    status: Literal["new", "revision", "reprint"]
    of: ox.NamedNode | None = None


def is_remote(where: Path | str) -> bool:
    """Whether a store is at an address, not in a folder."""
    return str(where).startswith(("http://", "https://"))


class ArticleStore:
    """Articles in a store of graphs. The current text of each has its claims and checks in the graph of its name; of a text
    that another has followed, and of one that repeats another, only the header is there, so that a query meets no
    number twice.
    """

    def __init__(self, store: GraphStore) -> None:
        self.store = store

    @classmethod
    def open(cls, where: Path | str, *, read_only: bool = False, existing: bool = False) -> ArticleStore:
        """The store in a folder, made where there is none, unless it is only to be read or has to exist; or the one at
        an address, http://….

        Raises ReadError where the folder holds something else or cannot be opened.
        """
        if is_remote(where):
            from kg.graph.remote import RemoteStore  # noqa: PLC0415  # an extra

            return cls(RemoteStore(str(where)))
        folder = Path(where)
        is_store = (folder / _LAYOUT).is_file()
        if not is_store and (
            read_only or existing or (folder.exists() and (not folder.is_dir() or any(folder.iterdir())))
        ):
            raise ReadError(f"{folder}: 不是图库 / not a store")
        return cls(Store(folder, read_only=read_only))

    def refresh_ontology(self, rules: str) -> None:
        """Load ontology/ and the user's own folder, unless they are there as they are under `rules`."""
        mark = ox.Quad(iris.ONTOLOGY, iris.term("rules"), text(rules), iris.ONTOLOGY)
        if not self.store.query(f"ASK {{ GRAPH {mark.graph_name} {{ {mark.triple} }} }}"):
            self.store.replace([iris.ONTOLOGY], [])
            self.store.load_ontology(*ONTOLOGY)
            self.store.insert([mark])  # last: what an interruption leaves is loaded again

    def standing(self, articles: Iterable[Article], rules: str) -> list[Status | None]:
        """For each article, whether the store has this very text, read under these rules; None where it has not. The copy
        of a text that is no longer current has its turn among `orphans`, in the same order whether or not the ingest
        was interrupted.
        """
        names = [iris.article(article) for article in articles]
        some = " ".join(str(name) for name in names)
        known = {
            name.value: status.value
            for name, status in self._rows(
                f"SELECT ?a ?status {{ VALUES ?a {{ {some} }} ?a kg:status ?status ; kg:rules ?rules"
                f' FILTER(?status = "superseded" || ?rules = {text(rules)}) }}'
            )
        }
        return [known.get(name.value) for name in names]

    def put(self, extraction: Extraction, graph: Sequence[ox.Quad], shared: Iterable[ox.Quad], rules: str) -> Written:
        """Write an article that was read and checked under `rules`; one transaction. What it follows becomes former.

        graph: the quads of its graph, checks included. shared: what it tells of things that articles share.
        What it says otherwise than other articles is noted in the same transaction.
        """
        name = iris.article(extraction.article)
        before = self.before(extraction.article)
        follows = before or self._followed(name)
        quads = [*graph, *shared, summed(name, graph), *record(extraction, rules, follows)]
        if before:
            left = list(head(self.article(before), "Superseded"))
            quads += [*left, summed(before, left), *superseded(self.store.graph(iris.record(before)))]
        self._replace([name, *([before] if before else [])], quads, graph)
        return Written(name, "revision" if follows else "new", follows)

    def link(self, article: Article, original: ox.NamedNode, rules: str) -> Written:
        """Write an article that repeats another: its text and where it came from, and whose copy it is."""
        name = iris.article(article)
        graph = list(head(article, "Reprint"))
        self._replace([name], [*graph, summed(name, graph), *record(article, rules, self._followed(name), original)])
        return Written(name, "reprint", original)

    def remove(self, name: ox.NamedNode) -> list[ox.NamedNode]:
        """Take an article out with all its revisions, earlier and later, and give their names. Names of things that it
        told stay: others may use them.
        """
        rows = self._rows(f"SELECT DISTINCT ?a {{ {name} (prov:wasRevisionOf|^prov:wasRevisionOf)* ?a }} ORDER BY ?a")
        gone = [name for (name,) in rows]
        self._replace(gone, [])
        return gone

    def entries(self) -> list[Entry]:
        """Every article, former texts included, by name."""
        return [
            Entry(name.value, status.value, *(None if term is None else term.value for term in rest))
            for name, status, *rest in self._rows(_ENTRIES)
        ]

    def current(self) -> list[ox.NamedNode]:
        """The names of the articles that no other text has followed, by their dates."""
        return [name for (name,) in self._rows(_CURRENT)]

    def article(self, name: ox.NamedNode) -> Article:
        """The text as it was given, and what is known of it. Raises ReadError for a name that the store does not have."""
        kept = self._unpacked(name)
        return kept if isinstance(kept, Article) else kept.article

    def extraction(self, name: ox.NamedNode) -> Extraction:
        """What was read from an article. Raises ReadError for a name that the store does not have, or has as a copy."""
        kept = self._unpacked(name)
        if isinstance(kept, Article):
            raise ReadError(f"{name.value}: 是转载，没有另读 / a copy, which was not read")
        return kept

    def _unpacked(self, name: ox.NamedNode) -> Article | Extraction:
        for (literal,) in self._rows(f"SELECT ?packed {{ {name} kg:packed ?packed }}"):
            return unpacked(literal.value)
        raise ReadError(f"{name.value}: 图库里没有 / not in the store")

    def verifications(self, names: Iterable[ox.NamedNode], lang: str) -> Iterator[Verification]:
        """The articles with the checks that the store holds, in order, without repairs. lang: zh or en."""
        rest = iter(names)
        while some := list(islice(rest, _AT_ONCE)):
            extractions = [self.extraction(name) for name in some]
            yield from read_back(self._copied(some), extractions, lang)

    def notes(self, extractions: Sequence[Extraction], lang: str) -> list[list[Check]]:
        """For each article, what other articles say otherwise. lang: zh or en."""
        return notes(self.store, extractions, lang)

    def outdated(self, rules: str) -> set[str]:
        """The names of current articles that were read under other rules."""
        rows = self._rows(f'SELECT ?a {{ ?a kg:status "current" ; kg:rules ?rules FILTER(?rules != {text(rules)}) }}')
        return {name.value for (name,) in rows}

    def named(self, given: str) -> list[ox.NamedNode]:
        """The current articles of that name (whole or its digits), id, file or address; for a copy, whose copy it is."""
        return [name for (name,) in self._rows(_NAMED % text(given))]

    def held(self, given: str) -> list[ox.NamedNode]:
        """Whatever the store holds of that name (whole or its digits), id, file or address, whether current or not."""
        return [name for (name,) in self._rows(_HELD % text(given))]

    def orphans(self) -> list[Article]:
        """The copies of texts that are no longer current."""
        rows = self._rows(f'SELECT ?a {{ ?a kg:status "reprint" FILTER(!{_HAS_ORIGINAL}) }} ORDER BY ?a')
        return [self.article(name) for (name,) in rows]

    def _replace(self, names: Sequence[ox.NamedNode], quads: Iterable[ox.Quad], graph: Iterable[ox.Quad] = ()) -> None:
        """What the store keeps of some articles by other quads, in one transaction. graph: that of a new article."""
        noted = self._noted(names, graph)
        kept = [name for article in names for name in (article, iris.record(article))]
        self.store.replace([*kept, *noted], chain(quads, *noted.values()))

    def _noted(self, gone: Sequence[ox.NamedNode], graph: Iterable[ox.Quad]) -> dict[ox.NamedNode, list[ox.Quad]]:
        """What articles say otherwise of each thing that those of `gone` or a new graph speak of, by the key's graph."""
        part = Store()
        part.insert(graph)
        touched = {key for store in (part, self.store) for name in gone for key in across.keys(store, name)}
        stay = [s for s in across.statements(self.store, touched) if s.article not in gone]
        found: dict[ox.NamedNode, list[ox.Quad]] = {iris.across(key): [] for key in sorted(touched)}
        for key, quad in across.differences([*stay, *across.statements(part, touched)]):
            found[iris.across(key)].append(quad)
        return found

    def _copied(self, names: Sequence[ox.NamedNode]) -> Store:
        """The graphs of some articles in memory, with the reference facts that their checks speak of."""
        part = Store()
        part.load(reference_facts())
        for name in names:
            part.insert(self.store.graph(name))
        return part

    def before(self, article: Article) -> ox.NamedNode | None:
        """The text of the same article that it would follow."""
        shared = identity(article)
        if shared is None:
            return None
        latest = f'SELECT ?a {{ ?a kg:identity {text(shared)} ; kg:status ?status FILTER(?status != "superseded") }}'
        return next((name for (name,) in self._rows(latest) if name != iris.article(article)), None)

    def candidates(self, bands: Sequence[str], most: int) -> dict[ox.NamedNode, int]:
        """The current texts that share the most of `bands`, which are those of `reprints.bands`, with how many."""
        some = " ".join(str(text(band)) for band in bands)
        return {name: int(shared.value) for name, shared in self._rows(_CANDIDATES % (some, most))}

    def _followed(self, name: ox.NamedNode) -> ox.NamedNode | None:
        """What an article already follows, where it is read again."""
        return next((former for (former,) in self._rows(f"SELECT ?f {{ {name} prov:wasRevisionOf ?f }}")), None)

    def _rows(self, sparql: str) -> ox.QuerySolutions:
        answer = self.store.query(sparql)
        assert isinstance(answer, ox.QuerySolutions)
        return answer
