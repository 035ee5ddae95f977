"""Numbers as the report prints them: bounds in their own unit, SI values in a fitting one."""

from __future__ import annotations

from collections.abc import Callable
from math import floor, inf, isfinite, log10

from kg.model import Interval

# Largest first; a Chinese count steps by 万 and 亿, not by thousands.
_COUNTS = ((1e8, "亿"), (1e4, "万"), (1.0, ""))
_LADDERS: dict[str, tuple[tuple[float, str], ...]] = {
    "W": ((1e9, "吉瓦"), (1e6, "兆瓦"), (1e3, "千瓦"), (1.0, "瓦")),
    "J": ((3.6e14, "亿千瓦时"), (3.6e10, "万千瓦时"), (3.6e6, "千瓦时"), (1.0, "焦")),
    "m": ((1e3, "公里"), (1.0, "米")),
    "m2": ((1e6, "平方公里"), (1.0, "平方米")),
    "kg": ((1e11, "亿吨"), (1e7, "万吨"), (1e3, "吨"), (1.0, "公斤")),
    "s": ((86400.0, "天"), (3600.0, "小时"), (60.0, "分"), (1.0, "秒")),
    "%": ((0.01, "%"),),
    "m/s": ((1 / 3.6, "公里/小时"),),
    "CNY": tuple((size, name + "元") for size, name in _COUNTS),
}


def plain(value: float) -> str:
    """A value with its digits grouped, to six significant ones at least: 1900.0 → "1,900", 9.6 → "9.6"."""
    if not isfinite(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    size = floor(log10(abs(value)))
    if size >= 15 or size < -6:
        return f"{value:.4g}".replace("e+", "e")
    text = f"{value:,.{max(0, 5 - size)}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def bounds(interval: Interval) -> str:
    """"1.85–1.95", a point as "5", half-open as "≥ 110"; "" where it says nothing."""
    return _bounds(interval, plain)


def labelled(value: float, unit: str) -> str:
    """An SI value in the largest unit that leaves at least one: (7.2e10, "W") → "72 吉瓦"."""
    ladder = _LADDERS.get(unit, tuple((size, name + unit.strip("{}1")) for size, name in _COUNTS))
    size, name = next((rung for rung in ladder if abs(value) >= rung[0] * 0.999), ladder[-1])
    return f"{plain(float(f'{value / size:.4g}'))} {name}".rstrip().replace(" %", "%")


def labelled_bounds(interval: Interval, unit: str) -> str:
    """`bounds` of an SI interval, each end in a fitting unit."""
    return _bounds(interval, lambda value: labelled(value, unit))


def _bounds(interval: Interval, write: Callable[[float], str]) -> str:
    low, high = write(interval.low), write(interval.high)
    if interval.low == -inf:
        return "" if interval.high == inf else f"≤ {high}"
    if interval.high == inf:
        return f"≥ {low}"
    return low if low == high else f"{low} – {high}"
