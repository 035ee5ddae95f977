"""RDF written out whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.sparql import PREFIXES

FORMATS = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def written(quads: Iterable[ox.Quad], form: str, output: IO[bytes] | None) -> bytes | None:
    """Quads as `form`, to `output` or as bytes. Turtle, N-Triples and RDF/XML have no graphs: they are merged.

    Raises KgError for a form that does not exist.
    """
    if form not in FORMATS:
        raise KgError(f"{form}: 没有这种格式 / no such format; {', '.join(FORMATS)}")
    kind = FORMATS[form]
    rows = quads if kind.supports_datasets else (quad.triple for quad in quads)
    return ox.serialize(rows, output, format=kind, prefixes=PREFIXES)
