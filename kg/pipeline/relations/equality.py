"""The same thing in two units (1900兆瓦,即1.9吉瓦) or two currencies (3.4亿英镑,折合10亿马克)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.clauses import Item
from kg.pipeline.relations.measures import tie
from kg.pipeline.statements import Statement
from kg.quantities import unit_of

# Words that may stand between the two besides the cue: hedges, adverbs, 人民币.
_FILLERS = frozenset(("d", "c", "xc", "u"))


def equal_pairs(said: Sequence[Statement]) -> Iterator[tuple[Statement, Statement, str]]:
    """(first, second, cue) for neighbours of which the text says that they are one amount."""
    for first, second in pairwise(said):
        if first.sentence == second.sentence:
            cue = _cue_between(first, second)
            if cue is not None:
                yield first, second, cue


def equalities(said: Sequence[Statement]) -> Iterator[Tie]:
    """Ties of one dimension; currencies are left to `exchanges`."""
    for first, second, cue in equal_pairs(said):
        one, other = first.quantity, second.quantity
        if (
            one.unit != other.unit
            and one.per == other.per
            and unit_of(one.unit).dimension == unit_of(other.unit).dimension
        ):
            yield tie("equality", [("first", first), ("second", second)], cue, one.start, other.end)


def _cue_between(first: Statement, second: Statement) -> str | None:
    bracket = second.clause.anchor is first.clause.items[first.at]
    if second.clause is first.clause:
        between = first.clause.items[first.at + 1 : second.at]
    elif bracket or (first.at == len(first.clause.items) - 1 and not second.bracketed):
        between = second.clause.items[: second.at]
    else:
        return None
    words = cues().words("equal")
    said = [item.text for item in between if item.text in words]
    if not (said or bracket) or not all(_filler(item) for item in between):
        return None
    if not bracket and cues().words("hedging-equal").issuperset(said):
        return None
    return said[0] if said else "（"


def _filler(item: Item) -> bool:
    return (
        item.text in cues().words("equal")
        or item.text in cues().words("link")
        or item.tag in _FILLERS
        or item.text in cues().words("equal-filler")
    )
