"""Every reference fact can be read, traced and used: words in both languages, a source, a date, bounds, known things."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kg.ontology import read
from kg.ontology.properties import properties
from kg.ontology.turtle import Node, expand
from kg.quantities import unit_of
from kg.resources import ONTOLOGY, ROOT

FACTS: dict[str, Node] = {
    name: node
    for name, node in read("facts").items()
    if any(str(kind).endswith("Fact") for kind in node.get("rdf:type", ())) and "skos:prefLabel" in node
}
NODES = read("facts")
ENTITIES = read("entities")
HAN = re.compile("[\u4e00-\u9fff]")
THINGS = ("kg:about", "kg:counts", "kg:whole", "kg:part", "kg:numeratorKind", "kg:denominatorKind")
MEASURES = ("kg:measures", "kg:property", "kg:perProperty")


def texts(node: Node, *names: str) -> list[str]:
    return [str(value) for name in names for value in node.get(name, ())]


def test_there_are_many_of_each_sort() -> None:
    sorts = [texts(node, "rdf:type")[0] for node in FACTS.values()]
    assert len(sorts) >= 150
    for sort in ("Range", "Limit", "Composition", "Ratio", "Rate", "Confusion"):
        assert f"kg:{sort}Fact" in sorts


@pytest.mark.parametrize("name", FACTS)
def test_a_fact(name: str) -> None:
    node = FACTS[name]
    chinese, english = texts(node, "skos:prefLabel")
    assert HAN.search(chinese)
    assert not HAN.search(english)
    assert texts(node, "dcterms:source")[0]
    for day in texts(node, "dcterms:date", "kg:validFrom", "kg:validUntil"):
        date.fromisoformat(day)
    low, high = (node.get(bound, [None])[0] for bound in ("kg:low", "kg:high"))
    assert low is None or high is None or float(low) <= float(high)
    assert [thing for thing in texts(node, *THINGS) if thing not in ENTITIES] == []
    assert [p for p in texts(node, *MEASURES) if properties().node(expand(p)) is None] == []
    assert [context for context in texts(node, "kg:context", "kg:insteadOf") if context not in NODES] == []


def test_dimensions_and_codes_are_those_of_units() -> None:
    known = {unit_of(code).dimension for node in read("units").values() for code in texts(node, "kg:unitCode")}
    known |= {"count"}
    for name, node in FACTS.items():
        assert set(texts(node, "kg:dimension", "kg:confusedWith")) <= known, name
        for code in texts(node, "kg:per", "kg:countedIn", "kg:confusedUnit", "kg:in"):
            assert not unit_of(code).dimension.startswith("unknown"), (name, code)


def test_the_page_names_every_file() -> None:
    page = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    for path in sorted((ONTOLOGY / "facts").glob("*.ttl")):
        assert f"facts/{path.name})" in page, path.name
