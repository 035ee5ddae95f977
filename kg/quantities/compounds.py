"""What goes on after a unit: 六斤八两, 123元1角1分, 一米八, 两年半, 一个半小时, 两倍多, 元/吨."""

from __future__ import annotations

import re

from kg.quantities.atoms import Atom, AtomReader
from kg.quantities.numbers import VERBAL, over
from kg.quantities.numerals import DIGITS, Numeral, exact, pattern
from kg.quantities.units import UnitName

_DIGITS = frozenset(DIGITS) | frozenset("0123456789")
_DECIMALS = re.compile(r" ?(零?[一二三四五六七八九\d]{1,2}+)(?![\d一二三四五六七八九十百千万亿点.%])")
# Only these go on after a unit; the caller asks first, since most units end the quantity.
STARTS = _DIGITS | frozenset("十半多余/每一 ")
_BEFORE_HEADLESS = frozenset(' ，。、；：（("“高长宽深厚约近到至达-~')
_ITEM = "{个}"


def completed(reader: AtomReader, text: str, atom: Atom) -> Atom:
    """The atom with the smaller units, halves, 多 and denominator that follow its unit."""
    while text[atom.end : atom.end + 1] in STARTS and atom.end < len(text):
        name, c = atom.name, text[atom.end]
        if (
            name is None
            or (atom.kind in ("ordinal", "percent") and not name.decimals)
            or not _goes_on(reader, text, atom, name, c)
        ):
            break
    return _per(reader, text, atom) if text[atom.end : atom.end + 1] in ("/", "每", "一") else atom


def headless(reader: AtomReader, text: str, atom: Atom, floor: int) -> Atom:
    """身高米九, 块八: a lone digit after a unit whose 一 is left unsaid; 玉米九 is none."""
    at = atom.start - 1
    if at < floor or atom.number.value is None or (at and text[at - 1] not in _BEFORE_HEADLESS):
        return atom
    special = reader.units.headless.at(text, at)
    named = special or reader.units.at(text, at)
    if named is None or named[1] != atom.start or not named[0].decimals or named[0].unit.dimension == "ratio":
        return atom
    if special and text[atom.end : atom.end + 1].isalnum():
        # 個九 ends its phrase; 個十百千 does not.
        return atom
    name, tenth = named[0], 0.1 * named[0].scale
    value = exact(name.scale + (atom.number.value if atom.number.value < 1 else tenth * atom.number.value))
    atom.extend(atom.end, Numeral(value, None, None, tenth, tenth, False, "exact"), name)
    atom.start = at
    return atom


def _goes_on(reader: AtomReader, text: str, atom: Atom, name: UnitName, c: str) -> bool:
    if atom.number.value is None:
        return False
    if c == "半":
        return _half(reader, text, atom, name)
    if c in "多余":
        return _more(reader, text, atom, name)
    if c in _DIGITS or c == "十" or (c == " " and name.scale != 1.0):
        return _smaller(reader, text, atom, name)
    return False


def _half(reader: AtomReader, text: str, atom: Atom, name: UnitName) -> bool:
    """一吨半, 两年半; 一个半小时, where the unit comes last."""
    end = atom.end + 1
    if reader.words.at(text, atom.end) or atom.number.value is None:
        return False
    if name.unit.code == _ITEM:
        # 一个半小时 and, with nothing after it, 一个半.
        name, end = reader.units.at(text, end) or (name, end)
        if name is atom.name and text[end : end + 1].isalnum():
            return False
    half = 0.5 * name.scale
    atom.extend(end, Numeral(exact(atom.number.value + half), None, None, half, half, False, "exact"), name)
    return True


def _more(reader: AtomReader, text: str, atom: Atom, name: UnitName) -> bool:
    """2米多, 七年余; 一个多月, where the unit comes last. 比240公里多出480公里 is the 多 of a verb."""
    end = atom.end + 1
    if atom.number.approx != "exact" or text[end : end + 1] in VERBAL:
        return False
    if name.unit.code == _ITEM:
        named = reader.units.at(text, end)
        if named is None or named[0].unit.dimension != "time":
            return False
        name, end = named
    # 半个多世纪 is less than a whole one.
    atom.extend(end, over(atom.number._replace(coarse=atom.number.step or atom.number.value or 0.0)), name)
    return True


