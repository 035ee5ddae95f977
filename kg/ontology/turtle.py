"""Read Turtle into plain tables: subject → predicate → values, names shortened by the well-known prefixes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ReadError
from kg.resources import ontology_files

PREFIXES = {
    "urn:kg:": "kg:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://www.w3.org/ns/oa#": "oa:",
    "http://www.w3.org/ns/shacl#": "sh:",
    "http://qudt.org/schema/qudt/": "qudt:",
    "http://qudt.org/vocab/unit/": "unit:",
    "http://qudt.org/vocab/quantitykind/": "quantitykind:",
    "https://schema.org/": "schema:",
    "http://www.wikidata.org/entity/": "wd:",
    "http://purl.org/dc/terms/": "dcterms:",
}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name for name in ("integer", "decimal", "double", "float", "int", "long")}
_OPENINGS = tuple(PREFIXES.items())

Value = str | float | bool
Node = dict[str, list[Value]]


def read(*names: str, extra: Iterable[Path] = ()) -> dict[str, Node]:
    """All subjects of the named files of ontology/ and the user's own folder, and of `extra`, read in that order.

    A folder's name stands for every .ttl under it; a subject described twice has the values of both.

    IRIs come shortened ("kg:台"), literals as str, float or bool; the order is the file's.
    Raises ReadError, naming the file and the line, where the Turtle does not parse.
    """
    table: dict[str, Node] = {}
    for path in [*(p for name in names for p in ontology_files(name)), *extra]:
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                node = table.setdefault(_term(quad.subject), {})
                node.setdefault(shorten(quad.predicate.value), []).append(_value(quad.object))
        except (SyntaxError, OSError) as error:
            raise ReadError(f"{path}: {error}") from error
    return table


@cache
def shorten(iri: str) -> str:
    """`http://www.w3.org/2004/02/skos/core#prefLabel` → `skos:prefLabel`; an unknown namespace stays whole."""
    for opening, prefix in _OPENINGS:
        if iri.startswith(opening):
            return prefix + iri[len(opening) :]
    return iri


def expand(name: str) -> str:
    """The inverse of `shorten`."""
    for opening, prefix in _OPENINGS:
        if name.startswith(prefix):
            return opening + name[len(prefix) :]
    return name


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Value:
    if not isinstance(term, ox.Literal):
        return _term(term)
    if term.datatype.value in _NUMBERS:
        return float(term.value)
    if term.datatype.value == _XSD + "boolean":
        return term.value in ("true", "1")
    return term.value
