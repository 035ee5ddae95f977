"""Reference facts: what of ontology/ a check may be made against, and how a fact reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ReadError
from kg.graph import Store, iris
from kg.graph.sparql import PREFIXES
from kg.resources import ONTOLOGY

_BROADER = ox.NamedNode(PREFIXES["skos"] + "broader")
_DESCRIBED = """SELECT ?fact ?label ?source ?date WHERE {
  ?fact skos:prefLabel ?label ; dcterms:source ?source ; dcterms:date ?date .
  FILTER(LANG(?label) = "%s" && EXISTS { ?check kg:fact ?fact })
}"""


@cache
def reference_facts(*extra: Path) -> bytes:
    """The facts of ontology/facts and of the Turtle files `extra`, and which kinds are kinds of which, as N-Quads.

    Of the entities only skos:broader is taken: a check asks whether a Hopper GPU is a GPU, not what it is called.
    Raises ReadError, naming the file and the line, where the Turtle does not parse.
    """
    output = BytesIO()
    ox.serialize(_quads(extra), output, format=ox.RdfFormat.N_QUADS)
    return output.getvalue()


def described(store: Store, lang: str) -> dict[str, str]:
    """Fact → what it says, who says so and when, for the facts that the store's checks use. lang: zh or en."""
    answer = store.query(_DESCRIBED % lang)
    assert isinstance(answer, ox.QuerySolutions)
    form = "{} ({}, {})" if lang == "en" else "{}（{}，{}）"
    return {fact.value: form.format(label.value, source.value, date.value) for fact, label, source, date in answer}


def _quads(extra: tuple[Path, ...]) -> Iterator[ox.Quad]:
    for path in (*sorted((ONTOLOGY / "facts").rglob("*.ttl")), *extra):
        for quad in _parsed(path):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, iris.ONTOLOGY)
    for path in sorted((ONTOLOGY / "entities").rglob("*.ttl")):
        for quad in _parsed(path):
            if quad.predicate == _BROADER:
                yield ox.Quad(quad.subject, quad.predicate, quad.object, iris.ONTOLOGY)


def _parsed(path: Path) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    except (SyntaxError, OSError) as error:
        raise ReadError(f"{path}: {error}") from error
