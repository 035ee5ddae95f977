"""What neighbouring quantities lend each other: a bound, a unit, a month."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Interval, Quantity
from kg.quantities.numerals import exact

_LOWER = ("over", "at_least")
_UPPER = ("under", "at_most")
_LISTED = frozenset({"、", "和", "与", "及", "或", "以及", "或者", "/"})
_WITH_MAGNITUDE = re.compile(r"(\d[\d,]{0,20}(?:\.\d{1,10})?)[百千万亿]")
_SPANNED = _LISTED | {"至", "到", "-", "~", "--"}


def joined(source: str, text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities of `source` after a look at their neighbours; `text` is its canonical form."""
    if len(found) < 2:
        return found
    out = [found[0]]
    for q in found[1:]:
        last = out[-1]
        gap = text[last.hedge_end : q.hedge_start] if q.hedge_start - last.hedge_end < 4 else None
        if gap is None:
            out.append(q)
        elif not gap and q.kind == last.kind == "date" and _spanned(last, q):
            year = last.date_value or ""
            ends = "/".join(year + end[1:] for end in (q.date_value or "").split("/"))
            out[-1] = replace(
                q, text=source[last.start : q.end], start=last.start, hedge_start=last.hedge_start, date_value=ends
            )
        elif last.approx in _LOWER + _UPPER and q.approx in _LOWER + _UPPER and _closes(last, q, gap):
            out[-1] = _between(source, last, q)
        else:
            out.append(_dated_like(last, q) if q.kind == "date" and last.kind == "date" and gap in _SPANNED else q)
    _lend_units(text, out)
    return out


def _spanned(one: Quantity, two: Quantity) -> bool:
    """1998年1至3月: a year, and months of it directly after."""
    return len(one.date_value or "") == 4 and two.approx == "range" and (two.date_value or "").startswith("--")


def _closes(one: Quantity, two: Quantity, gap: str) -> bool:
    """大于10小于20, 1000以上，1500以下: one states the low end and the other the high end of the same thing."""
    low, high = (one, two) if one.approx in _LOWER else (two, one)
    if low.approx not in _LOWER or high.approx not in _UPPER or low.value is None or high.value is None:
        return False
    same = one.unit == two.unit or "1" in (one.unit, two.unit)
    return same and low.value < high.value and not gap.strip(" ，,、并且而又但")


def _between(text: str, one: Quantity, two: Quantity) -> Quantity:
    low, high = (one, two) if one.approx in _LOWER else (two, one)
    assert low.value is not None and high.value is not None
    ends = Interval(low.value, high.value)
    unit = one if two.unit == "1" else two
    return replace(
        unit,
        text=text[one.start : two.end],
        start=one.start,
        end=two.end,
        value=None,
        low=low.value,
        high=high.value,
        approx="range",
        narrow=ends,
        wide=ends,
        written_in_full=False,
        hedge_start=one.hedge_start,
        hedge_end=two.hedge_end,
    )


def _lend_units(text: str, found: list[Quantity]) -> None:
    """12、13和14台: only the last of a list names the unit, and in 12.3、15.6和19.8亿元 the magnitude."""
    mantissa, size = 0.0, 1.0
    for at in range(len(found) - 2, -1, -1):
        q, after = found[at], found[at + 1]
        if (
            q.unit != "1"
            or q.kind != "cardinal"
            or after.unit == "1"
            or after.kind in ("ordinal", "age")
            or text[q.end : after.start] not in _LISTED
            or q.value is None
        ):
            mantissa, size = 0.0, 1.0
        elif after.kind == "date":
            if after.unit == "a" and 1000 <= q.value <= 2200:
                found[at] = replace(q, unit="a", kind="date", date_value=f"{q.value:.0f}")
        else:
            written = _WITH_MAGNITUDE.match(text, after.start, after.end)
            if written:
                mantissa = float(written[1].replace(",", ""))
                size = (after.value or 0.0) / mantissa if mantissa else 1.0
            # 800和1.2万人 are far apart: there the 800 is whole.
            shared = size > 1 and text[q.start : q.end].isascii() and 0.1 < q.value / mantissa < 10
            found[at] = replace(_times(q, size) if shared else q, unit=after.unit, kind=after.kind)


def _times(q: Quantity, size: float) -> Quantity:
    def scaled(interval: Interval) -> Interval:
        return Interval(exact(interval.low * size), exact(interval.high * size))

    value, low, high = (None if v is None else exact(v * size) for v in (q.value, q.low, q.high))
    return replace(
        q, value=value, low=low, high=high, narrow=scaled(q.narrow), wide=scaled(q.wide), written_in_full=False
    )


def _dated_like(before: Quantity, q: Quantity) -> Quantity:
    """5月17日至23日: the second date is of the same month; 1997年3月至10月: of the same year."""
    first, second = before.date_value or "", q.date_value or ""
    day, clock, _ = first.partition("T")
    if second.startswith("T") and clock and day:
        return replace(q, date_value=day + second)
    if second.startswith("---") and first.count("-") >= 2 and not first.startswith("---"):
        return replace(q, date_value=first.rsplit("-", 1)[0] + second[2:])
    if second.startswith("--") and first[:4].isdigit() and len(first) > 4:
        return replace(q, date_value=first[:4] + second[1:])
    return q
