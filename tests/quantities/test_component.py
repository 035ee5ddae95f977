"""The spaCy component: quantities on the Doc, spans widened to whole tokens, nothing scanned twice."""

from __future__ import annotations

import spacy
from spacy.language import Language

from kg.pipeline import quantities as component
from kg.quantities import scan

TEXT = "斗山将交付五台380兆瓦级燃气轮机，占全年订单的近四成。"


def pipeline() -> Language:
    nlp = spacy.blank("zh")
    nlp.add_pipe(component.NAME)
    return nlp


def test_quantities_stand_on_the_doc_and_its_spans() -> None:
    doc = pipeline()(TEXT)
    assert list(doc._.kg_quantities) == scan(TEXT)
    assert [(s.text, s.label_, s._.kg_quantity.value) for s in doc.spans["kg_quantities"]] == [
        ("五台", "cardinal", 5),
        ("380兆瓦", "measure", 380),
        ("四成", "percent", 40),
    ]


def test_a_span_is_widened_to_whole_tokens() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe(component.NAME)
    doc = nlp("装机380兆瓦。")
    (span,) = doc.spans["kg_quantities"]
    assert (span._.kg_quantity.text, span.text in doc.text, len(span)) == ("380兆瓦", True, 1)


def test_quantities_found_before_are_used_again() -> None:
    nlp = pipeline()
    doc = nlp.make_doc(TEXT)
    doc.user_data[component.NAME] = tuple(scan(TEXT)[:1])
    assert [s.text for s in nlp(doc).spans["kg_quantities"]] == ["五台"]


def test_a_text_without_numbers_has_no_spans() -> None:
    doc = pipeline()("大家一起努力。")
    assert doc._.kg_quantities == () and list(doc.spans["kg_quantities"]) == []
