"""One amount said twice: in another unit, in another currency, or again."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.model import Relation
from kg.ontology.anaphors import anaphors
from kg.ontology.cues import cues
from kg.pipeline.clauses import OPENING
from kg.pipeline.drawn.reading import Reading, relation
from kg.pipeline.relations.equality import equal_pairs
from kg.pipeline.relations.measures import is_plain
from kg.pipeline.statements import Statement
from kg.quantities import unit_of


def equalities(reading: Reading) -> Iterator[Relation]:
    """1600万千瓦（16吉瓦）; 7公顷，相当于10个足球场; 30年（360期）."""
    for first, second, cue in _equal(reading):
        one, other = first.quantity, second.quantity
        if _money(first) and _money(second) and one.unit != other.unit:
            continue
        if one.unit == other.unit and one.value != other.value:
            continue
        if is_plain(first) and is_plain(second) and (not second.has("each") or _is_yearly(second)):
            yield relation("equality", [("side", first), ("side", second)], cue)


def _is_yearly(statement: Statement) -> bool:
    """年发电量624亿千瓦时，相当于每年节约标准煤1968万吨: so much a year both."""
    per = statement.per
    return per is not None and unit_of(per).dimension == "time"


def _equal(reading: Reading) -> Iterator[tuple[Statement, Statement, str]]:
    """Neighbours of which the text says that they are one amount; 相当于每年节约标准煤1968万吨 has its verb between."""
    found = {second.index: (first, second, cue) for first, second, cue in equal_pairs(reading.said)}
    as_much = cues().words("as-much")
    for second in reading.said[1:]:
        first = reading.said[second.index - 1]
        opener = second.clause.items[0].text
        opens = opener in as_much and second.clause is not first.clause and not second.bracketed
        adjacent = first.sentence == second.sentence and first.at == len(first.clause.items) - 1
        if opens and adjacent and second.index not in found and second.clause.quantities()[0] == second.at:
            found[second.index] = (first, second, opener)
    for second in reading.said:
        hung = reading.anchor(second) if len(second.clause.items) == 1 else None
        if hung is not None:
            found.setdefault(second.index, (hung, second, second.clause.opener))
    for first, second, cue in found.values():
        alike = unit_of(first.quantity.unit).dimension == unit_of(second.quantity.unit).dimension
        if alike or cue in cues().words("other-terms") or cue in OPENING:
            yield first, second, cue


def _money(statement: Statement) -> bool:
    return unit_of(statement.quantity.unit).dimension.startswith("money")


def exchanges(reading: Reading) -> Iterator[Relation]:
    """500万港元，折合人民币460万元, with the rate where the text gives one."""
    rates = [s for s in reading.said[1:] if _is_rate(reading, s)]
    bases = {s.index - 1 for s in rates}
    for converted in reading.said[1:]:
        if not _money(converted) or converted in rates or converted.index in bases:
            continue
        amount = _amount(reading, converted, bases)
        if amount is None or amount.index in bases:
            continue
        units = {amount.quantity.unit, converted.quantity.unit}
        rate = next(
            (r for r in rates if units == _units(reading, r) and abs(r.sentence - converted.sentence) <= 1), None
        )
        members = [("amount", amount), ("converted", converted)]
        yield relation("exchange", [*members, ("rate", rate)] if rate is not None else members)


def _is_rate(reading: Reading, statement: Statement) -> bool:
    """按1美元约合7.2元: beside one unit of another currency."""
    one = reading.said[statement.index - 1]
    counted = one.quantity.value in (1, 100) and not any(sign in one.quantity.text for sign in "万亿")
    return one.clause is statement.clause and counted and len(_units(reading, statement)) == 2


def _units(reading: Reading, statement: Statement) -> set[str]:
    beside = reading.said[statement.index - 1]
    return {s.quantity.unit for s in (beside, statement) if _money(s)}


def _amount(reading: Reading, converted: Statement, bases: Collection[int]) -> Statement | None:
    """What was converted: beside it, or, behind 相当于 and 折合, the nearest amount of the same thing in another currency."""
    for first, second, _ in equal_pairs(reading.said[converted.index - 1 : converted.index + 1]):
        if _money(first) and first.quantity.unit != second.quantity.unit:
            return first
    if not any(c.text in cues().words("as-much") for c in converted.left) or converted.claim is None:
        return None
    for candidate in reversed(reading.said[: converted.index]):
        if candidate.sentence < converted.sentence - 2:
            return None
        same = candidate.claim is not None and candidate.claim.property == converted.claim.property
        near = candidate.sentence == converted.sentence
        if candidate.index in bases:
            continue  # 按1欧元兑7.8元计算
        if _money(candidate) and candidate.quantity.unit != converted.quantity.unit and (same or near):
            return candidate
    return None


_MOST = 50  # places of one number: of what is said more often, the first will do


def repeats(reading: Reading) -> Iterator[Relation]:
    """The same number of the same thing, in the heading and the body, or taken up again: 这三家公司."""
    first: dict[tuple[object, str], list[Statement]] = {}
    for statement in reading.said:
        quantity = statement.quantity
        if quantity.value is None or quantity.kind in ("ordinal", "date"):
            continue
        before = first.setdefault((quantity.value, quantity.unit), [])
        again = next((s for s in before if _again(s, statement)), None)
        if again is not None:
            yield relation("repeat", [("first", again), ("again", statement)])
        elif len(before) < _MOST:
            before.append(statement)


def _again(first: Statement, again: Statement) -> bool:
    """True where the later says what the earlier said: a definite number, one of many digits, or the same of one thing."""
    if first.sentence == again.sentence and first.clause is again.clause:
        return False
    items = again.clause.items
    if again.at and items[again.at - 1].text in anaphors().pointers:
        return _share_noun(first, again)
    digits = sum(c.isdecimal() and c != "0" for c in again.quantity.text)
    apart = first.sentence != again.sentence
    return (
        apart
        and is_plain(first)
        and is_plain(again)
        and (_share_noun(first, again) or digits > 3)
        and _one_time(first, again)
    )


def _one_time(first: Statement, again: Statement) -> bool:
    one, other = first.claim, again.claim
    return one is None or other is None or one.time == other.time or None in (one.time, other.time)


def _share_noun(first: Statement, again: Statement) -> bool:
    """True when the two are said of one thing, or count one."""
    one, other = first.claim, again.claim
    if one is None or other is None:
        return False
    if one.of is not None and other.of is not None:
        return one.of.text.endswith(other.of.text) or other.of.text.endswith(one.of.text)
    same = one.subject is not None and other.subject is not None and one.subject.iri == other.subject.iri
    return same and one.property == other.property and one.of is other.of is None
