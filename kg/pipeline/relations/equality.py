"""The same thing in two units (1900兆瓦,即1.9吉瓦) or two currencies (3.4亿英镑,折合10亿马克)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isclose

from kg.model import Tie
from kg.ontology.cues import cues
from kg.ontology.properties import properties
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
        if unit_of(one.unit).dimension != unit_of(other.unit).dimension:
            continue
        members: list[tuple[str, Statement | str]] = [("first", first), ("second", second)]
        times = _times(first, second)
        if times is not None:
            members += [] if isclose(times, 1.0) else [("times", f"{times:.12g}")]
            yield tie("equality", members, cue, one.start, other.end)
        elif one.unit != other.unit and one.per == other.per:
            yield tie("equality", members, cue, one.start, other.end)


def _times(first: Statement, second: Statement) -> float | None:
    """By what the first is multiplied to be the second, where each says how much in one of another time: 每秒45米,即
    每小时162公里; 月产能4.5万片,折合年产能54万片. None for anything else."""
    per = [s.per for s in (first, second) if s.per is not None]
    written = [s.quantity.per for s in (first, second)]
    if len(per) != 2 or (per[0] == per[1] and written[0] == written[1]):
        return None
    if any("." in code or unit_of(code).dimension != "time" for code in per):
        return None
    # Bounds are for one second already where the time is written with the number.
    one, other = (unit_of(code).factor if code else 1.0 for code in written)
    return unit_of(per[1]).factor / other / (unit_of(per[0]).factor / one)


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
        or _names_period(item)
    )


def _names_period(item: Item) -> bool:
    """年产能, 每小时: what it is, by the year or the hour."""
    if item.text.startswith(tuple(cues().words("each-opener"))):
        return True
    return item.text.startswith(tuple(cues().words("period-prefix"))) and properties().is_word(item.text[1:])
