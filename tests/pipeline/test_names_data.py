"""What ontology/entities promises: types, labels, kinds and wholes that exist, no label with two meanings."""

from __future__ import annotations

from collections import defaultdict

from kg.ontology import read
from kg.pipeline.gazetteer import TYPES, fold, gazetteer

# Labels that name a whole and its part, or two namesakes; the text decides (see kg.pipeline.names).
SHARED = {"吉林", "黑龙江", "德州", "北海", "白银", "喀什", "长城", "斗山", "三菱", "涡轮机", "卡梅隆"}


def test_every_type_has_entries_and_every_label_is_printable() -> None:
    entries = gazetteer().entries
    assert len(entries) >= 3000
    assert {e.type for e in entries} == set(TYPES)
    assert all(name == name.strip() and name.isprintable() for e in entries for name in e.names)


def test_an_entry_is_written_once() -> None:
    iris = [e.iri for e in gazetteer().entries]
    assert len(iris) == len(set(iris))


def test_no_label_has_two_meanings_by_mistake() -> None:
    meanings = defaultdict(set)
    for entry in gazetteer().entries:
        for name in entry.names:
            meanings[fold(name)].add(entry.label)
    assert {name for name, labels in meanings.items() if len(labels) > 1} <= SHARED


def test_kinds_and_wholes_are_entries_themselves() -> None:
    table = read("entities")
    for subject, node in table.items():
        for other in (*node.get("skos:broader", ()), *node.get("kg:partOf", ())):
            assert "skos:prefLabel" in table.get(str(other), {}), (subject, other)


def test_every_file_says_where_its_names_come_from() -> None:
    sources = [node for subject, node in read("entities").items() if subject.startswith("kg:entities:")]
    assert len(sources) >= 10
    assert all(node["dcterms:source"] for node in sources)
