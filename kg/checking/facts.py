"""Reference facts: what of ontology/ a check may be made against, and how a fact reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ReadError
from kg.graph import Store, iris
from kg.graph.sparql import PREFIXES
from kg.resources import ontology_files

_BROADER = ox.NamedNode(PREFIXES["skos"] + "broader")
_DESCRIBED = """SELECT ?fact ?label ?source ?date ?until WHERE {
  ?fact skos:prefLabel ?label ; dcterms:source ?source ; dcterms:date ?date .
  OPTIONAL { ?fact kg:validUntil ?until }
  FILTER(LANG(?label) = "%s" && EXISTS { ?check kg:fact ?fact })
}"""


def reference_facts() -> bytes:
    """The facts of ontology/facts and the user's own, and which kinds are kinds of which, as N-Quads.

    Of the entities only skos:broader is taken: a check asks whether a Hopper GPU is a GPU, not what it is called.
    Raises ReadError, naming the file and the line, where the Turtle does not parse.
    """
    return _serialised(tuple(ontology_files("facts")), tuple(ontology_files("entities")))


def described(store: Store, lang: str) -> dict[str, str]:
    """Fact → what it says, who says so and when, for the facts that the store's checks use; that it is past its date,
    where it is. lang: zh or en."""
    answer = store.query(_DESCRIBED % lang)
    assert isinstance(answer, ox.QuerySolutions)
    form = "{} ({}, {}{})" if lang == "en" else "{}（{}，{}{}）"
    return {
        fact.value: form.format(label.value, source.value, since.value, _past(until.value if until else "", lang))
        for fact, label, source, since, until in answer
    }


def _past(until: str, lang: str) -> str:
    """until: ISO 8601, as far as it goes: one of 2030 is good to the end of 2030."""
    if not until or until >= date.today().isoformat()[: len(until)]:
        return ""
    return f"; valid until {until}, past its date" if lang == "en" else f"；有效期至{until}，已过期"


@cache
def _serialised(facts: tuple[Path, ...], entities: tuple[Path, ...]) -> bytes:
    output = BytesIO()
    kinds = (quad for quad in _quads(entities) if quad.predicate == _BROADER)
    ox.serialize((*_quads(facts), *kinds), output, format=ox.RdfFormat.N_QUADS)
    return output.getvalue()


def _quads(files: tuple[Path, ...]) -> Iterator[ox.Quad]:
    for path in files:
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, iris.ONTOLOGY)
        except (SyntaxError, OSError) as error:
            raise ReadError(f"{path}: {error}") from error
