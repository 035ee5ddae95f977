"""The queries that docs/ shows run, find something, and list what ships."""

from __future__ import annotations

import re

import pytest
from graph.handmade import PRODUCT_CHECK, reprint, turbines

from kg.graph import Store
from kg.graph.sparql import PREFIXES
from kg.querying import run, shipped
from kg.resources import ROOT

DOCS = ROOT / "docs"
PAGE = (DOCS / "queries.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("sparql", re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL))
def test_a_documented_query_finds_something(sparql: str) -> None:
    store = Store()
    store.add(turbines())
    store.add(reprint())
    store.construct_into(PRODUCT_CHECK)
    assert run(store, sparql).rows


def test_every_shipped_query_is_listed_with_its_parameters() -> None:
    listed = dict(re.findall(r"^\| `([\w-]+)` \|.*\| (.*?) ?\|$", PAGE, re.MULTILINE))
    for query in shipped():
        if query.folder in ("examples", "reports"):
            assert listed[query.name] == ", ".join(f"`{parameter.name}`" for parameter in query.parameters)


def test_every_prefix_is_listed() -> None:
    assert all(f"`{prefix}`" in PAGE for prefix in PREFIXES)
