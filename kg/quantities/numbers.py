"""A number at a place of a canonical text: numeral with 多/几, fraction, power, percent prefix, roman, 半."""

from __future__ import annotations

import re

from kg.quantities.numerals import MAGNITUDES, Numeral, exact, numeral, pattern

Found = tuple[Numeral, int]

# What may go on after a numeral; any other character ends the number at once.
_CONTINUES = frozenset("多余来分份又的^eE×x/个 ")
_CONTINUES_AFTER_SPACE = frozenset("多余分又的×x0123456789")
# 比上一代的180亿多出540亿: the 多 of a verb.
VERBAL = ("出", "于", "达")
_MORE = re.compile(rf" ?([多余来])(?![{''.join(VERBAL)}]) ?([百千万亿兆]{{0,4}})")
_OVER = re.compile(r" {0,2}[分份] {0,2}之 {0,2}")
_OVER_SHORT = re.compile(r"份(?=[一二三四五六七八九十])|分(?=一(?:$|[^一-鿿]|[升斤两克吨米公汤茶毫年]))")
_AND = re.compile(r" ?又 ?")
_POWER_OF = re.compile(r"的 ?([负-]?)(?=[\d一二三四五六七八九十])")
_POWER_WORD = re.compile(r" ?次[方幂]")
_CARET = re.compile(r"\^([+-]{0,3})(\d{1,3})")
_EXPONENT = re.compile(r"[eE]([+-]?)(\d{1,3})(?![A-Za-z\d])")
_TIMES_TEN = re.compile(r" ?[×x] ?10(?:\^([+-]?\d{1,3})|的([负-]?)(\d{1,2})次[方幂]|([⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))")
_SLASH = re.compile(r"/(\d{1,6}+)(?![\d/.%年月日])")
# 15.7/10万: so many of a hundred thousand.
_OF_MANY = re.compile(r"/(10{0,3}[千万]|10{0,2}百万|1?亿)(?![\d千万亿])")
_MIXED = re.compile(r" (\d{1,3})/(\d{1,4})(?![\d/.])")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_COUNTED_BY = re.compile(r"数以([十百千万亿]{1,4})计")
_SIGN = re.compile(r"[负-]")
PERCENT = re.compile(r"百 {0,2}分 {0,2}之 {0,2}")
BARE = frozenset("百佰千仟万亿兆")
ROMAN = {c: i for i, c in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", 1)}
VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}


def constant(value: float) -> Numeral:
    """A number that is what it is (1/3, 10⁶): a point in the narrow reading, a twentieth to either side in the wide."""
    return Numeral(value, None, None, 0.0, abs(value) / 10, False, "exact")


def number_at(text: str, at: int, found: re.Match[str] | None) -> Found | None:
    """The number that begins at `at` and its end; None where the characters there make none.

    found: what `pattern` matched there, where the caller has it already.
    """
    found = found or pattern.match(text, at)
    if found:
        return _numeral_at(text, at, found)
    c = text[at]
    if c == "数":
        return _several(text, at)
    if c in VULGAR:
        return constant(VULGAR[c]), at + 1
    if c in ROMAN:
        return constant(float(ROMAN[c])), at + 1
    if c == "半":
        return (constant(50.0), at + 2) if text.startswith("百", at + 1) else (constant(0.5), at + 1)
    return None


def _numeral_at(text: str, at: int, found: re.Match[str]) -> Found | None:
    word, end = found[0], found.end()
    if word == "一" and text.startswith("半", end):
        return constant(0.5), end + 1
    read = numeral(word)
    while read is None and len(word) > 1:
        # 五十千, 七十百分位: what makes no numeral any more begins the next word.
        word = word[:-1].rstrip()
        read, end = numeral(word), at + len(word)
    if read is None:
        return None
    return _go_on(text, read, end) if text[end : end + 1] in _CONTINUES else (read, end)


def _several(text: str, at: int) -> Found | None:
    """数百万 is a vague number, 数 before a unit (数月) too; 数以万计 is so many or more."""
    counted = _COUNTED_BY.match(text, at)
    if counted:
        least = numeral(counted[1])
        return (Numeral(None, least.value, None, 1, 1, False, "vague"), counted.end()) if least else None
    found = pattern.match(text, at + 1)
    if not found or found[0][0] not in MAGNITUDES:
        return Numeral(None, None, None, 1, 1, False, "vague"), at + 1
    read = numeral("数" + found[0])
    return _go_on(text, read, found.end()) if read else None


