"""Judge a model's proposals by the text: what is not written there is not said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.consulting.asking import Proposal
from kg.model import Article, Claim, Entity, Extraction, Property, Quantity
from kg.ontology.properties import properties
from kg.pipeline.binding import dimension
from kg.pipeline.gazetteer import entity_iri
from kg.pipeline.sentences import sentence_spans
from kg.quantities import scan

_LONGEST = 40  # characters of a name: more is a sentence


def judged(found: Extraction, proposals: Iterable[Proposal], source: str) -> Extraction:
    """The extraction with what holds: a claim that lacked its subject or its property has it, a number without a claim
    has one. Each names the model as its source."""
    article = found.article
    numbers = {quantity.start: quantity for quantity in scan(article.text, region=article.region)}
    claims = {claim.quantity.start: claim for claim in found.claims}
    named = {entity.text: entity for entity in found.entities}
    for proposal in proposals:
        quantity = _at(proposal, article, numbers)
        if quantity is None:
            continue
        subject = _subject(proposal, article, named)
        measured = _property(proposal, article, quantity)
        claim = claims.get(quantity.start)
        proposed = _new(quantity, article, len(claims)) if claim is None else claim
        better = _completed(proposed, subject, measured)
        if better != proposed and not _inside(quantity, claims, claim):
            claims[quantity.start] = replace(better, source=source)
    return replace(found, claims=tuple(claims[start] for start in sorted(claims)))


def _at(proposal: Proposal, article: Article, numbers: dict[int, Quantity]) -> Quantity | None:
    """The number at its one place in what was asked about; None where it stands nowhere, twice, or is no number there."""
    at = article.text.find(proposal.text, proposal.start, proposal.end)
    if at < 0 or article.text.find(proposal.text, at + 1, proposal.end) >= 0:
        return None
    quantity = numbers.get(at)
    return quantity if quantity is not None and quantity.text == proposal.text else None


def _subject(proposal: Proposal, article: Article, named: dict[str, Entity]) -> Entity | None:
    words = proposal.subject
    at = article.text.find(words, proposal.start, proposal.end) if 0 < len(words) <= _LONGEST else -1
    if at < 0:
        return None
    known = named.get(words)
    if known is not None:
        return replace(known, start=at, end=at + len(words))
    return Entity(words, at, at + len(words), words, "Thing", entity_iri("Thing", words))


def _property(proposal: Proposal, article: Article, quantity: Quantity) -> Property | None:
    """A listed property that can be measured so, by words of the text."""
    words = proposal.property
    written = 0 < len(words) <= _LONGEST and article.text.find(words, proposal.start, proposal.end) >= 0
    found = properties().lookup(words, dimension(quantity)) if written else None
    return None if found is None else replace(found, text=words)


def _completed(claim: Claim, subject: Entity | None, measured: Property | None) -> Claim:
    """What the rules said stays; a property by the unit alone (功率 of any 兆瓦) is none that they read in the text."""
    if claim.subject is None and subject is not None:
        claim = replace(claim, subject=subject)
    if (claim.property is None or not claim.property.text) and measured is not None:
        claim = replace(claim, property=measured)
    return claim


def _new(quantity: Quantity, article: Article, many: int) -> Claim:
    spans = sentence_spans(article.text)
    sentence = next(span for span in spans if span[0] <= quantity.start < span[1])
    return Claim(f"m{many + 1}", quantity, sentence)


def _inside(quantity: Quantity, claims: dict[int, Claim], own: Claim | None) -> bool:
    """True for a number that is part of one that has a claim (2 in 12.5亿元)."""
    held = (c.quantity for c in claims.values() if c is not own)
    return any(q.start < quantity.end and quantity.start < q.end for q in held)
