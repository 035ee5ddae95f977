"""Order and difference: which of two things is more, and by how much."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Relation
from kg.ontology.cues import cues
from kg.pipeline.drawn.growth import is_change
from kg.pipeline.drawn.reading import Reading, adds_up, relation
from kg.pipeline.drawn.wholes import is_balance
from kg.pipeline.relations.comparisons import compared
from kg.pipeline.relations.measures import alike, comparable, is_plain, is_share
from kg.pipeline.statements import Statement
from kg.quantities import unit_of

_NEAR = 6


def orders(reading: Reading) -> Iterator[Relation]:
    """低于去年的39.2元, 首次突破1.4万亿斤: against the number before it of the same measure."""
    for other in reading.said:
        sense = compared(other) or _passed(other)
        if not sense or is_change(reading, other):
            continue
        for candidate in reading.in_sentence(other)[:_NEAR]:
            if _sets_off(reading, candidate, other):
                less, greater = (other, candidate) if sense == "greater" else (candidate, other)
                yield relation("order", [("less", less), ("greater", greater)], sense)
                break


def _passed(statement: Statement) -> str:
    """greater for a mark that what was said before has passed."""
    opener = next((i.text for i in statement.clause.items[: statement.at] if i.tag == "v"), "")
    passed = opener in cues().words("crossed") and not statement.own and not statement.bracketed
    return "greater" if passed and statement.at == len(statement.clause.items) - 1 else ""


def _sets_off(reading: Reading, candidate: Statement, other: Statement) -> bool:
    settled = not candidate.change or candidate.level
    similar = _is_similar(candidate, other) and not reading.other_side(candidate) and candidate.per == other.per
    return similar and settled and not candidate.bracketed and not is_change(reading, candidate)


def _is_similar(a: Statement, b: Statement) -> bool:
    both = all(unit_of(s.quantity.unit).dimension.startswith("money") for s in (a, b))  # 新台币32.34元，低于39.2元
    return (comparable(a, b) or both) and (is_share(a) == is_share(b))


def differences(reading: Reading) -> Iterator[Relation]:
    """相差3.4万元, 前者比后者多204.3克, 贸易顺差7.06万亿元, 尚有233万元未归还."""
    for gap in reading.said:
        if gap.quantity.value is None or is_change(reading, gap):
            continue
        pair = _pair(reading, gap)
        if pair is not None:
            more, less = pair
            yield relation("difference", [("minuend", more), ("subtrahend", less), ("difference", gap)])


def _pair(reading: Reading, gap: Statement) -> tuple[Statement, Statement] | None:
    """(minuend, subtrahend): of the numbers before it the nearest two that are that far apart."""
    if not _says_so(gap):
        return None
    before = reading.since(gap, gap.sentence - (2 if _points(gap) else 1))
    near = [s for s in before if alike(s, gap) or (_points(gap) and is_share(s))][:_NEAR]
    for at, one in enumerate(near):
        for other in near[at + 1 :]:
            more, less = sorted((one, other), key=lambda s: -(s.quantity.value or 0.0))
            if _is_gap(more, less, gap):
                # Of 出口 and 进口 the first less the second, as they are said.
                return (more, less) if (gap.quantity.value or 0) >= 0 else (less, more)
    return None


def _is_gap(more: Statement, less: Statement, gap: Statement) -> bool:
    if _points(gap):
        values = (more.quantity.value, less.quantity.value, gap.quantity.value)
        return None not in values and abs((values[0] or 0) - (values[1] or 0) - abs(values[2] or 0)) < 0.011
    if (gap.quantity.value or 0) < 0:
        one, other = more.quantity.value, less.quantity.value
        return one is not None and other is not None and abs(one - other + (gap.quantity.value or 0)) < 0.011 * one
    return (is_plain(more) and is_plain(less) and adds_up(more, [less, gap])) or _shares_gap(more, less, gap)


def _shares_gap(more: Statement, less: Statement, gap: Statement) -> bool:
    return is_share(more) and is_share(less) and is_share(gap) and adds_up(more, [less, gap])


def _points(gap: Statement) -> bool:
    return gap.quantity.unit == "{pp}"


def _says_so(gap: Statement) -> bool:
    """A word says that it is what lies between two, or what one leaves of another."""
    if gap.has("apart") or _points(gap):
        return True
    named = is_balance(gap)
    against = any(i.text in cues().words("against") for i in gap.clause.items[: gap.at])
    return named or (against and bool(gap.change))
