"""A number with its unit at a place of a canonical text: 每 and hedges stay outside, 多 and the unit inside."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.model import Kind
from kg.quantities.lexicon import Lexicon
from kg.quantities.numbers import PERCENT, ROMAN, is_bare_magnitude, number_at, over
from kg.quantities.numerals import DIGITS, Numeral, exact, numeral
from kg.quantities.units import Reading, UnitName, UnitTable


@dataclass(slots=True)
class Atom:
    """What was read at a place. `end` closes the quantity's text, `next` is where reading goes on (3500美元|一个月)."""

    start: int
    end: int
    next: int
    number: Numeral
    name: UnitName | None
    kind: Kind
    per: str | None = None
    word_end: int = 0
    date_value: str | None = None


_CLAUSE = re.compile(r"[，。；！？,;!?\n]")
_WINDOW = 16
_LETTER = re.compile(r"[A-Za-z]")
_PHRASE_END = re.compile(r"$|[^一-鿿A-Za-z0-9(]|以上|以下|左右|多")
_TAIL = re.compile(r" ?(零?[一二三四五六七八九\d]{1,2}+)(?![\d一二三四五六七八九十百千万亿点.%])")
_THOUSANDS = re.compile(r" ?([kKM])(?![A-Za-z0-9])")
_SIZES = {"k": 1e3, "K": 1e3, "M": 1e6}


