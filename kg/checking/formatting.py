"""SI values written as a Chinese reader would: 72 吉瓦, 60万, 1.9 吉瓦, 20%."""

from __future__ import annotations

import math
from typing import NamedTuple

from kg.model import Interval
from kg.quantities import unit_of

# The unit a value is written in, by dimension, largest first: (smallest SI value it suits, UCUM code).
# Money, counts and anything else keep the unit of the claim and take 万 and 亿.
_LADDERS: dict[str, tuple[tuple[float, str], ...]] = {
    "power": ((1e12, "TW"), (1e9, "GW"), (1e6, "MW"), (1e3, "kW"), (0, "W")),
    "energy": ((3.6e12, "GW.h"), (3.6e9, "MW.h"), (3.6e6, "kW.h"), (3.6e3, "W.h"), (0, "J")),
    "length": ((1e3, "km"), (1, "m"), (1e-2, "cm"), (0, "mm")),
    "mass": ((1e3, "t"), (1, "kg"), (1e-3, "g"), (0, "mg")),
}


class _Words(NamedTuple):
    anything: str
    at_least: str
    at_most: str


_OPEN = {"zh": _Words("任意值", "不少于", "不多于"), "en": _Words("any value", "at least", "at most")}

# An interval narrower than this, half of it to the middle, is written as its middle: 1897.5 to 1902.5 reads 1900.
_NARROW = 0.03


def amount(value: float, unit: str, word: str = "") -> str:
    """An SI value in a unit that suits its size. `unit`: the code the text used; `word`: how it wrote it."""
    known = unit_of(unit)
    if unit == "%" or (known.dimension == "ratio" and unit != "1"):
        return f"{number(value / known.factor)}{known.label}"
    code = _suited(value, unit) if known.dimension in _LADDERS else unit
    chosen = unit_of(code)
    label = chosen.label if code != unit or not word else word
    return _with_label(number((value - chosen.offset) / chosen.factor), code, label)


def span(interval: Interval, unit: str, word: str = "", *, lang: str = "zh") -> str:
    """`72 吉瓦`, `70 吉瓦～74 吉瓦`, `不少于 72 吉瓦`; a narrow interval by its middle. lang: of the words for open ends."""
    low, high = interval.low, interval.high
    words = _OPEN[lang]
    if math.isinf(high) and math.isinf(low):
        return words.anything
    if math.isinf(high):
        return f"{words.at_least} {amount(low, unit, word)}"
    if math.isinf(low):
        return f"{words.at_most} {amount(high, unit, word)}"
    middle = (low + high) / 2
    if high - low <= 2 * _NARROW * abs(middle):
        return amount(middle, unit, word)
    return f"{amount(low, unit, word)}～{amount(high, unit, word)}"


def number(value: float) -> str:
    """Four significant digits, 万 and 亿 as a reader expects: 600000 → 60万, 4620 → 4620."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞"
    size = abs(value)
    for power, word in ((1e12, "万亿"), (1e8, "亿"), (1e5, "万")):
        if size >= power:
            step = 1e4 if word == "万" else power
            return f"{_plain(value / step)}{word}"
    return _plain(value)


def _plain(value: float) -> str:
    if value == int(value) and abs(value) < 1e7:
        return str(int(value))
    digits = max(0, 3 - math.floor(math.log10(abs(value)))) if value else 0
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _suited(value: float, unit: str) -> str:
    ladder = _LADDERS[unit_of(unit).dimension]
    return next((code for least, code in ladder if abs(value) * (1 + 1e-9) >= least), unit)


def _with_label(text: str, code: str, label: str) -> str:
    if code == "1":
        return text
    if code.startswith("{"):
        return text + (label or code.strip("{}"))
    return f"{text} {label}" if label.isascii() or text[-1].isdigit() else text + label
