"""Results as JSON objects, one a text. Offsets are Python string offsets into the text as it was given."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.model import Article, Check, Claim, Entity, Extraction, Quantity, Relation, Tie, Verification
from kg.reviewing import Changes, fingerprint, record


def quantities(article: Article, found: list[Quantity]) -> dict[str, Any]:
    """{"id","quantities":[…]}"""
    return {"id": article.id, "quantities": [_quantity(article, quantity) for quantity in found]}


def extraction(found: Extraction) -> dict[str, Any]:
    """{"id","entities":[…],"claims":[…],"ties":[…],"relations":[…]}"""
    article = found.article
    return {
        "id": article.id,
        "entities": [_entity(article, entity) for entity in found.entities],
        "claims": [claim(article, one) for one in found.claims],
        "ties": [_tie(article, tie) for tie in found.ties],
        "relations": [_tie(article, relation) for relation in found.relations],
    }


def verification(found: Verification, since: Changes | None = None) -> dict[str, Any]:
    """{"id","checks":[…]}, and {"since":{"new":[…],"still":[…],"gone":[…]}} of fingerprints where it was compared."""
    row = {"id": found.extraction.article.id, "checks": [check(found.extraction, one) for one in found.checks]}
    if since is None:
        return row
    gone = [old["fingerprint"] for old in since.gone]
    return {**row, "since": {"new": list(since.new), "still": list(since.still), "gone": gone}}


def _quantity(article: Article, quantity: Quantity) -> dict[str, Any]:
    start, end = article.source_span(quantity.start, quantity.end)
    return {
        "text": quantity.text,
        "start": start,
        "end": end,
        "value": _number(quantity.value),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "kind": quantity.kind,
        "approx": quantity.approx,
        "per": quantity.per,
    }


def _tie(article: Article, tie: Tie | Relation) -> dict[str, Any]:
    start, end = article.source_span(tie.start, tie.end)
    return {
        "kind": tie.kind,
        "members": [list(member) for member in tie.members],
        "cue": tie.cue,
        "start": start,
        "end": end,
    }


def claim(article: Article, of: Claim) -> dict[str, Any]:
    """A claim: the keys of its quantity, what it is about, its sentence."""
    start, end = article.source_span(*of.sentence)
    record = _quantity(article, of.quantity)
    return {
        **record,
        "per": of.per or record["per"],
        "id": of.id,
        "subject": of.subject and _subject(of.subject),
        "property": of.property and asdict(of.property),
        "of": of.of and of.of.label,
        "time": of.time,
        "modality": of.modality,
        "attributed_to": of.attributed_to,
        "role": of.role,
        "sentence": {"start": start, "end": end},
        **({"source": of.source} if of.source is not None else {}),
    }


def _subject(entity: Entity) -> dict[str, Any]:
    return {"text": entity.text, "label": entity.label, "type": entity.type, "iri": entity.iri}


def _entity(article: Article, entity: Entity) -> dict[str, Any]:
    start, end = article.source_span(entity.start, entity.end)
    return {**_subject(entity), "start": start, "end": end}


def check(extraction: Extraction, of: Check) -> dict[str, Any]:
    """The likeliest repair is `repair`; others that would do as well are `repairs`. `fingerprint` names it in reviews."""
    repairs = [asdict(repair) for repair in of.repairs]
    return {
        "kind": of.kind,
        "verdict": of.verdict,
        "severity": of.severity,
        "texts": list(of.texts),
        "claims": list(of.claims),
        "formula": of.formula,
        "message": of.message,
        "repair": repairs[0] if repairs else None,
        "repairs": repairs[1:],
        "fingerprint": fingerprint(extraction, of),
        "review": of.review and record(of.review),
    }


def _number(value: float | None) -> float | int | None:
    """A whole number without ".0", as the text has it. 10^15 is where floats stop counting by ones."""
    return int(value) if value is not None and float(value).is_integer() and abs(value) < 1e15 else value
