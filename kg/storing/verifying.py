"""Whether a store holds what it says it holds: every text whole, every graph as it was written, nothing left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

import pyoxigraph as ox

from kg.errors import KgError, ReadError, installing
from kg.graph import GraphStore, iris
from kg.resources import ONTOLOGY
from kg.storing import across
from kg.storing.articles import ArticleStore
from kg.storing.records import checksum

_STATUSES = ("current", "reprint", "superseded")
_COUNTED = {"claims": "kg:Claim", "checks": "kg:Check"}
_SUMS = "SELECT ?a ?sum WHERE { ?a kg:status ?status OPTIONAL { ?a kg:checksum ?sum } } ORDER BY ?a"
_UNRECORDED = f"""SELECT DISTINCT ?g WHERE {{
  GRAPH ?g {{ ?s ?p ?o }}
  FILTER(STRSTARTS(STR(?g), "{iris.NAMESPACE}article:"))
  FILTER NOT EXISTS {{ ?g kg:status ?status }}
}} ORDER BY ?g"""
_DANGLING = """SELECT ?a ?other WHERE {
  { ?a kg:reprintOf ?other } UNION { ?a prov:wasRevisionOf ?other }
  FILTER NOT EXISTS { ?other kg:status ?status }
} ORDER BY ?a ?other"""
_NOTES = f'SELECT ?g WHERE {{ GRAPH ?g {{ ?check kg:kind "{across.KIND}" }} }}'
_SHARED = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ %s }} GRAPH {iris.ENTITIES} {{ ?s ?p ?o }} }}"
_KEYS_AT_ONCE = 1_000
_SHAPED_AT_ONCE = 20  # articles whose shapes are validated together


def counts(kept: ArticleStore) -> dict[str, int]:
    """How many articles of each status, claims, checks (notes across articles included) and quads there are."""
    found: Counter[str] = Counter(entry.status for entry in kept.entries())
    numbers = {status: found[status] for status in _STATUSES}
    for name, kind in _COUNTED.items():
        ((number,),) = _rows(kept.store, f"SELECT (COUNT(?x) AS ?n) {{ ?x a {kind} }}")
        numbers[name] = int(number.value)
    return numbers | {"quads": len(kept.store)}


def faults(kept: ArticleStore) -> Iterator[tuple[str, str]]:
    """(graph, what is wrong with it in Chinese and English); none for a store that is whole."""
    for name, kept_sum in _rows(kept.store, _SUMS):
        try:
            if iris.article(kept.article(name)) != name:
                yield name.value, "存稿与其标识不符 / the text is not the one that its name was made from"
        except ReadError as error:
            yield name.value, str(error)
        if kept_sum is None or checksum(kept.store.graph(name)) != kept_sum.value:
            yield name.value, "图与校验和不符 / the graph is not as it was written"
    for (graph,) in _rows(kept.store, _UNRECORDED):
        yield graph.value, "图没有记录 / a graph without a record"
    for name, other in _rows(kept.store, _DANGLING):
        yield name.value, f"所指的文章不在库中 / it names an article that is not there: {other.value}"
    yield from _differences(kept.store)


def misshapen(kept: ArticleStore) -> Iterator[tuple[str, str]]:
    """(graphs, what ontology/shapes.ttl finds amiss in them), over all current articles, some at a time.

    Raises KgError where pySHACL is not installed.
    """
    try:
        from pyshacl import validate  # noqa: PLC0415  # 0.7 s, and an extra
    except ImportError as error:
        raise KgError(f"需要 pyshacl / pyshacl is needed: {installing('store')}") from error
    import rdflib  # noqa: PLC0415  # slow to import

    shapes = rdflib.Graph().parse(str(ONTOLOGY / "shapes.ttl"))
    rest = iter(kept.current())
    while some := list(islice(rest, _SHAPED_AT_ONCE)):
        part = [quad.triple for name in some for quad in kept.store.graph(name)]
        named = dict.fromkeys(str(triple.object) for triple in part if isinstance(triple.object, ox.NamedNode))
        shared = kept.store.query(_SHARED % " ".join(named))
        assert isinstance(shared, ox.QueryTriples)
        data = rdflib.Graph().parse(data=ox.serialize([*part, *shared], format=ox.RdfFormat.N_TRIPLES), format="nt")
        conforms, _, report = validate(data, shacl_graph=shapes)
        if not conforms:
            yield " ".join(name.value for name in some), str(report)


def _differences(store: GraphStore) -> Iterator[tuple[str, str]]:
    """Where the notes across articles are not those that all articles, compared anew, give."""
    noted = {graph.value for (graph,) in _rows(store, _NOTES)}
    rest = iter(across.keys(store))
    while some := list(islice(rest, _KEYS_AT_ONCE)):
        wanted: dict[str, set[str]] = {key: set() for key in some}
        for key, quad in across.differences(across.statements(store, some)):
            wanted[key].add(str(quad))
        for key in some:
            graph = iris.across(key)
            noted.discard(graph.value)
            if {str(quad) for quad in store.graph(graph)} != wanted[key]:
                yield graph.value, "各篇不一的附注与文章不符 / its notes are not what the articles say"
    for graph_name in sorted(noted):
        yield graph_name, "附注所说的文章不在 / notes on articles that are not there"


def _rows(store: GraphStore, sparql: str) -> ox.QuerySolutions:
    answer = store.query(sparql)
    assert isinstance(answer, ox.QuerySolutions)
    return answer
