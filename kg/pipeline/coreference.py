"""What 该公司, 它, 其, 前者 and 这五台涡轮机 stand for.

A sentence is about one thing first of all, and what refers back refers to that sooner than to anything else that
fits (centering): candidates are the topics before, latest sentence first, and in a sentence the first named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Claim, Entity
from kg.ontology.anaphors import anaphors
from kg.pipeline.statements import Statement

_REACH = 3  # sentences: further back a reader, too, has to look


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that was said, that a later word may stand for."""

    sentence: int
    start: int
    entity: Entity
    topic: bool


def resolve(claims: Sequence[Claim], said: Sequence[Statement], candidates: Sequence[Candidate]) -> list[Claim]:
    """The claims with what their subjects stand for; a definite number (这五台涡轮机) takes over what was said of it."""
    found: list[Claim] = []
    candidates = _followed(candidates)
    for claim, statement in zip(claims, said, strict=True):
        found.append(_same_number(_resolved(claim, statement, candidates), statement, found))
    return found


def _followed(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each that refers back as what it stands for: 华为…。该公司…。它…; what stands for nothing is none."""
    found: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: c.start):
        if anaphors().types(candidate.entity.text) is None:
            found.append(candidate)
            continue
        if candidate.entity.text in anaphors().ranks:
            continue
        stands_for = antecedent(candidate.entity, candidate.sentence, found)
        if stands_for is not None:
            found.append(replace(candidate, entity=stands_for))
    return found


def _resolved(claim: Claim, statement: Statement, candidates: Sequence[Candidate]) -> Claim:
    subject = claim.subject
    stands_for = antecedent(subject, statement.sentence, candidates) if subject is not None else None
    if subject is None or stands_for is None:
        return claim
    # A pronoun tells a reader nothing: it gives way to what it stands for; 该公司 stays as it is written.
    bare = anaphors().pronoun(subject.text) is not None
    place = stands_for if bare else subject
    return replace(claim, subject=replace(stands_for, text=place.text, start=place.start, end=place.end))


def antecedent(mention: Entity, sentence: int, candidates: Sequence[Candidate]) -> Entity | None:
    """The entity that an anaphoric phrase stands for; None for a phrase that names its own thing."""
    types = anaphors().types(mention.text)
    if types is None:
        return None
    before = [c for c in candidates if c.start < mention.start and sentence - c.sentence <= _REACH]
    before.sort(key=lambda c: (-c.sentence, not c.topic, c.start))
    rank = anaphors().ranks.get(mention.text)
    if rank is not None:
        return _ranked(before, rank)
    fitting = [c for c in before if c.entity.type in types]
    return fitting[0].entity if fitting else None


def _ranked(before: Sequence[Candidate], rank: int) -> Entity | None:
    """前者, 后者: the first and the second of the two named last."""
    if not before:
        return None
    latest = before[0].sentence
    named = sorted((c for c in before if c.sentence == latest), key=lambda c: c.start)
    if len(named) > 2:
        named = [c for c in named if c.topic][-2:]  # 城镇居民人均收入…，农民人均收入…，前者为后者的2.08倍
    return named[rank - 1].entity if len(named) == 2 else None


def _same_number(claim: Claim, statement: Statement, before: Sequence[Claim]) -> Claim:
    """这五台涡轮机 after 订购五台燃气轮机: the same number of the same thing, so whose and what it is goes over."""
    items = statement.clause.items
    if statement.at == 0 or items[statement.at - 1].text not in anaphors().pointers:
        return claim
    for earlier in reversed(before):
        if (
            earlier.quantity.value == claim.quantity.value
            and earlier.quantity.unit == claim.quantity.unit
            and _one_kind(earlier, claim)
        ):
            return replace(claim, subject=earlier.subject, property=earlier.property, of=earlier.of)
    return claim


def _one_kind(a: Claim, b: Claim) -> bool:
    if a.of is None or b.of is None:
        return False
    return a.of.iri == b.of.iri or a.of.text.endswith(b.of.text) or b.of.text.endswith(a.of.text)
