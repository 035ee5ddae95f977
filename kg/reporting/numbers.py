"""Numbers as the report prints them: exact values, and intervals whose ends the reader can tell apart."""

from __future__ import annotations

import re
from math import floor, inf, isfinite, log10

from kg.checking.formatting import amount, number
from kg.model import Interval
from kg.quantities import unit_of

_FIGURE = re.compile(r"[−-]?[0-9.]+")


def plain(value: float, digits: int = 6) -> str:
    """A value with its digits grouped, to so many significant ones: 1900.0 → "1,900", 9.6 → "9.6"."""
    if not isfinite(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    size = floor(log10(abs(value)))
    if size >= 15 or size < -6:
        return f"{value:.{digits - 1}g}".replace("e+", "e")
    text = f"{value:,.{max(0, digits - 1 - size)}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def bounds(interval: Interval, unit: str = "1") -> str:
    """An interval in its own unit: "1.85 – 1.95 兆瓦", a point as "5台", half-open as "≥ 110万吨"; "" without any end.

    unit: the code whose name stands behind it; none by default.
    """
    low, high = (_named(number(end), unit) for end in (interval.low, interval.high))
    written = _joined(interval, low, high)
    return _exact(interval, unit) if written is None else written


def amounts(interval: Interval, unit: str) -> str:
    """An SI interval as `bounds`, with a unit that suits its size; `unit` is the code the text used."""
    if not (isfinite(interval.low) or isfinite(interval.high)):
        return ""
    known = unit_of(unit)
    own = Interval(*((end - known.offset) / known.factor for end in (interval.low, interval.high)))
    low, high = (amount(end, unit) if isfinite(end) else "" for end in (interval.low, interval.high))
    written = _joined(interval, low, high)
    return _exact(own, unit) if written is None else written


def _joined(interval: Interval, low: str, high: str) -> str | None:
    """The two ends as one; None where they read the same and are not."""
    if interval.low == -inf:
        return "" if interval.high == inf else f"≤ {high}"
    if interval.high == inf:
        return f"≥ {low}"
    if low == high:
        return low if interval.low == interval.high else None
    figure = _FIGURE.match(low)
    shared = figure and _FIGURE.sub("", low, count=1) == _FIGURE.sub("", high, count=1)
    return f"{figure[0] if figure and shared else low} – {high}"


def _exact(interval: Interval, unit: str) -> str:
    return f"{plain(interval.low, 9)} – {_named(plain(interval.high, 9), unit)}"


def _named(figure: str, unit: str) -> str:
    """A figure and its unit's name, a space between them after a digit, unless it is a classifier or a sign."""
    label = unit_of(unit).label
    apart = figure[-1].isdigit() and label and not unit.startswith("{") and label not in "%‰"
    return f"{figure} {label}" if apart else figure + label
