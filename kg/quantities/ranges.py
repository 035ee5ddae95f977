"""Two numbers that bound one quantity: 500到650公里, 5至8万, 1998—1999年, 2:1."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.quantities.atoms import Atom, scaled
from kg.quantities.numbers import constant
from kg.quantities.numerals import Numeral, exact, numeral

TO = re.compile(
    r"(?:\(含\))? {0,2}(?:到|至|-{1,2}|~{1,2}) {0,2}(?=[负第$.-]?[0-9零〇一二两三四五六七八九十百千万几半])"
)
AND = re.compile(r" ?(?:和|与|及|、) ?(?=[负第-]?[0-9零〇一二两三四五六七八九十百千万])")
BETWEEN = re.compile(r" ?(?:之?间|不等)")
RATIO = re.compile(r" ?[:比] ?(?=[0-9一二两三四五六七八九十])")
_MINUS = re.compile(r" -{1,2} ")
_DASH = re.compile(r" ?-{1,2} ?$")
# The ISO form of a year, a month and a day that stand alone.
_SPANS = {"a": "{:.0f}", "mo": "--{:02.0f}", "d": "---{:02.0f}"}
_LEFT_OUT = re.compile(r"([百佰千仟万亿兆kKM]+)$")
_SIZES = {"百": 1e2, "佰": 1e2, "千": 1e3, "仟": 1e3, "万": 1e4, "亿": 1e8, "兆": 1e12, "k": 1e3, "K": 1e3, "M": 1e6}


def span(text: str, first: Atom, last: Atom, link: str) -> Atom | None:
    """One range atom of the two; None where they do not belong together. The ends stay in the order written."""
    if last.date_value:
        return _date_span(first, last)
    low, high = first.number.value, last.number.value
    if low is None or high is None or ("ordinal" in (first.kind, last.kind) and not _ordinals(first, last)):
        return None
    name, kind = (last.name, last.kind) if last.name else (first.name, first.kind)
    if first.name is None or last.name is None:
        alone = first.start == 0 and last.end == len(text) and text[0] != "0" and low < high
        if name is None and _DASH.match(link) and first.number.full and last.number.full and not alone:
            # 以2-1获胜, 010-8888: without a unit a dash between plain digits is a score or a code.
            return None
        if first.name is None:
            lent = scaled(first.number, name, text[first.start : first.end]).value if name else low
            low = _left_out(text, first, last, low if lent is None else lent)
            if low < 0 < high and text.startswith("零下", first.start) and not text.startswith("零上", last.start):
                # 零下20到30度: said once for both.
                high = -high
    elif first.name.unit != last.name.unit:
        one, two = first.name.unit, last.name.unit
        # 下行2.5个基点至2.31%: what it changed by, and what it is now.
        if one.dimension != two.dimension or one.dimension in ("count", "ratio") or one.offset != two.offset:
            return None
        low = exact(low * one.factor / two.factor)
    if low > high and first.name and last.name and _MINUS.fullmatch(link):
        # 240美元 - 160美元 takes the second from the first.
        return None
    number = Numeral(None, low, high, min(first.number.step, last.number.step), last.number.coarse, False, "range")
    return Atom(first.start, last.end, last.next, number, name, kind, last.per or first.per, last.word_end)


def tolerance(first: Atom, last: Atom) -> Atom | None:
    """100±5克, 220伏±10%: the number and how far off it may be; None where the two are of different units."""
    value, off = first.number.value, last.number.value
    name, kind = (first.name, first.kind) if first.name else (last.name, last.kind)
    if value is None or off is None:
        return None
    if first.name is not None and last.name is not None and first.name.unit != last.name.unit:
        if last.kind != "percent":
            return None
        off = abs(value) * off * last.name.unit.factor
    number = first.number._replace(low=exact(value - off), high=exact(value + off), full=False, approx="about")
    return Atom(first.start, last.end, last.next, number, name, kind, last.per or first.per, last.word_end)


def closed(text: str, last: Atom) -> Atom | None:
    """The last number of 10和15之间; None where nothing closes the pair. 间 alone is then no room (10000与20000间)."""
    if BETWEEN.match(text, last.end):
        return last
    if BETWEEN.match(text, last.word_end):
        return replace(last, end=last.word_end, next=last.word_end, name=None, kind="cardinal")
    return None


def ratio(first: Atom, last: Atom) -> Atom | None:
    """2:1 as the number 2; with a zero it can only be a score, and with a classifier too (25比16连胜三局)."""
    if last.number.value is None or first.number.value is None:
        return None
    if last.name is not None and last.name.unit.dimension != "count":
        return None
    value = first.number.value / last.number.value if last.number.value and last.name is None else 0.0
    end = last.word_end
    return replace(first, end=end, next=end, word_end=end, number=constant(value), counts=value > 0)


def rough(text: str, first: Atom, last: Atom) -> Atom | None:
    """三、四个, 二、三十人: neighbouring digits with a comma between are a rough range as they are without; not in a list."""
    listed = text[first.start - 1 : first.start] == "、" or text.startswith("、", last.end)
    if listed or first.end != first.start + 1 or first.name or not last.name or last.name.numbered:
        return None
    pair = numeral(text[first.start] + text[last.start : last.word_end])
    if pair is None or pair.approx != "range" or text[first.start].isdigit() or last.kind in ("ordinal", "date"):
        return None
    return replace(last, start=first.start, number=pair.times(last.name.scale))


def _ordinals(first: Atom, last: Atom) -> bool:
    return first.kind == "ordinal" and last.kind in ("ordinal", "cardinal")


def _left_out(text: str, first: Atom, last: Atom, low: float) -> float:
    """5至8万 is 50,000 to 80,000: the first number borrows the magnitude that only the last one writes.

    Of the magnitudes that end the last number (两千万: 千万 or 万) it borrows the largest that still leaves it below:
    一到两千万 is 10 to 20 million, and so is 一千到两千万.
    """
    found = _LEFT_OUT.search(text[last.start : last.word_end].rstrip())
    high = last.number.value
    if not found or high is None or first.number.approx != "exact":
        return low
    plain = not any(c in _SIZES for c in text[first.start : first.word_end])
    size = 1.0
    for c in found[1]:
        size *= _SIZES[c]
    for c in found[1]:
        if low < high / size or (plain and size >= 1e4 and low < 10 * high / size):
            return exact(low * size)
        size /= _SIZES[c]
    return low


def _date_span(first: Atom, last: Atom) -> Atom | None:
    """1998—1999年, 1至4月: a span whose unit stands only at its end."""
    low, high = first.number.value, last.number.value
    if first.name is not None or last.name is None or low is None or high is None or first.number.approx != "exact":
        return None
    form = _SPANS.get(last.name.unit.code)
    if form is None or last.date_value != form.format(high) or (last.name.unit.code == "a" and not 1000 <= low <= 2200):
        return None
    number = Numeral(None, low, high, 0, 0, False, "range")
    return replace(last, start=first.start, number=number, date_value=f"{form.format(low)}/{last.date_value}")
