"""One interface to the graph, in memory and in a folder."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graph.handmade import PRODUCT_CHECK, reprint, turbines
from kg.errors import KgError, QueryError, ReadError
from kg.graph import Store, iris, nquads
from kg.graph.sparql import PREFIXES


@pytest.fixture
def store() -> Store:
    made = Store()
    made.add(turbines())
    made.add(reprint())
    return made


def test_a_folder_keeps_what_was_added(tmp_path: Path) -> None:
    kept = Store(tmp_path / "graph")
    kept.add(turbines())
    size = len(kept)
    del kept
    assert len(Store(tmp_path / "graph", read_only=True)) == size > 0


def test_a_folder_that_holds_something_else_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("not a store")
    with pytest.raises(ReadError, match="graph"):
        Store(tmp_path / "graph")


def test_broken_nquads_are_refused_whole() -> None:
    store = Store()
    with pytest.raises(ReadError, match="N-Quads"):
        store.load(nquads(turbines()) + b"<urn:a> <urn:b> .\n")
    assert len(store) == 0


@pytest.mark.parametrize(
    ("form", "parsed"),
    [
        ("nquads", ox.RdfFormat.N_QUADS),
        ("trig", ox.RdfFormat.TRIG),
        ("turtle", ox.RdfFormat.TURTLE),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("rdfxml", ox.RdfFormat.RDF_XML),
    ],
)
def test_every_export_reads_back_whole(store: Store, form: str, parsed: ox.RdfFormat) -> None:
    output = BytesIO()
    store.export(form, output)  # type: ignore[arg-type]
    back = ox.Store()
    back.load(output.getvalue(), format=parsed)
    assert len(back) == len(store)
    assert store.export(form) == output.getvalue()  # type: ignore[arg-type]


def test_an_unknown_format_names_the_known_ones(store: Store) -> None:
    with pytest.raises(KgError, match="nquads"):
        store.export("graphml")  # type: ignore[arg-type]


def test_checks_go_into_the_graph_of_their_article(store: Store) -> None:
    size = len(store)
    added = store.construct_into(PRODUCT_CHECK)
    graph = iris.article(turbines().article).value
    assert added == len(store) - size > 0
    assert store.query(f"ASK {{ GRAPH <{graph}> {{ ?check a kg:Check ; kg:expression '六台 × 400兆瓦' }} }}")
    assert store.construct_into(PRODUCT_CHECK) == 0


def test_a_later_construct_finds_the_article_in_the_graph(store: Store) -> None:
    store.construct_into(PRODUCT_CHECK)
    assert store.construct_into("CONSTRUCT { ?check kg:severity 3 } { ?check a kg:Check }") == 1
    assert len({quad["g"].value for quad in store.query("SELECT ?g { GRAPH ?g { ?check kg:severity ?n } }")}) == 1


@pytest.mark.parametrize("sparql", ["CONSTRUCT { <urn:x> a kg:Check } {}", "SELECT ?x { ?x ?p ?y }", "ASK {}"])
def test_what_belongs_to_no_article_is_not_written(store: Store, sparql: str) -> None:
    size = len(store)
    with pytest.raises(QueryError):
        store.construct_into(sparql)
    assert len(store) == size


def test_a_query_that_names_its_graphs_sees_only_them(store: Store) -> None:
    graph = iris.article(reprint().article).value
    assert len(list(store.query(f"SELECT ?c FROM <{graph}> {{ ?c a kg:Claim }}"))) == 1
    assert len(list(store.query("SELECT ?c { ?c a kg:Claim FILTER(STR(?c) != 'FROM') }"))) == 8


def test_rdflib_sees_the_same_graph(store: Store) -> None:
    dataset = store.as_rdflib()
    kg = rdflib.Namespace(PREFIXES["kg"])
    claims = set(dataset.subjects(rdflib.RDF.type, kg.Claim))
    assert len(claims) == 8
    assert {str(row.text) for row in dataset.query("SELECT ?text { ?c kg:text ?text ; kg:unitCode 'GW' }")} == {
        "2.5吉瓦",
        "2.6吉瓦",
    }
    dataset.graph(rdflib.URIRef("urn:kg:mine")).add((rdflib.URIRef("urn:x"), rdflib.RDFS.label, rdflib.Literal("x")))
    assert store.query("ASK { <urn:x> rdfs:label 'x' }")


def test_ontology_is_loaded_into_a_graph_of_its_own(store: Store) -> None:
    size = len(store)
    store.load_ontology("vocabulary")
    assert len(store) > size
    assert store.query("ASK { GRAPH <urn:kg:ontology> { kg:Claim rdfs:subClassOf schema:Claim } }")
