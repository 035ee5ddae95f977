"""Whose number it is: the subject and the counted or measured thing of a statement."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Entity
from kg.ontology.anaphors import anaphors
from kg.ontology.cues import cues
from kg.ontology.dimensions import dimensions
from kg.pipeline.binding import dimension
from kg.pipeline.clauses import DE, Item
from kg.pipeline.gazetteer import entity_iri
from kg.pipeline.phrases import NOTHING, Phrase, phrase
from kg.pipeline.statements import Statement

_SHORT = 4  # characters: a bare noun such as 失业 or 社区, that needs someone it is of


def subject_and_of(statement: Statement) -> tuple[Phrase, Phrase]:
    """(subject, counted or measured thing); either may be empty.

    曹县的人口增长率: subject 曹县, of 人口. 失业人数 after 韩国经济…: subject 韩国经济, of 失业.
    """
    subject, of = _elsewhere(statement) or _named(statement)
    # 它全长2.6公里, 该市有530万人: what refers back to the subject is not what is counted.
    return subject, NOTHING if anaphors().types(of.text) is not None else of


def _elsewhere(statement: Statement) -> tuple[Phrase, Phrase] | None:
    """国内80万台，海外40万台: the clause names a place only, and is about what the one before was about."""
    own, binding = statement.own, statement.binding
    if own.text not in cues().words("scope") or not statement.inherited or statement.spoken or binding.holder:
        return None
    return statement.inherited, binding.of or own


def _named(statement: Statement) -> tuple[Phrase, Phrase]:
    binding = statement.binding
    if binding.holder:
        return (statement.own if _identified(statement) else binding.holder), binding.of
    if _describes(statement):
        return binding.of, NOTHING
    own = statement.own
    if (
        own
        and binding.noun
        and own.start < binding.noun.end
        and binding.noun.start < own.end
        and not _happens(statement)
    ):
        own = NOTHING
    owner = binding.owner
    of = binding.of
    if owner and not own:
        if owner.text in cues().words("scope") and statement.inherited and not statement.spoken:
            return statement.inherited, of or owner
        head, rest = split(statement.clause.items, owner)
        if head:
            return head, of if of and of.text != owner.text else rest
        if statement.inherited and not statement.spoken and len(owner.text) <= _SHORT:
            return statement.inherited, of or owner
        return owner, of if of.text != owner.text else NOTHING
    if own and of.text == own.text:
        if statement.inherited:
            return statement.inherited, of
        of = NOTHING
    if owner and owner.text not in own.text and not of:
        of = owner
    # 全月平均价为13美元 with nothing said of whose price: the property's own words are all there is.
    # What a bureau reports is not its own: 统计局公布,国内生产总值126万亿元.
    inherited = binding.noun if statement.spoken and binding.noun else statement.inherited
    return own or inherited or binding.noun, of


def _happens(statement: Statement) -> bool:
    """训练可能持续数月: what lasts is named by the same word as how long it lasts."""
    binding = statement.binding
    lasts = dimension(statement.quantity) in dimensions("size")
    return lasts and not binding.owner and statement.clause.items[binding.noun.last - 1].tag == "vn"


def _identified(statement: Statement) -> bool:
    """xAI就是订购五台燃气轮机的公司: what the attribute describes is the topic itself."""
    own = statement.own
    return bool(own) and any(
        i.text in cues().words("identity") for i in statement.clause.items[own.last : statement.at]
    )


def _describes(statement: Statement) -> bool:
    """A measure in an attribute is that of the noun: 9岁的儿童, 380兆瓦级燃气轮机, 长达32天的危机."""
    sized = dimension(statement.quantity) in dimensions("size") or _is_one(statement)
    return statement.binding.rule == "number before noun" and sized


def _is_one(statement: Statement) -> bool:
    """一只180公斤的海龟: of one of them, it can only be a size."""
    before = statement.clause.items[statement.at - 1] if statement.at else None
    return before is not None and before.tag == "m" and before.text.startswith(tuple(cues().words("article")))


def split(items: Sequence[Item], owner: Phrase) -> tuple[Phrase, Phrase]:
    """曹县的人口 → (曹县, 人口): the entity that owns the rest; (nothing, nothing) where no entity begins it."""
    if not owner or owner.first >= len(items) or items[owner.first].entity is None:
        return NOTHING, NOTHING
    at = owner.first + 1
    if at < owner.last and items[at].text not in DE and items[owner.last - 1].entity is not None:
        return owner, NOTHING
    return phrase(items, owner.first, at), phrase(items, at, owner.last)


def as_entity(found: Phrase) -> Entity | None:
    """The phrase as an entity: the named one where its head is one, else a thing known by its words."""
    if not found:
        return None
    entity = found.entity
    if entity is not None and _is_named(found.text, entity):
        return Entity(found.text, found.start, found.end, entity.label, entity.type, entity.iri)
    return Entity(found.text, found.start, found.end, found.text, "Thing", entity_iri("Thing", found.text))


def _is_named(text: str, entity: Entity) -> bool:
    """A kind with words before it is another kind: 传统燃料汽车 are not all 汽车; 这五台汽车 are what was spoken of."""
    if entity.type != "Thing" or text == entity.text:
        return True
    return any(text.startswith(pointer) for pointer in anaphors().pointers)
