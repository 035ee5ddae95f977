"""What only a reference fact can judge: so much for so many, one currency for another, a share of a few people.

A tie here says that two numbers may be divided, not what must come out: without a fact about the thing counted
(300兆瓦 for 20万个GPU: what one GPU draws) no check is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Tie
from kg.pipeline.relations.equality import equal_pairs
from kg.pipeline.relations.measures import is_plain, is_share, tie
from kg.pipeline.relations.products import each_of
from kg.pipeline.statements import Statement
from kg.quantities import unit_of

_REACH = 6  # numbers to either side: what belongs together stands together, and the search stays linear
_MEASURED = ("power", "energy", "money", "mass", "volume", "area", "data", "computing power")
_HEDGES = ("约", "计")  # 约两台, 共计两台: outside of brackets these say nothing of another number
_AMONG = ("中", "里", "当中")  # of the frames, those that make what stands before them the whole of what follows


def intensities(said: Sequence[Statement]) -> Iterator[Tie]:
    """Ties of an amount with a count it is said of, of conversions, of a power with what it yields, of small shares."""
    for statement in said:
        if _is_amount(statement):
            for count in _counts_of_same(said, statement):
                yield _intensity(statement, count, "")
        elif _is_count(statement) and (cue := _equal_to(statement)):
            yield from _equal_to_so_many(said, statement, cue)
    yield from _conversions(said)
    yield from _outputs(said)
    yield from _portions(said)


def _is_amount(statement: Statement) -> bool:
    """So much of something, not per unit, no average (人均18.9万元 is divided already), no change, no share."""
    quantity = statement.quantity
    bound = quantity.value is not None or quantity.low is not None or quantity.high is not None
    undivided = quantity.per is None and not statement.has("average")
    return bound and undivided and is_plain(statement) and _measure(statement) in _MEASURED


def _is_count(statement: Statement) -> bool:
    quantity = statement.quantity
    return quantity.unit.startswith("{") and quantity.value is not None and quantity.per is None and is_plain(statement)


def _measure(statement: Statement) -> str:
    return unit_of(statement.quantity.unit).dimension.split(":")[0]


def _near(said: Sequence[Statement], statement: Statement) -> Sequence[Statement]:
    """The numbers around one, in its sentence and the next to it on either side; the nearest first, those before it
    before those after."""
    at, sentence = statement.index, statement.sentence
    around = said[max(0, at - _REACH) : at + _REACH + 1]
    near = [other for other in around if other is not statement and abs(other.sentence - sentence) <= 1]
    return sorted(near, key=lambda other: (other.index > at, abs(other.index - at)))


def _counts_of_same(said: Sequence[Statement], amount: Statement) -> Iterator[Statement]:
    """该系统包含约20万个GPU,消耗约300兆瓦: the counts of what the amount's subject has, the nearest of each kind."""
    seen = set()
    for count in _near(said, amount):
        kind = _kind(count)
        if not _is_count(count) or kind in seen or _equal_to(count):
            continue
        if _same_subject(amount, count) and _one_scope(amount, count):
            seen.add(kind)
            yield count


def _kind(count: Statement) -> tuple[str, str]:
    of = count.of
    return count.quantity.unit, of.iri if of else ""


def _same_subject(a: Statement, b: Statement) -> bool:
    one, other = a.subject, b.subject
    return one is not None and other is not None and one.iri == other.iri


def _one_scope(amount: Statement, count: Statement) -> bool:
    """Both of the whole, or both of one: 每个机柜120千瓦 goes with 每个机柜72个GPU. With 20万个GPU said of the cluster
    it does not, unless what the two are said of is that one itself (GB200 NVL72将72个GPU…, 单个NVL72机架…120千瓦)."""
    each = each_of(amount)
    if set(each) == set(each_of(count)):
        return True
    subject = amount.subject
    if each_of(count) or subject is None or _counts_one_of(count, each):
        return False
    nouns = [unit[1:] for unit in each if len(unit) > 1]  # 个机柜: without the classifier
    return any(noun.endswith(subject.label) or subject.text.endswith(noun) for noun in nouns)


def _counts_one_of(count: Statement, each: Sequence[str]) -> bool:
    """True for the number of those that the amount is said for one of: 五台涡轮机,每台380兆瓦 is a product."""
    of = count.of.text if count.of is not None else ""
    return any(unit == count.quantity.unit.strip("{}") or (of and unit.endswith(of)) for unit in each)


def _equal_to_so_many(said: Sequence[Statement], count: Statement, cue: str) -> Iterator[Tie]:
    """1.9吉瓦,相当于两台标准核反应堆: an amount, and so many things that it is as much as. 按7140平方米计算 says what
    one of them is taken for."""
    for amount in _near(said, count):
        if amount.index < count.index and _is_amount(amount) and not (each_of(amount) or amount.has("according")):
            yield _intensity(amount, count, cue)
            return


def _equal_to(count: Statement) -> str:
    """The word that makes it as much as another, or ''."""
    return next((cue.text for cue in count.left if cue.role == "equal" and cue.text not in _HEDGES), "")


def _intensity(amount: Statement, count: Statement, cue: str) -> Tie:
    return _pair("intensity", ("numerator", amount), ("denominator", count), cue)


def _pair(kind: str, one: tuple[str, Statement], other: tuple[str, Statement], cue: str) -> Tie:
    first, last = sorted((one[1].quantity, other[1].quantity), key=lambda quantity: quantity.start)
    return tie(kind, [one, other], cue, first.start, last.end)


def _conversions(said: Sequence[Statement]) -> Iterator[Tie]:
    """5000万欧元,约合3.9亿元: the rate between them is that of its year, whether the text says it or not."""
    for first, second, cue in equal_pairs(said):
        if _measure(first) == _measure(second) == "money" and first.quantity.unit != second.quantity.unit:
            yield _pair("conversion", ("first", first), ("second", second), cue)


def _outputs(said: Sequence[Statement]) -> Iterator[Tie]:
    """总装机92万千瓦,全年发电32.6亿千瓦时: what a plant gives in a year, and the power it has."""
    for energy in said:
        if _measure(energy) == "energy" and _is_amount(energy) and not each_of(energy):
            power = next((s for s in _near(said, energy) if _is_power_of(s, energy)), None)
            if power is not None:
                yield _pair("output", ("capacity", power), ("generated", energy), "")


def _is_power_of(power: Statement, energy: Statement) -> bool:
    whole = _is_amount(power) and not each_of(power)
    return whole and _measure(power) == "power" and _same_subject(power, energy)


def _portions(said: Sequence[Statement]) -> Iterator[Tie]:
    """12名受访者中,37%表示…: the share that follows a number of people is a share of them."""
    for whole, share in pairwise(said):
        if whole.sentence == share.sentence and _is_count(whole) and is_share(share) and not share.change:
            frame = next((cue for cue in whole.right if cue.role == "frame"), None)
            if frame is not None and frame.text in _AMONG and frame.end == whole.clause.end:
                yield _pair("portion", ("whole", whole), ("share", share), frame.text)
