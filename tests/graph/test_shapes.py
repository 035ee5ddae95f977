"""The shapes accept what is written and refuse what a query could not live with."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyshacl import validate

from graph.handmade import PRODUCT_CHECK, reprint, turbines
from kg.graph import Store
from kg.resources import ONTOLOGY


def report(store: Store, extra: str = "") -> tuple[bool, str]:
    data = rdflib.Graph().parse(data=store.export("ntriples") or b"", format="nt")
    if extra:
        data.update(f"PREFIX kg: <urn:kg:> INSERT DATA {{ {extra} }}")
    shapes = rdflib.Graph().parse(str(Path(ONTOLOGY) / "shapes.ttl"))
    conforms, _, text = validate(data, shacl_graph=shapes)
    return conforms, text


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.add(turbines())
    made.add(reprint())
    made.construct_into(PRODUCT_CHECK)
    return made


def test_what_is_written_conforms(store: Store) -> None:
    conforms, text = report(store)
    assert conforms, text


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("<urn:kg:claim:x> a kg:Claim ; kg:text '五台'", "kg:article"),
        ("<urn:kg:tie:x> a kg:ProductTie", "kg:each"),
        ("<urn:kg:check:x> a kg:Check ; kg:verdict kg:true", "kg:verdict"),
        ("<urn:kg:claim:x> a kg:Claim ; kg:low 2e0 ; kg:high 1e0", "LessThanOrEquals"),
        ("<urn:kg:claim:x> a kg:Claim ; kg:low 2e0 ; kg:wideLow 3e0", "The wide reading holds the narrow one."),
        ("<urn:kg:claim:x> kg:subject <urn:kg:entity:nameless>", "label"),
    ],
)
def test_what_is_wrong_is_reported(store: Store, extra: str, said: str) -> None:
    conforms, text = report(store, extra)
    assert not conforms
    assert said in text
