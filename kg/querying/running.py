"""Run a query by name or by text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import pyoxigraph as ox

from kg.graph.interface import GraphStore
from kg.graph.sparql import PREFIXES, nearest, tokens
from kg.ontology.turtle import read
from kg.querying.parameters import Value, bound
from kg.querying.results import Result, collected
from kg.querying.shipped import named

_NAME = re.compile(r"[\w-]+")


def run(store: GraphStore, query: str, parameters: Mapping[str, Value] | None = None) -> Result:
    """`query`: the name of a shipped query, or SPARQL. `parameters`: name → value, in place of the query's defaults.

    Raises QueryError: no such name, no such parameter or a value not of its type, a query that does not parse (with
    line and column), a SERVICE call.
    """
    sparql = named(query).text if _NAME.fullmatch(query) else query
    result = collected(store.query(bound(sparql, parameters or {})))
    return result if result else replace(result, notes=tuple(_unknown_terms(sparql, store)))


def _unknown_terms(sparql: str, store: GraphStore) -> Iterator[str]:
    """Why a query may have found nothing: names of kg: that neither the vocabulary nor the graph knows."""
    known = _vocabulary()
    named_here = dict.fromkeys(token.text for token in tokens(sparql) if token.text.startswith("kg:"))
    for name in named_here:
        local = name.removeprefix("kg:")
        if local.isidentifier() and name not in known and ox.NamedNode(PREFIXES["kg"] + local) not in store:
            near = nearest(name, known)
            hint = f"，是否 {near}？ / unknown name; did you mean {near}?" if near else " / unknown name"
            yield f"{name}: 词汇表和图中都没有{hint}"


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(read("vocabulary"))
