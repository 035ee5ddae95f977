"""A number with its unit at a place of a canonical text: 每 and hedges stay outside, 多 and the unit inside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Kind
from kg.quantities.lexicon import Lexicon
from kg.quantities.numbers import BARE, PERCENT, ROMAN, Found, is_bare_magnitude, number_at
from kg.quantities.numerals import DIGITS, Numeral, numeral, pattern
from kg.quantities.unit_words import UnitWords
from kg.quantities.units import UnitName


@dataclass(slots=True)
class Atom:
    """What was read at a place.

    start, end: the quantity's text. next: where reading goes on (3500美元|一个月). word_end: where the number itself
    ends and its unit begins. name: its unit, None for a bare number. counts: False for a score, which is read only
    to be passed over.
    """

    start: int
    end: int
    next: int
    number: Numeral
    name: UnitName | None
    kind: Kind
    per: str | None = None
    word_end: int = 0
    date_value: str | None = None
    counts: bool = True

    def extend(self, end: int, number: Numeral, name: UnitName) -> None:
        """Take in what stands up to `end`."""
        self.end = self.next = end
        self.number, self.name, self.kind = number, name, name.kind


_THOUSANDS = re.compile(r" ?([kKMw])(?![A-Za-z0-9])")
# 10w is how forums write 10万.
_SIZES = {"k": 1e3, "K": 1e3, "M": 1e6, "w": 1e4}
_PREFIX_CHARACTERS = "千百兆"
# 几千瓦 may be several kilowatts or some thousand watts, which is the same.
_OPEN = ("几", "数")
# 视星等为-1.46; the dash of 歼-20 and 3-5 stands between other characters.
_BEFORE_SIGN = frozenset(" (:，,=为是达约于由从")
_DIGITS = frozenset(DIGITS) | frozenset("0123456789")
_PECULIAR = BARE | ROMAN.keys()
# 第, 首, 百分之 and 零下 open a quantity of their own kind.
_OPENERS = "第首百零"


class AtomReader:
    """Reads numbers with their units. Stateless but for its look-up tables."""

    def __init__(self, units: UnitWords, words: Lexicon[str]) -> None:
        self.units = units
        self.words = words

    def read(self, text: str, at: int, floor: int, found: re.Match[str] | None) -> Atom | None:
        """The atom whose number begins at `at`; None where the characters there make no number.

        found: the numeral there. A sign or a currency before the number belongs to it, down to `floor`, where the
        quantity before ends.
        """
        c = text[at]
        if c in _OPENERS:
            if c == "第":
                return self._ordinal(text, at)
            if c == "首":
                return self._ordinal_word(text, at)
            percent = PERCENT.match(text, at)
            if percent:
                return self._percentage(text, at, percent.end(), floor)
            if text.startswith("零下", at):
                return self._below_zero(text, at)
            if text.startswith("零上", at):
                return self._above_zero(text, at)
        atom = self.measure(text, at, found)
        return self._preceded(text, atom, floor) if atom else None

    def measure(self, text: str, at: int, found: re.Match[str] | None) -> Atom | None:
        """Number and unit, nothing else."""
        read = None
        sized = found or (pattern.match(text, at + 1) if text[at] == "数" else None)
        if sized and text[sized.end() - 1] in _PREFIX_CHARACTERS:
            read = self._unit_prefix(text, at, sized)
        read = read or number_at(text, at, found)
        if read is None:
            return None
        number, end = read
        named = self.units.at(text, end)
        if named is None:
            if found and end == found.end() and end - at > 1 and text[end - 1] in "两兆":
                return self._last_is_unit(text, at, end, number)
            thousands = _THOUSANDS.match(text, end)
            if thousands:
                number, end = number.times(_SIZES[thousands[1]]), thousands.end()
                named = self.units.at(text, end)
            elif text.startswith(" ", end):
                spelled = self._spelled(text, at, end)
                if spelled:
                    return spelled
        if named is None:
            return Atom(at, end, end, number, None, "cardinal", word_end=end)
        name, unit_end = named
        if number.value is not None and number.value > name.limit:
            return Atom(at, end, end, number, None, "cardinal", word_end=end)
        if name.readings or name.scale != 1.0 or text[at] in _PECULIAR:
            return self._named(text, at, (number, end), name, unit_end)
        return Atom(at, unit_end, unit_end, number, name, name.kind, word_end=end)

    def _last_is_unit(self, text: str, at: int, end: int, number: Numeral) -> Atom:
        """二十两, 100兆: after another numeral 两 is the ounce, 兆 the megabyte, unless a unit follows it (三两天)."""
        shorter, named = numeral(text[at : end - 1]), self.units.at(text, end - 1)
        if shorter is None or named is None:
            return Atom(at, end, end, number, None, "cardinal", word_end=end)
        name, start = self.units.meaning(text, at, end, named[0]) if named[0].readings else (named[0], at)
        return Atom(start, end, end, shorter, name, name.kind if name else "cardinal", word_end=end - 1)

    def _spelled(self, text: str, at: int, end: int) -> Atom | None:
        """7 5 折: what is read digit by digit may be written with a space between."""
        second = end + 1
        named = self.units.at(text, second + 1)
        if end != at + 1 or named is None or not named[0].digitwise or text[second] not in _DIGITS:
            return None
        number, (name, unit_end) = numeral(text[at] + text[second]), named
        return number and Atom(at, unit_end, unit_end, number, name, name.kind, word_end=second + 1)

    def _unit_prefix(self, text: str, at: int, found: re.Match[str]) -> tuple[Numeral, int] | None:
        """In 35万千瓦 and 数十兆瓦 the last 千 or 兆 belongs to the unit; 几千瓦 are thousands of watts all the same."""
        end = found.end() - 1
        if end <= at or not self.units.prefixed_at(text, end) or (text[at:end] in _OPEN and text[end] != "兆"):
            return None
        read = numeral(text[at:end])
        return (read, end) if read else None

    def _named(self, text: str, at: int, read: Found, name: UnitName, unit_end: int) -> Atom | None:
        """With a unit that depends on what stands around it, or after a number that is none by itself."""
        (number, end), start = read, at
        if (
            text[at] in BARE
            and is_bare_magnitude(text[at:end])
            and (self.units.prefixed_at(text, at) or text[end] == " ")
        ):
            return None
        if name.readings:
            chosen, start = self.units.meaning(text, at, unit_end, name)
            if chosen is None:
                return Atom(at, end, end, number, None, "cardinal", word_end=end)
            name = chosen
        if name.scale != 1.0:
            number = scaled(number, name, text[at:end])
        kind = "ordinal" if text[at] in ROMAN else name.kind
        return Atom(start, unit_end, unit_end, number, name, kind, word_end=end)

    def _percentage(self, text: str, at: int, after: int, floor: int) -> Atom | None:
        """百分之五; the sign stands before it or within it: 负百分之五, 百分之负五."""
        sign = text[after : after + 1] in ("负", "-")
        read = number_at(text, after + sign, None) if after + sign < len(text) else None
        if read is None:
            return None
        number, end = read
        thousands = _THOUSANDS.match(text, end)
        if thousands:
            number, end = number.times(_SIZES[thousands[1]]), thousands.end()
        start = at - (at > floor and text[at - 1] == "负")
        if sign or start < at:
            number = negated(number)
        return Atom(start, end, end, number, self.units.percent, "percent", word_end=end)

    def _above_zero(self, text: str, at: int) -> Atom | None:
        start = at + 2
        atom = self.measure(text, start, pattern.match(text, start)) if start < len(text) else None
        if atom is not None:
            atom.start = at
        return atom

    def _below_zero(self, text: str, at: int) -> Atom | None:
        start = at + 2
        atom = self.read(text, start, start, None) if start < len(text) else None
        if atom is None:
            return None
        atom.start, atom.number = (
            self.units.meaning(text, at, atom.end, atom.name)[1] if atom.name else at,
            negated(atom.number),
        )
        return atom

    def _ordinal(self, text: str, at: int) -> Atom | None:
        start = at + 1 + (text[at + 1 : at + 2] == " ")
        read = number_at(text, start, None) if start < len(text) else None
        if read is None or read[0].value is None:
            return None
        number, end = read
        named = self.units.at(text, end) if text[end : end + 1] != " " else None
        name, unit_end = named or (None, end)
        return Atom(at, unit_end, unit_end, number, name, "ordinal", word_end=end)

    def _ordinal_word(self, text: str, at: int) -> Atom | None:
        found = self.units.ordinals.at(text, at)
        if found is None:
            return None
        value, end = found
        named = self.units.at(text, at + 1)
        return Atom(
            at, end, end, Numeral(value, None, None, 1, 1, True, "exact"), named and named[0], "ordinal", word_end=end
        )

    def _preceded(self, text: str, atom: Atom, floor: int) -> Atom:
        """The currency (人民币6.5元, US$5亿) and the sign (负5, -3.2%) before the number."""
        at = atom.start
        spaced = at > floor and text[at - 1] == " "
        at -= spaced
        if at <= floor:
            return atom
        if text[at - 1] == "负" or (text[at - 1] == "-" and not spaced):
            self._sign(text, atom, at)
        elif atom.name is None or atom.kind == "money":
            found = self.units.symbols.before(text, at)
            if found and found[1] >= floor and not _letters(text, found[1]):
                symbol, start = found
                # 人民币35万元整; in US$5元 nothing fits.
                if atom.name is None or atom.name is self.units.yuan or atom.name.unit is symbol.unit:
                    atom.name, atom.start, atom.kind = symbol, start, "money"
        return atom

    def _sign(self, text: str, atom: Atom, at: int) -> None:
        """A dash is a sign only where nothing counts down from it (歼-20, 3-5): before a measure or after a space."""
        before = text[at - 2] if at > 1 else " "
        measured = atom.name is not None and atom.kind != "cardinal" and not before.isascii()
        if text[at - 1] == "负" or measured or before in _BEFORE_SIGN:
            atom.start, atom.number = at - 1, negated(atom.number)


def negated(number: Numeral) -> Numeral:
    """The number with its sign turned, its bounds with it."""
    value, low, high, step, coarse, full, approx = number
    return Numeral(
        None if value is None else -value,
        None if high is None else -high,
        None if low is None else -low,
        step,
        coarse,
        full,
        approx,
    )


def scaled(number: Numeral, name: UnitName, word: str) -> Numeral:
    """折 is read digit by digit: 七五折 is 75 %, 75折 too, 5折 is 50 %."""
    if name.digitwise and number.approx == "range" and len(word) == 2:
        return Numeral(float("".join(str(DIGITS[c]) for c in word)), None, None, 1, 1, False, "exact")
    if name.digitwise and number.value is not None and number.value > 10:
        return number
    return number.times(name.scale)


def _letters(text: str, at: int) -> bool:
    """A Latin word goes on before `at`: the dollar sign in the name A$AP is none, nor is CNY in XCNY."""
    return at > 0 and text[at].isalpha() and text[at].isascii() and text[at - 1].isalpha() and text[at - 1].isascii()
