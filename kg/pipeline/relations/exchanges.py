"""Conversions between two currencies in one text imply one rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Tie
from kg.pipeline.relations.equality import equal_pairs
from kg.pipeline.relations.measures import tie
from kg.pipeline.statements import Statement, in_sentences
from kg.quantities import unit_of

Pair = tuple[Statement, Statement]


def exchanges(said: Sequence[Statement]) -> Iterator[Tie]:
    """Each conversion against a stated rate (按1美元兑7元计算), or else against the first of the same two currencies."""
    rates = list(_stated_rates(said))
    pairs = [(a, b) for a, b, _ in equal_pairs(said) if _currencies(a, b) and (a, b) not in rates]
    pairs += [p for p in _over_rates(said, rates) if p not in pairs]
    for amount, converted in pairs:
        rate = next((r for r in rates if _matches(r, (amount, converted))), None)
        if rate is None:
            rate = next((p for p in pairs if p[0] is not amount and _matches(p, (amount, converted))), None)
            if rate is None or rate[0].index > amount.index:
                continue
        of, to = rate if rate[0].quantity.unit == amount.quantity.unit else (rate[1], rate[0])
        members = [("amount", amount), ("converted", converted), ("rateOf", of), ("rateIs", to)]
        yield tie("exchange", members, "", amount.quantity.start, converted.quantity.end)


def _stated_rates(said: Sequence[Statement]) -> Iterator[Pair]:
    """1美元兑7元, 1个记账单位约等于1.20635美元: one unit of a currency beside an amount of another."""
    for a, b in pairwise(said):
        if a.sentence == b.sentence and a.quantity.value == 1 and _currencies(a, b) and b.has("exchange-rate"):
            yield a, b
    for a, b, _ in equal_pairs(said):
        if a.quantity.value in (1, 100) and _currencies(a, b):
            yield a, b


def _over_rates(said: Sequence[Statement], rates: Sequence[Pair]) -> Iterator[Pair]:
    """5000万欧元,按1欧元兑7.8元计算,约合3.9亿元: the rate stands between what it converts."""
    for rate in rates:
        for one, other in (rate, rate[::-1]):
            here = in_sentences(said, one.sentence, one.sentence)
            before = [s for s in here if s.index < rate[0].index and s.quantity.unit == one.quantity.unit]
            after = [s for s in here if s.index > rate[1].index and s.quantity.unit == other.quantity.unit]
            if before and after and not after[0].change and _is_outcome(after[0]):
                yield before[-1], after[0]


def _is_outcome(statement: Statement) -> bool:
    """约合, but not 约 by itself."""
    return any(c.role == "equal" and c.text != "约" for c in statement.left)


def _currencies(a: Statement, b: Statement) -> bool:
    one, other = unit_of(a.quantity.unit).dimension, unit_of(b.quantity.unit).dimension
    return one != other and one.startswith("money") and other.startswith("money") and a.quantity.per == b.quantity.per


def _matches(one: Pair, other: Pair) -> bool:
    return {s.quantity.unit for s in one} == {s.quantity.unit for s in other}
