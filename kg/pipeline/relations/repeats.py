"""The same thing stated again: subject, property, thing, unit and scope alike, in title, lead, body or caption."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.relations.measures import is_plain, tie
from kg.pipeline.relations.products import each_of
from kg.pipeline.statements import Statement
from kg.quantities import unit_of

# Numbers of something other than the thing itself: a part, a base, one step of several.
_OF_OTHERS = ("part", "rest", "base", "from", "initial", "added", "average", "compare")


def repeats(said: Sequence[Statement]) -> Iterator[Tie]:
    """Each later mention against the first, so that the number of ties grows with that of mentions, not of pairs."""
    first: dict[Hashable, Statement] = {}
    for statement in said:
        key = _key(statement)
        if key is None:
            continue
        before = first.setdefault(key, statement)
        # Within a sentence numbers of one thing are parts, steps or rates of each other, not repeats.
        if before.sentence != statement.sentence:
            yield tie(
                "repeat", [("first", before), ("again", statement)], "", before.quantity.start, statement.quantity.end
            )


def _own_time(statement: Statement) -> str | None:
    """The time that the number's own sentence names. One carried over from the sentence before sets nothing apart, nor
    does 目前."""
    own = statement.when
    return None if own is None or own.text in cues().words("now") or statement.claim is None else statement.claim.time


def _key(statement: Statement) -> Hashable | None:
    """What must be the same for two numbers to be one; None for a number that does not itself say whose and what it is."""
    claim, binding = statement.claim, statement.binding
    if claim is None or claim.subject is None or claim.property is None or binding.property is None:
        return None
    if statement.place is not None:
        return None  # the cells of a row are one thing at several times
    if binding.holder and claim.subject.text == binding.holder.text:
        return None  # 带有两个轮子的行李箱 is one sort of several
    own = statement.own
    others = (
        item
        for item in statement.clause.items[own.first : own.last]
        if item is not statement.clause.items[statement.at]
    )
    if any(item.tag == "Q" for item in others):
        return None  # 这三家公司原有员工210人 is not of the one company
    whose = own or binding.owner or statement.quantity.approx == "class"
    what = binding.noun or binding.verb or claim.of is not None
    if not whose or not what or statement.quantity.value is None:
        return None
    if not is_plain(statement) and statement.quantity.approx != "class":
        return None
    if (
        statement.change
        or any(statement.has(role) for role in _OF_OTHERS)
        or claim.modality in ("negated", "asked", "supposed")
    ):
        return None
    return (
        claim.subject.iri,
        claim.property.iri,
        claim.of.iri if claim.of and claim.of.text != binding.noun.text else None,
        claim.per,
        tuple(each_of(statement)),
        _own_time(statement),
        unit_of(statement.quantity.unit).dimension,
    )
