"""The graph for code that speaks rdflib. A module of its own: rdflib takes a quarter of a second to import."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore

from kg.graph.sparql import PREFIXES, refuse_network


def dataset(store: ox.Store) -> rdflib.Dataset:
    """The same graph, live; its default graph is the union of all."""
    found = rdflib.Dataset(store=_Bridge(store=store), default_union=True)
    for prefix, iri in PREFIXES.items():
        found.bind(prefix, rdflib.URIRef(iri))
    return found


class _Bridge(OxigraphStore):
    """Oxigraph under rdflib, without SERVICE: rdflib hands the query's text straight to Oxigraph, which would call."""

    def query(self, query: Any, *arguments: Any, **options: Any) -> Any:
        if isinstance(query, str):
            refuse_network(query)
        return super().query(query, *arguments, **options)