def _smaller(reader: AtomReader, text: str, atom: Atom, name: UnitName) -> bool:
    """A smaller part directly after the unit."""
    at = atom.end + (text[atom.end] in "零〇")
    found = pattern.match(text, at)
    part = reader.measure(text, at, found) if found else None
    if part is not None and part.number.value is not None:
        smaller = (*((part.name,) if part.name else ()), *reader.units.tails(text, part.word_end))
        for whole in (name, *(r.name for r in name.readings)):
            if _join(atom, part, whole, smaller):
                return True
        for whole in reader.units.tails(text, atom.word_end):
            # 3分25秒: what is no unit by itself is one before the next smaller one.
            if part.name and _join(atom, part, whole, (part.name,)):
                return True
    return (part is None or part.name is None) and _decimal_tail(text, atom, name)


def _join(atom: Atom, part: Atom, whole: UnitName, smaller: tuple[UnitName, ...]) -> bool:
    """Both parts in the unit of the first (1小时30分 is 1.5 h), where the second is a smaller unit of its kind."""
    if whole.unit.dimension == "count":
        return False
    own = part.name.scale if part.name else 1.0
    for name in smaller:
        size, unit = name.unit.factor * name.scale, whole.unit.factor
        amount, count = _written(part) * size, _written(atom)
        if name.unit.dimension == whole.unit.dimension and amount < unit * whole.scale and _is_whole(count):
            step = part.number.step * size / unit
            value, low, high = (
                None if v is None else exact(round(count) * whole.scale + v / own * size / unit)
                for v in part.number[:3]
            )
            atom.extend(
                part.end if name is part.name else part.word_end + 1,
                Numeral(value, low, high, step, step, False, part.number.approx),
                UnitName(whole.unit, whole.kind, size / unit, decimals=name.decimals),
            )
            atom.word_end = part.word_end
            return True
    return False


def _decimal_tail(text: str, atom: Atom, name: UnitName) -> bool:
    """一块二, 五毛八, 一米八五, 三块零四, 三成五: digits after the unit are its decimals."""
    found = _DECIMALS.match(text, atom.end)
    meant = next((n for n in (name, *(r.name for r in name.readings)) if n.decimals), None)
    if not found or meant is None or atom.number.value is None or not _is_whole(_written(atom)):
        return False
    digits = "".join(str(DIGITS.get(c, c)) for c in found[1])
    step = 10.0 ** -len(digits) * name.scale
    atom.extend(
        found.end(),
        Numeral(exact(atom.number.value + int(digits) * step), None, None, step, step, False, "exact"),
        meant,
    )
    return True


def _per(reader: AtomReader, text: str, atom: Atom) -> Atom:
    """元/吨, 公里每小时, 3500美元一个月: the denominator; one that is only said after it stays outside the text."""
    c, below = text[atom.end], reader.units.denominator(text, atom.end + 1)
    if below is None or atom.name is None:
        return atom
    code, end = below
    if c == "一":
        if atom.kind == "money" and not text[end : end + 1].isalnum() and not reader.words.at(text, atom.end):
            atom.per, atom.next = code, end
    elif c == "/" or atom.kind not in ("cardinal", "duration"):
        atom.per, atom.end, atom.next = code, end, end
    return atom


def _is_whole(count: float) -> bool:
    """A count that a division left a hair beside a whole number (1小时26分 counted in minutes) is whole."""
    return abs(count - round(count)) < 1e-9 * max(1.0, count)


def _written(atom: Atom) -> float:
    """The number as written, before the scale of its unit."""
    return exact((atom.number.value or 0.0) / (atom.name.scale if atom.name else 1.0))
