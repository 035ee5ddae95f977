"""Docs with claims go through bytes and between processes as spaCy's own do."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from kg.msgpack import decode, encode
from kg.pipeline import COMPONENTS, load

TEXT = "斗山能源交付了六台燃气轮机，每台380兆瓦，总功率2280兆瓦。该公司2019年成立，历时3年建成，约占40%。"
LEFT = ("kg_quantities", "kg_words", "kg_entities", "kg_claims", "kg_ties", "kg_relations")


def same(one: Doc, other: Doc) -> bool:
    spans = [[span._.kg_quantity for span in doc.spans["kg_quantities"]] for doc in (one, other)]
    return spans[0] == spans[1] and all(getattr(one._, name) == getattr(other._, name) for name in LEFT)


def test_a_doc_comes_back_from_bytes_as_it_was() -> None:
    doc = load()(TEXT)
    again = Doc(load().vocab).from_bytes(doc.to_bytes())
    assert all(getattr(doc._, name) for name in LEFT)
    assert same(doc, again)
    assert [entity.text for entity in again.ents] == [entity.text for entity in doc.ents]


def test_a_docbin_keeps_claims() -> None:
    doc = load()(TEXT)
    saved = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin(store_user_data=True).from_bytes(saved).get_docs(load().vocab)
    assert [getattr(again._, name) for name in LEFT] == [getattr(doc._, name) for name in LEFT]


@pytest.mark.parametrize("stop", ["kg_coreference", "kg_relations"])
def test_a_pipeline_goes_on_where_a_saved_doc_stopped(stop: str) -> None:
    nlp = load()
    at = COMPONENTS.index(stop)
    doc = nlp(TEXT, disable=COMPONENTS[at:])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for name in COMPONENTS[at:]:
        again = nlp.get_pipe(name)(again)
    assert same(again, nlp(TEXT))


def test_processes_give_what_one_does() -> None:
    nlp = spacy.blank("zh")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    texts = [TEXT * times for times in (1, 2, 6, 1)]  # the parent has used the tagger: its threads do not fork
    alone = list(nlp.pipe(texts))
    assert all(map(same, alone, nlp.pipe(texts, n_process=2, batch_size=2)))


@pytest.mark.parametrize(
    "value", [{"kg": ["Language", 1]}, {"kg": "Claim"}, {"kg": []}, {"kg": ["Word"], "b": 1}, {}, [1]]
)
def test_what_is_not_ours_is_left_alone(value: object) -> None:
    assert decode(value) == value
    assert encode(value) == value