def _go_on(text: str, read: Numeral, end: int) -> Found | None:
    c = text[end : end + 1]
    if c == " " and text[end + 1 : end + 2] not in _CONTINUES_AFTER_SPACE and text[end + 2 : end + 3] != "分":
        return read, end
    if c == "个":
        return (read.times(1e8), end + 2) if text.startswith("亿", end + 1) else (read, end)
    for step in (_more, _fraction, _power, _slash):
        done = step(text, read, end)
        if done:
            return done
    return read, end


def _more(text: str, read: Numeral, end: int) -> Found | None:
    """3000多 is [3000, 4000]: up to one unit of its last digit that is not zero; the 万 of 90余万 counts too."""
    found = _MORE.match(text, end)
    if not found or read.approx in ("range", "vague"):
        return None
    # 二十来个 is about twenty; 2000来自 and 15来的 are not.
    if found[1] == "来" and (
        (not found[2] and (read.value or 1) % 10) or text[found.end() : found.end() + 1] in tuple("自到看源说的，。")
    ):
        return None
    factor = 1.0
    for c in found[2]:
        factor *= {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "兆": 1e12}[c]
    return over(read.times(factor)), found.end()


def over(read: Numeral) -> Numeral:
    """The number with 多 or 余 after it."""
    if read.value is None:
        return read
    high = read.high if read.high is not None else exact(read.value + read.coarse)
    return Numeral(read.value, read.value, high, read.step, read.coarse, False, "over")


def _fraction(text: str, read: Numeral, end: int) -> Found | None:
    """三分之二, 四分一, 二又二分之一; below the line stands what is read first."""
    whole = 0.0
    joint = _AND.match(text, end)
    if joint and read.value is not None:
        below = pattern.match(text, joint.end())
        bottom = numeral(below[0]) if below else None
        if below is None or bottom is None:
            return None
        whole, read, end = read.value, bottom, below.end()
    line = _OVER.match(text, end) or _OVER_SHORT.match(text, end)
    if not line or not read.value:
        return None
    sign = _SIGN.match(text, line.end())
    above = pattern.match(text, line.end() + bool(sign))
    top = numeral(above[0]) if above else None
    if above is None or top is None:
        return None
    value = None if top.value is None else whole + (-top.value if sign else top.value) / read.value
    if value is None:
        ends = (whole + (top.low or 0) / read.value, whole + (top.high or 0) / read.value)
        return Numeral(None, *ends, 0.0, 0.0, False, top.approx), above.end()
    return constant(value), above.end()


def _power(text: str, read: Numeral, end: int) -> Found | None:
    """10的6次方, 2^5, 1.5e8, 3×10^8."""
    if read.value is None:
        return None
    raised = _raised(text, end)
    if raised:
        exponent, close = raised
        small = abs(exponent) * len(f"{read.value:.0f}") < 300
        return (constant(read.value**exponent), close) if small and read.value else None
    ten = _EXPONENT.match(text, end)
    if ten:
        return read.times(10.0 ** float(ten[1] + ten[2])), ten.end()
    ten = _TIMES_TEN.match(text, end)
    if ten:
        index = ten[1] or (ten[2].replace("负", "-") + ten[3] if ten[3] else ten[4].translate(_SUPERSCRIPTS))
        return read.times(10.0 ** float(index)), ten.end()
    return None


def _raised(text: str, end: int) -> tuple[float, int] | None:
    """The exponent after 的…次方 or ^."""
    caret = _CARET.match(text, end)
    if caret:
        return float(caret[2]) * (-1) ** caret[1].count("-"), caret.end()
    word = _POWER_OF.match(text, end)
    index = pattern.match(text, word.end()) if word else None
    close = _POWER_WORD.match(text, index.end()) if index else None
    exponent = numeral(index[0]) if index and close else None
    if word is None or close is None or exponent is None or exponent.value is None:
        return None
    return (-exponent.value if word[1] else exponent.value), close.end()


def _slash(text: str, read: Numeral, end: int) -> Found | None:
    """2/3, and 1 3/5; not one of several slashes (a date, a path), nor a pair such as a blood pressure (120/80)."""
    mixed = _MIXED.match(text, end)
    if mixed and read.value is not None and float(mixed[2]):
        return constant(read.value + float(mixed[1]) / float(mixed[2])), mixed.end()
    many = _OF_MANY.match(text, end)
    whole = numeral(many[1]) if many else None
    if many and whole and whole.value and read.value is not None:
        return read.times(1 / whole.value), many.end()
    line = _SLASH.match(text, end)
    if (
        line
        and read.full
        and read.value is not None
        and float(line[1])
        and (read.value < float(line[1]) or float(line[1]) < 10)
    ):
        return constant(read.value / float(line[1])), line.end()
    return None


def is_bare_magnitude(word: str) -> bool:
    """百, 万, 千万: magnitudes without a digit, which count only with a unit or a hedge (百名, 上千)."""
    return BARE.issuperset(word)
