"""Numerals as written → value, precision, bounds: Arabic, Chinese (plain, financial, abbreviated), mixed.

The input is canonical (kg.quantities.characters): simplified, half-width. `pattern` finds one, `numeral` reads it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.model import Approx

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"○": 0, "两": 2, "俩": 2, "仨": 3, "幺": 1, "弌": 1, "参": 3}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TENS = {"廿": 20, "卅": 30, "卌": 40}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
MAGNITUDES = "".join(SMALL) + "".join(TENS) + "".join(BIG)
_M = MAGNITUDES.replace("拾", "")
# Financial digits that are everyday words too (陆地, 队伍, 参加): a number only beside another numeral character.
TIMID = frozenset("伍陆肆拾参")

_FINANCIAL = "壹贰叁肆伍陆柒捌玖参拾佰仟"
_D = "".join(c for c in DIGITS if c not in TIMID) + "几"
_SHY = "".join(sorted(TIMID))
_TIMID = (
    rf"[{_SHY}](?= ?[{_FINANCIAL}万亿元圆整点角分厘]|[一二三四五六七八九][万亿])"
    rf"|(?<=[{_FINANCIAL}之])[{_SHY}]|\A[{_SHY}]\Z"
)
_PLAIN = "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_ARABIC = r"(?:(?:\d{1,3}(?:,\d{3})++(?!\d)|\d{1,40}+)(?:[.·]\d{1,40}+(?![.]\d))?|(?<![A-Za-z\d.])\.\d{1,40}+)"
# No numeral is longer than this; a longer run of numeral characters is no number. It bounds the work at each place.
LONGEST = 60
_JOINED = rf"(?<=[{MAGNITUDES}]) {{1,3}}(?=[{_D}]|\d{{1,4}} ?[{MAGNITUDES}])| {{1,3}}(?=[{MAGNITUDES}])"
_DECIMALS = rf" ?点 ?[{_PLAIN}](?: ?[{_PLAIN}])*+(?! ?[十拾刻])(?: ?[百千万亿兆])*+"
pattern = re.compile(
    rf"(?:(?<![\d一二两三四五六七八九]){_ARABIC}|(?<!\d)[{_D}]|[{_M}]|{_TIMID}|{_JOINED}){{1,{LONGEST}}}+(?:{_DECIMALS})?"
)
_PIECE = re.compile(r"\d*\.?\d+|.")


class Numeral(NamedTuple):
    """A number as written.

    value: None for a range or a vague one. low, high: what the writing itself bounds, else None.
    step: the unit of its last written digit; coarse: of its last digit that is not zero.
    full: every digit is written out (no trailing 千, 万, 亿, no decimals).
    """

    value: float | None
    low: float | None
    high: float | None
    step: float
    coarse: float
    full: bool
    approx: Approx

    def times(self, factor: float) -> Numeral:
        """The same number in a unit `factor` times smaller."""
        if factor == 1:
            return self
        value, low, high = (None if v is None else exact(v * factor) for v in self[:3])
        return Numeral(value, low, high, self.step * factor, self.coarse * factor, False, self.approx)


@lru_cache(maxsize=8192)
def numeral(text: str) -> Numeral | None:
    """Read one numeral, the whole of `text`; None where the characters make no number (百千, 一九百)."""
    if text.isdecimal():
        value, step, coarse = _amount(text)
        return Numeral(value, None, None, step, coarse, True, "exact")
    text = text.replace(" ", "").replace(",", "").replace("，", "").replace("'", "").replace("·", ".")
    if text.startswith("数"):
        text = "几" + text[1:]
    if "几" in text:
        return _some(text)
    pair = _pair(text)
    if pair:
        return pair
    read = _read(text)
    if read is None:
        return None
    value, step, coarse = read
    return Numeral(value, None, None, step, coarse, step == 1 and "." not in text and "点" not in text, "exact")


def exact(value: float) -> float:
    """Undo the binary noise of a product: 1.1 × 3 is 3.3. Whole numbers that a float holds exactly stay."""
    return value if value.is_integer() and abs(value) < 2**53 else float(f"{value:.15g}")


def _some(text: str) -> Numeral | None:
    """几 at the head is open (几百: 100 to 1000), after other digits it is like 多 (二十几: 20 to 30)."""
    if text == "几":
        return Numeral(None, None, None, 1, 1, False, "vague")
    if text.count("几") != 1 or text[text.index("几") + 1 : text.index("几") + 2] in DIGITS.keys() - {""}:
        # 十几二十个: the digit after 几 begins the next number.
        return None
    one, two = _read(text.replace("几", "一")), _read(text.replace("几", "二"))
    if one is None or two is None:
        return None
    unit = two[0] - one[0]
    base = one[0] - unit
    if base == 0:
        return Numeral(None, unit, 10 * unit, unit, unit, False, "vague")
    return Numeral(base, base, base + 10 * unit, unit, unit, False, "over")


def _pair(text: str) -> Numeral | None:
    """Two neighbouring digits side by side are a rough range: 三五个, 七八十, 一百四五十, 十五六; not the 二三 of 一点二三."""
    whole = text.partition("点")[0]
    for at in range(len(whole) - 1):
        first, second = DIGITS.get(text[at], 0), DIGITS.get(text[at + 1], 0)
        if not first or not second:
            continue
        if not _neighbours(text, at) or (second != first + 1 and (first, second) not in ((3, 5), (3, 2))):
            return None
        low, high = _read(text[: at + 1] + text[at + 2 :]), _read(text[:at] + text[at + 1 :])
        if low is None or high is None:
            return None
        ends = sorted((low[0], high[0]))
        return Numeral(None, ends[0], ends[1], low[1], low[2], False, "range")
    return None


def _neighbours(text: str, at: int) -> bool:
    """No third digit beside the two: 一九九八 is read digit by digit."""
    return not (text[at - 1 : at] in DIGITS and at) and text[at + 2 : at + 3] not in DIGITS.keys() - {""}


def _read(text: str) -> tuple[float, float, float] | None:
    """value, step, coarse of a numeral without 几; the digits after 点 and their 万/亿 included."""
    whole, point, rest = text.partition("点")
    if not point:
        return _arabic(text) or _whole(text)
    digits = rest.rstrip("百千万亿兆")
    head = _whole(whole)
    if head is None or not digits:
        return None
    factor = 1.0
    for c in rest[len(digits) :]:
        factor *= SMALL.get(c) or BIG[c]
    step = 10.0 ** -len(digits)
    value = head[0] + int("".join(str(DIGITS[c]) for c in digits)) * step
    return exact(value * factor), step * factor, step * factor


def _arabic(text: str) -> tuple[float, float, float] | None:
    """12.5, 35万, 1.2万亿: what most numbers in news are, without a look at each character."""
    digits = text.rstrip("百千万亿兆")
    if not digits.replace(".", "", 1).isdecimal() or not digits.isascii():
        return None
    value, step, coarse = _amount(digits)
    factor = 1.0
    for c in text[len(digits) :]:
        factor *= SMALL.get(c) or BIG[c]
    return exact(value * factor), step * factor, coarse * factor


def _whole(text: str) -> tuple[float, float, float] | None:
    """Sections of 万, 亿 and 兆, each a sum of 千, 百, 十 and ones; the last digit may stand for its place (一百二)."""
    pieces = _PIECE.findall(text)
    if not any(p in BIG or p in SMALL or p in TENS for p in pieces):
        return _digits(pieces)
    total = section = 0.0
    pending: str | None = None
    step = coarse = 1.0
    last, big, small, zero = 1.0, 1.0, 1e9, False
    for p in pieces:
        if p in ("零", "〇", "○"):
            pending, zero = (pending + p if pending else None), True
        elif p in SMALL or p in TENS:
            unit = float(SMALL.get(p, 10))
            if unit >= small or (pending and len(pending) > 1 and not pending.isascii()):
                return None
            amount, grain, rough = (
                _amount(pending) if pending else (TENS.get(p, 10) / 10 if p in TENS else 1.0, 1.0, 1.0)
            )
            section, step = section + amount * unit, grain * unit
            coarse, last, small, pending, zero = rough * unit, unit, unit, None, False
        elif p in BIG:
            unit = float(BIG[p])
            amount, grain, rough = _amount(pending) if pending else (0.0, 1.0, coarse)
            place = small / 10 if pending and len(pending) == 1 and not zero and small in (100.0, 1000.0) else 1.0
            section, grain, rough = section + amount * place, grain * place, rough * place
            if section == 0 and total == 0:
                section = 1.0
            total = (total + section) * unit if unit > big or section == 0 else total + section * unit
            step, coarse, last, big, small = grain * unit, rough * unit, unit, unit, 1e9
            section, pending, zero = 0.0, None, False
        else:
            pending = (pending or "") + p
    if pending:
        amount, grain, rough = _amount(pending)
        place = last / 10 if len(pending) == 1 and not zero and last > 10 else 1.0
        return exact(total + section + amount * place), grain * place, rough * place
    return exact(total + section), (1.0 if small in (10.0, 100.0) and not text[0].isdigit() else step), coarse


def _digits(pieces: list[str]) -> tuple[float, float, float] | None:
    text = "".join(pieces)
    return _amount(text) if text else None


def _amount(digits: str) -> tuple[float, float, float]:
    """Digits read one by one, or an Arabic number: value, step, coarse."""
    text = digits if digits.isascii() else "".join(str(DIGITS[c]) if c in DIGITS else c for c in digits)
    whole, point, decimals = text.partition(".")
    if point:
        grain = 10.0 ** -len(decimals)
        return float(text), grain, grain
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(whole), 1.0, 10.0**zeros if zeros < len(whole) else 1.0
