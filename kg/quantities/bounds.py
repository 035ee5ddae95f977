"""From an atom and its hedges to the Quantity: stated bounds and the two readings (docs/intervals.md)."""

from __future__ import annotations

from math import inf

from kg.model import Interval, Kind, Quantity
from kg.quantities.atoms import Atom
from kg.quantities.hedges import Hedge
from kg.quantities.numerals import Numeral

_POINTS = frozenset({"ordinal", "date"})

# What stands around an atom: its hedge, where the hedges begin and end, 每台 before it.
Outer = tuple[Hedge | None, int, int, str | None]


def quantity(text: str, atom: Atom, outer: Outer) -> Quantity:
    """The published form of an atom."""
    number = atom.number
    value, low, high, _step, _coarse, full, approx = number
    narrow, wide = digits_alone(number, atom.kind, atom.name is None)
    hedge, hedge_start, hedge_end, per = outer
    if hedge is not None and value is not None and approx == "exact":
        narrow, wide = hedge.readings(value, narrow, wide)
        approx, full = hedge.approx, False
        low, high = (value if "low" in hedge.states else low), (value if "high" in hedge.states else high)
    start, end, name = atom.start, atom.end, atom.name
    code = "1" if name is None else name.unit.code
    return Quantity(
        text[start:end], start, end, value, low, high, code, atom.kind, approx, atom.per or per,
        narrow, wide, full, hedge_start, hedge_end, atom.date_value,
    )  # fmt: skip


def digits_alone(number: Numeral, kind: Kind, bare: bool) -> tuple[Interval, Interval]:
    """Narrow: half a unit of the last written digit, a point for a count. Wide: of the last digit that is not zero."""
    value, low, high, step, coarse, full, approx = number
    if value is None or approx != "exact":
        ends = (-inf if low is None else low, inf if high is None else high)
        if ends[0] > ends[1]:
            ends = (ends[1], ends[0])
        slack = coarse / 2 if approx == "range" else 0.0
        return Interval(*ends), Interval(ends[0] - slack, ends[1] + slack)
    if kind in _POINTS:
        point = Interval(value, value)
        return point, point
    counted = full and (bare or kind == "cardinal")
    half = 0.0 if counted else step / 2
    # Nobody rounds to a whole one: 五台 and 1368个 are counted, 1500人 may be rounded.
    rough = 0.0 if counted and coarse == 1 else max(coarse / 2, half)
    narrow = Interval(value - half, value + half)
    return narrow, narrow if rough == half else Interval(value - rough, value + rough)
