"""Two intervals drawn to scale: where on a line the computed and the stated number lie, in percent of its width."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isfinite, isnan, log10
from typing import Literal

from kg.checking.formatting import amount
from kg.model import Check, Interval
from kg.quantities import unit_of

_MARGIN = 6.0  # percent of the width left free at either end, where arrows go
_LOGARITHMIC = 20.0  # ends further apart than this ratio are unreadable on a linear scale
_THINNEST = 1.0  # percent; a narrower bar could not be seen


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the line, in percent; `from_left` or `to_right`: it goes on beyond the edge."""

    left: float
    width: float
    from_left: bool
    to_right: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One number's two readings. `point`: the narrow reading is a single value, drawn as a diamond, at `middle`."""

    role: Literal["computed", "stated"]
    narrow: Bar
    wide: Bar
    point: bool

    @property
    def middle(self) -> float:
        return self.narrow.left + self.narrow.width / 2


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The drawing of a check. `gap`: the stretch between intervals that do not meet even at their widest."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    logarithmic: bool
    gap: Bar | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    logarithmic: bool

    def at(self, value: float) -> float:
        """Percent from the left; beyond the ends at 0 or 100."""
        if not isfinite(value) or (self.logarithmic and value <= 0):
            return 100.0 if value > 0 else 0.0
        low, high = self._map(self.low), self._map(self.high)
        share = (self._map(value) - low) / (high - low)
        return round(min(100.0, max(0.0, _MARGIN + share * (100 - 2 * _MARGIN))), 2)

    def _map(self, value: float) -> float:
        return log10(value) if self.logarithmic else value


def draw(check: Check) -> NumberLine | None:
    """The number line of a check; None where it has no finite end to draw."""
    pairs = ((check.computed, check.computed_wide), (check.stated, check.stated_wide))
    ends = [end for pair in pairs for interval in pair for end in (interval.low, interval.high)]
    if any(isnan(end) for end in ends) or not any(isfinite(end) for end in ends):
        return None
    scale = _scale([end for end in ends if isfinite(end)])
    if not isfinite(scale.high - scale.low):
        return None
    rows = (_row("computed", *pairs[0], scale), _row("stated", *pairs[1], scale))
    between = _between(check.computed_wide, check.stated_wide)
    return NumberLine(
        rows=rows,
        ticks=tuple(Tick(scale.at(value), amount(value, check.unit)) for value in _ticks(scale, check.unit)),
        logarithmic=scale.logarithmic,
        gap=_bar(between, scale) if between else None,
        ratio=between.high / between.low if between and between.low > 0 else None,
    )


def _scale(ends: list[float]) -> _Scale:
    low, high = min(ends), max(ends)
    positive = [end for end in ends if end > 0]
    if low >= 0 and positive and high / min(positive) >= _LOGARITHMIC:
        return _Scale(min(positive), high, logarithmic=True)
    if low == high:
        room = abs(low) / 10 or 1.0
        return _Scale(low - room, high + room, logarithmic=False)
    return _Scale(low, high, logarithmic=False)


def _row(role: Literal["computed", "stated"], narrow: Interval, wide: Interval, scale: _Scale) -> Row:
    return Row(role, _bar(narrow, scale), _bar(wide, scale), narrow.low == narrow.high)


def _bar(interval: Interval, scale: _Scale) -> Bar:
    left, right = scale.at(interval.low), scale.at(interval.high)
    if right - left < _THINNEST:
        left = min(max(0.0, (left + right - _THINNEST) / 2), 100.0 - _THINNEST)
        right = left + _THINNEST
    return Bar(round(left, 2), round(right - left, 2), left == 0.0, right == 100.0)


def _between(one: Interval, other: Interval) -> Interval | None:
    if one.meets(other):
        return None
    lower, upper = sorted((one, other), key=lambda interval: interval.low)
    return Interval(lower.high, upper.low)


def _ticks(scale: _Scale, unit: str) -> list[float]:
    """Round values in the unit of the text: kilowatt-hours, where the interval is in joules."""
    known = unit_of(unit)
    if scale.logarithmic:
        return [
            value * known.factor for value in _logarithmic_ticks(scale.low / known.factor, scale.high / known.factor)
        ]
    low, high = ((end - known.offset) / known.factor for end in (scale.low, scale.high))
    return [value * known.factor + known.offset for value in _linear_ticks(low, high)]


def _linear_ticks(low: float, high: float) -> list[float]:
    """At most five, a step of 1, 2 or 5 times a power of ten apart."""
    rough = (high - low) / 3
    power = 10.0 ** floor(log10(rough))
    step = next(power * digit for digit in (1, 2, 5, 10) if power * digit >= rough * 0.75)
    return [index * step for index in range(ceil(low / step), floor(high / step) + 1)][:5]


def _logarithmic_ticks(low: float, high: float) -> list[float]:
    """At most five, powers of ten; over a few decades their twos and fives too."""
    powers = range(floor(log10(low)), ceil(log10(high)) + 1)
    digits = (1, 2, 5) if len(powers) <= 3 else (1, 3) if len(powers) <= 4 else (1,)
    values = [digit * 10.0**power for power in powers for digit in digits]
    inside = [value for value in values if low * 0.999 <= value <= high * 1.001]
    return inside[:: max(1, ceil(len(inside) / 5))]
