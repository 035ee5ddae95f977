"""Before, after, how much and how fast: 由4200元上涨到4620元,每吨上涨420元,涨幅10%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Tie
from kg.pipeline.relations.measures import alike, is_share, tie
from kg.pipeline.statements import Statement


@dataclass(frozen=True, slots=True)
class Change:
    """A before and an after that the text opposes; `sense` is rise or fall as the text says, '' where it does not."""

    before: Statement
    after: Statement
    sense: str


def changes(said: Sequence[Statement]) -> Iterator[Tie]:
    """Ties of order, difference and growth."""
    for change in _changes(said):
        before, after = change.before, change.after
        start, end = min(before.quantity.start, after.quantity.start), max(before.quantity.end, after.quantity.end)
        if change.sense:
            less, greater = (before, after) if change.sense == "rise" else (after, before)
            yield tie("order", [("less", less), ("greater", greater)], change.sense, start, end)
        yield from _amounts(said, change)


def _changes(said: Sequence[Statement]) -> Iterator[Change]:
    for at, statement in enumerate(said):
        if statement.level:
            before = _before_level(said, at)
            if before is not None:
                yield Change(before, statement, statement.change)
        elif _is_base(statement):
            after = _after_base(said, at)
            if after is not None:
                yield Change(statement, after, "")


def _before_level(said: Sequence[Statement], at: int) -> Statement | None:
    """What a 降到 came from: the number with 从, else the one before it in the sentence about the same thing."""
    level = said[at]
    for candidate in reversed(said[max(0, at - 3) : at]):
        if candidate.sentence != level.sentence or not alike(candidate, level):
            continue
        if candidate.has("from") or (not level.own and (not candidate.change or candidate.level) and not candidate.has("base")):
            return candidate
    return None


def _is_base(statement: Statement) -> bool:
    """A number of the period compared with: 去年同期为600亿元, 比去年同期的2090亿美元."""
    return statement.has("base") and not statement.change and not is_share(statement)


def _after_base(said: Sequence[Statement], at: int) -> Statement | None:
    base = said[at]
    for candidate in reversed(said[:at]):
        if candidate.sentence != base.sentence:
            return None
        if alike(candidate, base) and not candidate.change and not candidate.has("part"):
            return candidate
    return None


def _amounts(said: Sequence[Statement], change: Change) -> Iterator[Tie]:
    """The change's size and rate, said beside it."""
    sentence = change.after.sentence
    first = change.before.index if change.sense else change.after.index
    for statement in said:
        if statement.sentence != sentence or statement.level or not statement.change or abs(statement.index - first) > 3:
            continue
        if change.sense and change.sense != statement.change:
            continue
        if statement.quantity.unit == "%" and not _comparable(statement):
            yield _growth(change, statement)
        elif alike(statement, change.after) and statement not in (change.before, change.after):
            yield _difference(change, statement)


def _growth(change: Change, rate: Statement) -> Tie:
    members = [("before", change.before), ("after", change.after), ("rate", rate)]
    kind = "growth" if rate.change == "rise" else "decline"
    return tie(kind, members, rate.change, change.before.quantity.start, rate.quantity.end)


def _difference(change: Change, amount: Statement) -> Tie:
    more, less = (change.after, change.before) if amount.change == "rise" else (change.before, change.after)
    members = [("minuend", more), ("subtrahend", less), ("difference", amount)]
    return tie("difference", members, amount.change, change.before.quantity.start, amount.quantity.end)


def _comparable(rate: Statement) -> bool:
    return any(c.role == "comparable" for c in (*rate.left, *rate.right))
