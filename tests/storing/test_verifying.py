"""A store that is not what it was is noticed, and the place named."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.graph import Store, iris
from kg.graph.iris import term
from kg.storing import ArticleStore
from kg.storing.packing import packed
from kg.storing.verifying import counts, faults, misshapen

from .made import article, ingest
from .test_across import Said, extraction
from .test_across import store as differing
from .test_reprints import text


@pytest.fixture
def kept() -> ArticleStore:
    made = ArticleStore(Store())
    ingest(made, text("one"), text("two"), article("other", url="https://news.example/a"))
    ingest(made, article("other", "更正。", url="https://news.example/a"))
    return made


def test_a_store_that_is_whole(kept: ArticleStore) -> None:
    assert list(faults(kept)) == []
    assert list(misshapen(kept)) == []
    found = counts(kept)
    assert (found["current"], found["reprint"], found["superseded"]) == (2, 1, 1)
    assert found["claims"] == 14


def _graph(name: ox.NamedNode, store: Store) -> list[ox.Quad]:
    return list(store.graph(name))


def test_what_was_lost_is_named(kept: ArticleStore) -> None:
    name = kept.current()[0]
    rows = _graph(name, kept.store)
    kept.store.replace([name], rows[1:])
    assert [graph for graph, _ in faults(kept)] == [name.value]
    kept.store.replace([name], rows)
    kept.store.replace([iris.record(name)], [])
    assert (name.value, "图没有记录 / a graph without a record") in list(faults(kept))


def test_another_text_under_an_articles_name_is_named(kept: ArticleStore) -> None:
    name = kept.current()[0]
    record = iris.record(name)
    swapped = [
        ox.Quad(q.subject, q.predicate, packed(article("x", "别的。")), record) if q.predicate == term("packed") else q
        for q in _graph(record, kept.store)
    ]
    kept.store.replace([record], swapped)
    assert [(graph, "name" in message) for graph, message in faults(kept)] == [(name.value, True)]


def test_a_claim_that_lost_its_unit_is_misshapen(kept: ArticleStore) -> None:
    name = kept.current()[0]
    kept.store.replace([name], [q for q in _graph(name, kept.store) if q.predicate != term("unitCode")])
    ((graphs, report),) = misshapen(kept)
    assert name.value in graphs
    assert "unitCode" in report


def test_notes_that_articles_do_not_bear_out_are_named() -> None:
    first, second = extraction("甲", "2025-01-10", Said(1900)), extraction("乙", "2025-03-10", Said(1200))
    kept = differing([first, second])
    assert list(faults(kept)) == []
    (graph,) = {quad["g"] for quad in kept.store.query('SELECT ?g { GRAPH ?g { ?check kg:kind "across" } }')}  # type: ignore[union-attr]
    rows = _graph(graph, kept.store)
    kept.store.replace([graph], [])
    assert [name for name, _ in faults(kept)] == [graph.value]
    moved = iris.across("0" * 20)
    kept.store.replace([], [*rows, *(ox.Quad(q.subject, q.predicate, q.object, moved) for q in rows)])
    assert [name for name, _ in faults(kept)] == [moved.value]


def test_what_is_removed_leaves_no_trace() -> None:
    """Neither of its revisions nor of the notes on it; the store is as if it had never come."""
    texts = [
        extraction("甲", "2025-01-10", Said(1900)),
        extraction("乙", "2025-02-10", Said(1200), url="https://news.example/b"),
        extraction("乙", "2025-02-11", Said(1300), url="https://news.example/b"),
        extraction("丙", "2025-03-10", Said(1900)),
    ]
    kept, without = differing(texts), differing([texts[0], texts[3]])
    gone = kept.remove(iris.article(texts[1].article))
    assert set(gone) == {iris.article(text.article) for text in texts[1:3]}
    assert sorted(map(str, _everything(kept))) == sorted(map(str, _everything(without)))
    assert list(faults(kept)) == []


def _everything(kept: ArticleStore) -> list[ox.Quad]:
    return list(ox.parse(kept.store.export("nquads"), format=ox.RdfFormat.N_QUADS))