class AtomReader:
    """Reads atoms with one table of units. Stateless but for its look-up tables."""

    def __init__(self, units: UnitTable, words: Lexicon[str]) -> None:
        self._units = units
        self._words = words
        self._names = Lexicon(units.names)
        self._folded = Lexicon(_fold(units.names))
        self._symbols = Lexicon(units.symbols)
        self._ordinals = Lexicon(units.ordinals)
        self._percent = units.names["%"]
        self._yuan = units.names["元"]

    def unit_at(self, text: str, at: int) -> tuple[UnitName, int] | None:
        """The longest unit word at `at` (one or two spaces before it allowed) and its end."""
        while text[at : at + 1] == " " and text[at - 2 : at] != "  ":
            at += 1
        for lexicon in (self._names, self._folded):
            found = lexicon.at(text, at)
            if found is None:
                continue
            name, end = found
            while name is not None and _LETTER.match(text, end - 1) and _LETTER.match(text, end):
                shorter = lexicon.at(text[at : end - 1], 0)
                if shorter is None:
                    break
                name, end = shorter[0], at + shorter[1]
            else:
                return (name, end) if name is not None else None
        return None

    def read(self, text: str, at: int, floor: int = 0) -> Atom | None:
        """The atom whose number begins at `at`; None where the characters there make no number.

        A sign or a currency before the number belongs to it, down to `floor`, where the quantity before ends.
        """
        c = text[at]
        if c == "第":
            return self._ordinal(text, at)
        if c == "首":
            found = self._ordinals.at(text, at)
            return self._ordinal_word(text, at, found) if found else None
        if c == "百":
            percent = PERCENT.match(text, at)
            if percent:
                return self._percentage(text, at, percent.end())
        if text.startswith("零下", at) and at + 2 < len(text):
            below = self.read(text, at + 2, at + 2)
            return below and replace(_negated(below), start=at)
        atom = self._measure(text, at)
        if atom is None:
            return None
        return self._signed(text, self._prefixed(text, self._chained(text, atom), floor))

    def _measure(self, text: str, at: int) -> Atom | None:
        """Number and unit, nothing else."""
        split = self._split_prefix(text, at)
        found = split or number_at(text, at)
        if found is None:
            return None
        number, end = found
        named = self.unit_at(text, end)
        if named is None and text[end - 1] == "两" and end - at > 1:
            # 二十两, 三两: after another numeral 两 is the ounce unless a unit follows it (三两天).
            shorter = numeral(text[at : end - 1])
            if shorter:
                number, end = shorter, end - 1
                named = self.unit_at(text, end)
        thousands = _THOUSANDS.match(text, end) if named is None else None
        if thousands:
            number, end = number.times(_SIZES[thousands[1]]), thousands.end()
            named = self.unit_at(text, end)
        if named is None:
            return Atom(at, end, end, number, None, "cardinal", word_end=end)
        return self._named(text, at, end, number, *named)

    def _split_prefix(self, text: str, at: int) -> tuple[Numeral, int] | None:
        """In 35万千瓦 and 一百千瓦 the last 千 belongs to the unit."""
        end = at
        while end < len(text) and (text[end] in DIGITS or text[end] in "0123456789.十百千万亿兆几数 ") and end - at < 24:
            end += 1
        if end - at < 2 or text[end - 1] not in "千百兆":
            return None
        named = self._names.at(text, end - 1)
        if named is None or named[0] is None or named[1] - end < 1:
            return None
        found = numeral(text[at : end - 1])
        return (found, end - 1) if found else None

    def _named(self, text: str, at: int, end: int, number: Numeral, name: UnitName, unit_end: int) -> Atom | None:
        if is_bare_magnitude(text[at:end]) and self._names.at(text, at):
            return None
        if name.readings:
            chosen, start = self._reading(text, at, unit_end, name)
            if chosen is None:
                return Atom(at, end, end, number, None, "cardinal", word_end=end)
            name = chosen
        else:
            start = at
        number = _scaled(number, name, text[at:end])
        atom = Atom(start, unit_end, unit_end, number, name, name.kind, word_end=end)
        if text[at] in ROMAN:
            atom.kind = "ordinal"
        return atom

    def _reading(self, text: str, at: int, end: int, name: UnitName) -> tuple[UnitName | None, int]:
        """Which unit an ambiguous word is here, and where the quantity begins (摄氏 belongs to 摄氏37度)."""
        clause = text[max(0, at - _WINDOW) : at]
        for cut in _CLAUSE.finditer(clause):
            clause = text[max(0, at - _WINDOW) + cut.end() : at]
        for reading in name.readings:
            touching = next((w for w in reading.touching if clause.rstrip().endswith(w)), "")
            if touching:
                return reading.name, clause.rindex(touching) + at - len(clause)
            if _fits(reading, clause, text, end):
                return reading.name, at
        return (None if name.unit.code == "1" else name), at

    def _percentage(self, text: str, at: int, after: int) -> Atom | None:
        sign = text[after : after + 1] in ("负", "-")
        found = number_at(text, after + sign) if after + sign < len(text) else None
        if found is None:
            return None
        number, end = found
        thousands = _THOUSANDS.match(text, end)
        if thousands:
            number, end = number.times(_SIZES[thousands[1]]), thousands.end()
        atom = Atom(at, end, end, number, self._percent, "percent", word_end=end)
        return self._signed(text, _negated(atom) if sign else atom)

    def _ordinal(self, text: str, at: int) -> Atom | None:
        start = at + 1 + (text[at + 1 : at + 2] == " ")
        found = number_at(text, start) if start < len(text) else None
        if found is None or found[0].value is None:
            return None
        number, end = found
        named = self.unit_at(text, end) if text[end : end + 1] != " " else None
        name, unit_end = named if named else (None, end)
        return Atom(at, unit_end, unit_end, number, name, "ordinal", word_end=end)

    def _ordinal_word(self, text: str, at: int, found: tuple[float, int]) -> Atom:
        named = self._names.at(text, at + 1)
        number = Numeral(found[0], None, None, 1, 1, True, "exact")
        return Atom(at, found[1], found[1], number, named[0] if named else None, "ordinal", word_end=found[1])

    def _chained(self, text: str, atom: Atom) -> Atom:
        """六斤八两, 123元1角1分, 一米八, 两年半, 一个半小时, 一个多月: smaller units and halves after the unit."""
        while atom.name is not None and atom.number.value is not None and (atom.kind not in ("ordinal", "percent") or atom.name.decimals):
            c = text[atom.end : atom.end + 1]
            if c == " " and atom.name.scale != 1:
                c = text[atom.end + 1 : atom.end + 2]
            if c == "半":
                longer = self._half(text, atom)
            elif c in ("多", "余"):
                longer = self._more(text, atom)
            elif c.isdigit() or c in DIGITS and c:
                longer = self._smaller(text, atom)
            else:
                break
            if longer is None:
                break
            atom = longer
        return self._per(text, atom)

    def _half(self, text: str, atom: Atom) -> Atom | None:
        if self._words.at(text, atom.end) or atom.name is None or atom.number.value is None:
            return None
        name, end = atom.name, atom.end + 1
        if name.unit.code == "{个}":
            named = self.unit_at(text, end)
            if named is None:
                return None
            name, end = named
        number = atom.number._replace(value=exact(atom.number.value + 0.5 * name.scale), step=0.5 * name.scale, full=False)
        return replace(atom, end=end, next=end, number=number, name=name, kind=name.kind)

    def _more(self, text: str, atom: Atom) -> Atom | None:
        """2米多, 7天余; 一个多月. Only a whole number, and not 多 of another word (两国多边)."""
        if atom.name is None or atom.number.approx != "exact":
            return None
        name, end = atom.name, atom.end + 1
        if name.unit.code == "{个}":
            named = self.unit_at(text, end)
            if named is None or named[0].unit.dimension != "time":
                return None
            name, end = named
        return replace(atom, end=end, next=end, number=over(atom.number._replace(coarse=atom.number.step)), name=name, kind=name.kind)

    def _smaller(self, text: str, atom: Atom) -> Atom | None:
        """A smaller part directly after the unit."""
        at = atom.end + (text[atom.end] in "零〇")
        part = self._measure(text, at) if at < len(text) and text[at] not in "零几数百千万亿" else None
        if part is None or part.number.value is None or atom.name is None:
            return None
        wholes = (atom.name, *(r.name for r in atom.name.readings), *self._tails(text, atom))
        for whole in wholes:
            joined = _join(atom, part, whole, self._tails(text, part)) if whole.unit.dimension != "count" else None
            if joined:
                return joined
        return None if part.name else self._decimal_tail(text, atom)

    def _tails(self, text: str, part: Atom) -> tuple[UnitName, ...]:
        """The meanings that a word has only beside a unit of its kind: 分 after 小时 or before 秒, after 角."""
        return tuple(self._units.tails.get(text[part.word_end : part.word_end + 1], ()))

    def _decimal_tail(self, text: str, atom: Atom) -> Atom | None:
        """一块二, 五毛八, 一米八五, 三块零四: digits after the unit are decimals of it."""
        assert atom.name is not None and atom.number.value is not None
        found = _TAIL.match(text, atom.end)
        name = next((n for n in (atom.name, *(r.name for r in atom.name.readings)) if n.decimals), None)
        if not found or name is None or not _bare(atom).is_integer():
            return None
        digits = "".join(str(DIGITS.get(c, c)) for c in found[1])
        step = 10.0 ** -len(digits) * atom.name.scale
        value = exact(atom.number.value + int(digits) * step)
        end = found.end()
        return replace(atom, end=end, next=end, number=Numeral(value, None, None, step, step, False, "exact"), name=name, kind=name.kind)

    def _per(self, text: str, atom: Atom) -> Atom:
        """元/吨, 公里每小时, 3500美元一个月."""
        c = text[atom.end : atom.end + 1]
        if atom.name is None or c not in ("/", "每", "一"):
            return atom
        named = self.unit_at(text, atom.end + 1)
        if named is None:
            return atom
        name, end = named
        if c == "一":
            whole_phrase = not text[end : end + 1].isalnum() and not self._words.at(text, atom.end)
            return replace(atom, per=name.unit.code, next=end) if atom.kind == "money" and whole_phrase else atom
        if c == "每" and atom.kind in ("cardinal", "duration"):
            return atom
        return replace(atom, end=end, next=end, per=name.unit.code)

    def _prefixed(self, text: str, atom: Atom, floor: int) -> Atom:
        """人民币6.5元, US$5亿: the currency before the number, unless the number has another one."""
        at = atom.start - (text[atom.start - 1 : atom.start] == " ")
        found = self._symbols.before(text, at)
        if found is None or found[1] < floor or (atom.name is not None and atom.name is not self._yuan):
            return atom
        name, start = found
        if _LETTER.match(text, start) and start and _LETTER.match(text, start - 1):
            return atom
        return replace(atom, start=start, name=name, kind="money")

    def _signed(self, text: str, atom: Atom) -> Atom:
        """负5, -3.2%: a dash is a sign only where nothing counts down from it (歼-20, 3-5)."""
        at = atom.start - (text[atom.start - 1 : atom.start] == " " and text[atom.start - 2 : atom.start - 1] == "负")
        c = text[at - 1 : at]
        if c == "负":
            return replace(_negated(atom), start=at - 1)
        before = text[at - 2 : at - 1] if at > 1 else ""
        if c == "-" and not before.isascii() and atom.name is not None and atom.kind != "cardinal":
            return replace(_negated(atom), start=at - 1)
        if c == "-" and (not before or before in " (：:，,=") :
            return replace(_negated(atom), start=at - 1)
        return atom


