"""Numbers as the report prints them: bounds in their own unit, SI values in a fitting one."""

from __future__ import annotations

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


def bounds(interval: Interval) -> str:
    """An interval in its own unit: "1.85 – 1.95", a point as "5", half-open as "≥ 110万"; "" where it says nothing."""
    return labelled_bounds(interval, "1")


def fitting(value: float, unit: str) -> tuple[float, str]:
    """The size in SI units and the name of the largest unit of which `value` is at least one: (1e9, "吉瓦")."""
    ladder = _LADDERS.get(unit, tuple((size, name + unit.strip("{}1")) for size, name in _COUNTS))
    return next((rung for rung in ladder if abs(value) >= rung[0] * 0.999), ladder[-1])


def labelled(value: float, unit: str) -> str:
    """An SI value in a fitting unit: (7.2e10, "W") → "72 吉瓦"."""
    size, name = fitting(value, unit)
    return _joined(plain(value / size, 4), name)


def labelled_bounds(interval: Interval, unit: str) -> str:
    """An SI interval in a fitting unit, that of its greater end where the two are comparable."""
    if interval.low == -inf:
        return "" if interval.high == inf else f"≤ {labelled(interval.high, unit)}"
    if interval.high == inf:
        return f"≥ {labelled(interval.low, unit)}"
    if interval.low == interval.high:
        return labelled(interval.low, unit)
    size, name = fitting(max(abs(interval.low), abs(interval.high)), unit)
    if 0 < abs(interval.low) < size / 1000:
        return f"{labelled(interval.low, unit)} – {labelled(interval.high, unit)}"
    digits = 4 if plain(interval.low / size, 4) != plain(interval.high / size, 4) else 8
    return _joined(f"{plain(interval.low / size, digits)} – {plain(interval.high / size, digits)}", name)


def _joined(number: str, name: str) -> str:
    """A figure and its unit, apart but for 万, 亿 and %, which belong to the figure."""
    return f"{number}{name}" if not name or name[0] in "万亿%" else f"{number} {name}"
