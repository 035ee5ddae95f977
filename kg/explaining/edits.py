"""Slips of the pen: what a wrong number may have been meant to be.

Each edit gives the number's text anew, as it should have stood; the smaller and the more specific the slip, the lower
its cost. Swapping two digits can go wrong in few ways, a changed digit in many: a repair by the first is the likelier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.model import Quantity
from kg.ontology.turtle import read
from kg.pipeline.precision import significant

_DIGITS = re.compile(r"\d[\d,，]*(?:[.．·]\d+)?")


@dataclass(frozen=True, slots=True)
class Edit:
    """kind: which slip; text: the number as it should have stood; cost: how much is changed, small first."""

    kind: str
    text: str
    cost: float


def edits(quantity: Quantity) -> Iterator[Edit]:
    """All small edits of one number's text, each once, cheapest kinds first."""
    seen = {quantity.text}
    # Things are counted whole: 12个 is no slip for 1.2个.
    whole = quantity.unit.startswith("{") and quantity.value is not None and quantity.written_in_full
    # There is no 2时4分 for 2时40分, nor 1小时2分 for 1小时20分.
    parts = quantity.kind == "date" or (quantity.kind == "duration" and len(_DIGITS.findall(quantity.text)) > 1)
    for edit in (*_ends(quantity), *_all(quantity.text)):
        if edit.text not in seen and not (whole and "." in edit.text) and not (parts and edit.kind in ("ten", "extra")):
            seen.add(edit.text)
            yield edit


def slips(quantity: Quantity) -> Iterator[Edit]:
    """The edits that go wrong in few ways: enough to suspect a number by themselves."""
    return (edit for edit in edits(quantity) if edit.kind in ("swap", "ten") and significant(quantity.text) > 1)


def _ends(quantity: Quantity) -> Iterator[Edit]:
    """650到500公里 for 500到650公里."""
    numbers = list(_DIGITS.finditer(quantity.text))
    if quantity.approx == "range" and len(numbers) == 2:
        (a, b), text = numbers, quantity.text
        exchanged = text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]
        yield Edit("ends", exchanged, 0.5)


def _all(text: str) -> Iterator[Edit]:
    numbers = list(_DIGITS.finditer(text))  # 4万8160: either may be wrong
    for match in numbers:
        head, number, tail = text[: match.start()], match.group(), text[match.end() :]
        for kind, cost, changed in (*_swapped(number), *_shifted(number), *_dropped(number), *_changed(number)):
            yield Edit(kind, head + changed + tail, cost)
    if not numbers:
        yield from _chinese(text)
    for old, new, cost in _exchanges():
        if old in text:
            yield Edit("unit", text.replace(old, new, 1), cost)


def _swapped(number: str) -> Iterator[tuple[str, float, str]]:
    """Two neighbouring digits changed about, those on either side of a point as well: 21.2 for 22.1."""
    places = [at for at, c in enumerate(number) if c.isdigit()]
    for left, right in pairwise(places):
        a, b = number[left], number[right]
        if a != b and not (left == 0 and b == "0" and "." not in number):
            yield "swap", 1.0, number[:left] + b + number[left + 1 : right] + a + number[right + 1 :]


def _shifted(number: str) -> Iterator[tuple[str, float, str]]:
    """The decimal point one place off, or a nought too many or too few."""
    plain = re.sub(r"[,，]", "", number)
    if re.fullmatch(r"\d+", plain):
        yield "ten", 1.0, plain + "0"
        if plain.endswith("0") and len(plain) > 1:
            yield "ten", 1.0, plain[:-1]
        elif len(plain) > 1:
            yield "ten", 1.0, f"{plain[:-1]}.{plain[-1]}"
        return
    whole, _, part = re.sub(r"[．·]", ".", plain).partition(".")
    yield "ten", 1.0, (whole + part[0]).lstrip("0") + ("." + part[1:] if part[1:] else "")
    if len(whole) > 1:
        yield "ten", 1.0, f"{whole[:-1]}.{whole[-1]}{part}"
    elif whole != "0":
        yield "ten", 1.0, f"0.{whole}{part}"


def _dropped(number: str) -> Iterator[tuple[str, float, str]]:
    """A digit too many: one typed twice, or another that has no business there (18% for 8%)."""
    digits = [at for at, c in enumerate(number) if c.isdigit()]
    for at in digits if len(digits) > 1 else []:
        rest = number[:at] + number[at + 1 :]
        if at and number[at - 1] == number[at]:
            yield "doubled", 1.5, rest
        elif rest[0] not in "0.．·" and rest[-1].isdigit() and number[at : at + 1] != number[at + 1 : at + 2]:
            yield "extra", 1.75, rest


def _changed(number: str) -> Iterator[tuple[str, float, str]]:
    for at, digit in enumerate(number):
        if digit.isdigit():
            for other in "0123456789":
                if other != digit and not (other == "0" and at == 0):
                    yield "digit", 2.0, number[:at] + other + number[at + 1 :]


def _chinese(text: str) -> Iterator[Edit]:
    for at, digit in enumerate(text):
        if digit in "一二三四五六七八九两":
            for other in "一二三四五六七八九":
                if other != digit:
                    yield Edit("digit", text[:at] + other + text[at + 1 :], 2.0)


@cache
def _exchanges() -> tuple[tuple[str, str, float], ...]:
    """Words that are written one for the other (万 for 亿, 千瓦 for 兆瓦), from ontology/slips.ttl; longest first."""
    rows: list[tuple[str, str, float]] = []
    for node in read("slips").values():
        words = [str(w) for w in node.get("kg:word", ())]
        cost = float(node.get("kg:cost", [1.0])[0])
        rows += [(a, b, cost) for a in words for b in words if a != b]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
