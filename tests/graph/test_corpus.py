"""What the pipeline finds in real articles is a graph that the shapes accept and that a second run leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyshacl import validate

from kg.graph import Store, nquads
from kg.model import Article
from kg.pipeline import extract_all
from kg.reading import read
from kg.resources import CORPUS, ONTOLOGY, ROOT

SHARED = ROOT.parent / "shared" / "corpus" / "source-article.txt"


@pytest.mark.parametrize("source", [CORPUS, SHARED], ids=["corpus", "source-article"])
def test_a_real_graph_conforms_and_stays(source: Path) -> None:
    if not source.exists():
        pytest.skip(f"{source} is not here")
    articles = [article for article in read(source) if isinstance(article, Article)]
    extractions = list(extract_all(articles))
    store = Store()
    for extraction in extractions:
        store.add(extraction)
    size = len(store)
    for extraction in extractions:
        store.load(nquads(extraction))
    assert len(store) == size
    data = rdflib.Graph().parse(data=store.export("ntriples"), format="nt")
    conforms, _, text = validate(data, shacl_graph=rdflib.Graph().parse(str(ONTOLOGY / "shapes.ttl")))
    assert conforms, text
