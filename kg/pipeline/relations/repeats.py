"""The same thing stated again: subject, property, thing, unit and scope alike, in title, lead, body or caption."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from kg.model import Tie
from kg.pipeline.relations.measures import is_plain, tie
from kg.pipeline.statements import Statement
from kg.quantities import unit_of


def repeats(said: Sequence[Statement]) -> Iterator[Tie]:
    """Each later mention against the first, so that the number of ties grows with that of mentions, not of pairs."""
    first: dict[Hashable, Statement] = {}
    for statement in said:
        key = _key(statement)
        if key is None:
            continue
        before = first.setdefault(key, statement)
        if before is not statement:
            yield tie("repeat", [("first", before), ("again", statement)], "", before.quantity.start, statement.quantity.end)


def _key(statement: Statement) -> Hashable | None:
    """What must be the same for two numbers to be one; None for numbers that say too little of themselves."""
    claim = statement.claim
    if claim is None or claim.subject is None or claim.property is None or not is_plain(statement):
        return None
    if statement.quantity.value is None or claim.role in ("part", "rest", "before") or claim.modality in ("negated", "asked", "supposed"):
        return None
    return (
        claim.subject.iri,
        claim.property.iri,
        claim.of.iri if claim.of else None,
        claim.per,
        claim.time,
        unit_of(statement.quantity.unit).dimension,
    )
