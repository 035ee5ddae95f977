"""The components as spaCy's users meet them: registered factories, declared attributes, a pipeline that saves."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kg.pipeline import COMPONENTS, load

SENTENCE = "海川动力订购了六台风力发电机,每台5兆瓦,总功率30兆瓦。"
# What each component needs of those before it, and what it leaves for those after it.
DECLARED = {
    "kg_sentences": ([], ["token.is_sent_start"]),
    "kg_lac": (["token.is_sent_start"], ["token.tag", "doc._.kg_words"]),
    "kg_quantities": ([], ["doc._.kg_quantities", "doc.spans"]),
    "kg_names": (["doc._.kg_words"], ["doc.ents", "doc._.kg_entities"]),
    "kg_claims": (
        ["doc._.kg_words", "doc._.kg_quantities", "doc._.kg_entities"],
        ["doc._.kg_claims", "doc._.kg_discourse"],
    ),
    "kg_coreference": (["doc._.kg_claims", "doc._.kg_discourse", "doc._.kg_entities"], ["doc._.kg_claims"]),
    "kg_relations": (["doc._.kg_claims", "doc._.kg_discourse"], ["doc._.kg_ties", "doc._.kg_claims"]),
}
ALONE = ("kg_sentences", "kg_lac", "kg_quantities", "kg_names", "kg_claims")


def blank() -> Language:
    nlp = spacy.blank("zh")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def test_every_component_is_declared_here() -> None:
    assert set(DECLARED) == set(COMPONENTS)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_factory_declares_what_it_takes_and_gives(name: str) -> None:
    meta = blank().get_factory_meta(name)
    assert (meta.requires, meta.assigns) == DECLARED[name]


def test_in_their_order_nothing_is_missing() -> None:
    assert not any(blank().analyze_pipes()["problems"].values())


def test_out_of_order_spacy_says_what_is_missing() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_claims")
    assert set(nlp.analyze_pipes()["problems"]["kg_claims"]) == set(DECLARED["kg_claims"][0])


@pytest.mark.parametrize("name", ALONE)
def test_a_component_runs_in_a_pipeline_of_another_make(name: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe(name)
    assert nlp(SENTENCE).text == SENTENCE


def test_spacys_own_characters_carry_the_same_claims() -> None:
    """Claims hang on LAC's words and the quantity scan, not on how the tokenizer cuts."""
    ours, theirs = load()(SENTENCE), blank()(SENTENCE)
    assert theirs._.kg_claims == ours._.kg_claims
    assert theirs._.kg_ties == ours._.kg_ties


def test_a_document_shows_what_spacy_shows() -> None:
    doc = load()(f"{SENTENCE}北京有2100万人。")
    assert [sentence.text for sentence in doc.sents] == [SENTENCE, "北京有2100万人。"]
    assert [span.text for span in doc.spans["kg_quantities"]] == ["六台", "5兆瓦", "30兆瓦", "2100万人"]
    assert [span._.kg_quantity.unit for span in doc.spans["kg_quantities"]] == ["{台}", "MW", "MW", "{人}"]
    assert ("北京", "Place") in [(entity.text, entity.label_) for entity in doc.ents]
    assert {token.text: token.tag_ for token in doc}["订购"] == "v"
    assert [claim.quantity.text for claim in doc._.kg_claims] == ["六台", "5兆瓦", "30兆瓦", "2100万人"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "。", "没有数字。", "…" * 50, "1" * 400, "((((((", "\u3000１２\u3000"]
)
def test_a_text_with_nothing_to_claim_passes_through(text: str) -> None:
    doc = load()(text)
    assert doc.text == text
    assert doc._.kg_ties == ()


def test_a_saved_pipeline_reads_the_same(tmp_path: Path) -> None:
    load().to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == list(COMPONENTS)
    assert again(SENTENCE)._.kg_claims == load()(SENTENCE)._.kg_claims
