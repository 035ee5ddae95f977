"""Traditional Chinese gives the same claims as simplified, at places of the text as it was given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import opencc
import pytest

from kg.model import Extraction
from kg.pipeline import extract_all, load
from kg.pipeline.scripts import simplified
from kg.reading import article

CORPUS = sorted(Path("corpus").glob("*.md"))
_TRADITIONAL = opencc.OpenCC("s2t")

TEXTS = [
    "台积电公布2023年财报，全年合并营收为21617亿元，较前一年的22639亿元减少4.5%。",
    "高铁公司宣布，春节期间加开386班列车，自由座车厢由3节增为5节。",
    "国民党主席说，与会的310名党员中，已有128人登记发言。",
]


def facts(found: Extraction) -> list[tuple[object, ...]]:
    """What is said, without the words it is said in."""
    return [
        (
            c.id,
            replace(c.quantity, text=""),
            c.subject and c.subject.iri,
            c.property,
            c.of and c.of.iri,
            c.per,
            c.time,
            c.modality,
            c.role,
        )
        for c in found.claims
    ]


@pytest.mark.parametrize("text", [*TEXTS, *(path.read_text(encoding="utf-8") for path in CORPUS)])
def test_both_scripts_give_the_same_claims_in_their_own_words(text: str) -> None:
    other = _TRADITIONAL.convert(text)
    assert len(other) == len(text)
    given = article(text, region="CN")
    plain, found = extract_all([given, replace(given, text=_TRADITIONAL.convert(given.text))])
    assert other != text
    assert facts(found) == facts(plain)
    assert [t.members for t in found.ties] == [t.members for t in plain.ties]
    assert found.relations == plain.relations
    for claim in found.claims:
        quantity = claim.quantity
        assert found.article.text[quantity.start : quantity.end] == quantity.text


def test_subjects_and_sources_are_named_as_the_text_names_them() -> None:
    [found] = extract_all([article("針對傳言，金管局表示，外匯儲備為4200億美元。")])
    [claim] = found.claims
    assert claim.subject is not None
    assert (claim.quantity.text, claim.subject.text, claim.attributed_to) == ("4200億美元", "外匯儲備", "金管局")


def test_the_spacy_pipeline_reads_them_too() -> None:
    doc = load()("農業部公布，稻米由每公斤23元升至24元。")
    assert [(c.quantity.text, c.quantity.value) for c in doc._.kg_claims] == [("23元", 23.0), ("24元", 24.0)]
    assert [r.kind for r in doc._.kg_relations] == ["growth"]


@pytest.mark.parametrize("text", ["乾隆年間", "𠮷野家", "ａ萬", "", "x" * 9])
def test_no_place_moves(text: str) -> None:
    assert len(simplified(text)) == len(text)