def _join(atom: Atom, part: Atom, whole: UnitName, tails: tuple[UnitName, ...]) -> Atom | None:
    """Both parts in the unit of the first: 1小时30分 is 1.5 h; None where the second is no smaller unit of its kind."""
    for name in (*((part.name,) if part.name else ()), *tails):
        size, unit = name.unit.factor * name.scale, whole.unit.factor
        amount, count = _bare(part) * size, _bare(atom)
        if name.unit.dimension != whole.unit.dimension or amount >= unit * whole.scale or not count.is_integer():
            continue
        end = part.end if name is part.name else part.word_end + 1
        step = part.number.step * size / unit
        number = Numeral(exact(count * whole.scale + amount / unit), None, None, step, step, False, "exact")
        return replace(atom, end=end, next=end, number=number, name=replace(whole, scale=size / unit), kind=whole.kind, word_end=part.word_end)
    return None


def _negated(atom: Atom) -> Atom:
    value, low, high = atom.number[:3]
    number = atom.number._replace(
        value=None if value is None else -value, low=None if high is None else -high, high=None if low is None else -low
    )
    return replace(atom, number=number)


def _scaled(number: Numeral, name: UnitName, word: str) -> Numeral:
    """七五折 is 75 %, 75折 too, 5折 is 50 %; 三成五 was joined before."""
    if name.digitwise and number.approx == "range" and len(word) == 2:
        digits = float("".join(str(DIGITS[c]) for c in word))
        return Numeral(digits, None, None, 1, 1, False, "exact")
    if name.digitwise and number.value is not None and number.value > 10:
        return number
    return number.times(name.scale)


def _bare(atom: Atom) -> float:
    """The written number, before its unit's scale."""
    scale = atom.name.scale if atom.name else 1.0
    return exact((atom.number.value or 0.0) / scale)


def _fits(reading: Reading, clause: str, text: str, end: int) -> bool:
    if reading.not_near and reading.not_near.search(clause):
        return False
    if reading.at_phrase_end and _PHRASE_END.match(text, end):
        return True
    return not reading.at_phrase_end and bool(reading.near and reading.near.search(clause))


def _fold(names: dict[str, UnitName | None]) -> dict[str, UnitName | None]:
    """Latin symbols whatever their case (KW, CM), where the case does not tell two units apart (mW, MW)."""
    folded: dict[str, set[str]] = {}
    for word, name in names.items():
        if name is not None and word.isascii() and word.isalpha():
            for form in (word.lower(), word.upper(), word.capitalize()):
                folded.setdefault(form, set()).add(name.unit.code)
    unique = {form for form, codes in folded.items() if len(codes) == 1 and len(form) > 1}
    return {
        form: name
        for word, name in names.items()
        if name is not None and word.isascii() and word.isalpha()
        for form in (word.lower(), word.upper(), word.capitalize())
        if form in unique
    }
