"""Whose number it is: the subject and the counted or measured thing of a statement."""

from __future__ import annotations

from hashlib import sha1

from kg.model import Entity
from kg.pipeline.binding import NOTHING
from kg.pipeline.clauses import Item
from kg.pipeline.phrases import Phrase, phrase
from kg.pipeline.statements import Statement

_DE = ("的", "之")


def subject_and_of(statement: Statement) -> tuple[Phrase, Phrase]:
    """(subject, counted or measured thing); either may be empty.

    曹县的人口增长率: subject 曹县, of 人口. 失业人数 after 韩国经济…: subject 韩国经济, of 失业.
    """
    binding, own, inherited = statement.binding, statement.own, statement.inherited
    owner = binding.owner
    of = binding.of
    if own and _covers(own, owner, of):
        own = owner if owner else NOTHING
    head, rest = _split(statement.clause.items, own)
    if head.entity is not None:
        return head, of if of and of.text != own.text else rest
    if own and not inherited:
        return own, of if of.text != own.text else rest
    if own and _plain(own, statement) and inherited:
        return inherited, own if not of or own.text in of.text or of.text in own.text else of
    if own:
        return own, of
    return inherited, of


def _covers(own: Phrase, owner: Phrase, of: Phrase) -> bool:
    """True when the clause's first noun phrase is the one that holds the property: 环境污染治理投资为…"""
    return any(p and p.start < own.end and p.end > own.start for p in (owner, of)) or (not owner and not of)


def _split(items: list[Item], own: Phrase) -> tuple[Phrase, Phrase]:
    """曹县的人口 → (曹县, 人口): the entity that owns the rest."""
    if not own or own.last > len(items) or items[own.first].entity is None:
        return NOTHING, NOTHING
    at = own.first + 1
    rest = phrase(items, at, own.last)
    return phrase(items, own.first, at), rest


def _plain(own: Phrase, statement: Statement) -> bool:
    """A bare common noun directly before its number (失业人数) is measured of what the sentence is about; a noun
    phrase with 的 or of its own clause's predicate is a topic of its own."""
    return own.entity is None and statement.sentence >= 0 and "的" not in own.text and len(own.text) <= 4


def as_entity(found: Phrase) -> Entity | None:
    """The phrase as an entity: the named one where it has one at its head, else a thing known by its words."""
    if not found:
        return None
    entity = found.entity
    if entity is not None and (found.last - found.first == 1 or found.text.endswith(entity.text)):
        return Entity(found.text, found.start, found.end, entity.label, entity.type, entity.iri)
    return Entity(found.text, found.start, found.end, found.text, "Thing", thing_iri(found.text))


def thing_iri(text: str) -> str:
    """The IRI of something known only by its words: the same words, the same IRI."""
    return f"urn:kg:entity:{sha1(text.encode('utf-8', 'surrogatepass'), usedforsecurity=False).hexdigest()[:16]}"
