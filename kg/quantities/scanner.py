"""One pass over a text: numeral characters are candidates, each is read once, what it is not is skipped."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import ascii_letters, digits

from kg.model import Quantity
from kg.quantities import hedges, ranges, units
from kg.quantities.atoms import Atom, AtomReader
from kg.quantities.bounds import Outer, quantity
from kg.quantities.characters import canonical
from kg.quantities.compounds import STARTS, completed, headless
from kg.quantities.dates import DATE_MARKS, date_at
from kg.quantities.hedges import FILLER, Hedge, PerWord
from kg.quantities.lists import joined
from kg.quantities.names import Names
from kg.quantities.numbers import ROMAN, VULGAR
from kg.quantities.numerals import DIGITS, LONGEST, MAGNITUDES, Numeral, pattern
from kg.quantities.unit_words import UnitWords
from kg.quantities.units import UnitName

_NUMERAL = f"0-9{''.join(DIGITS)}{MAGNITUDES}几数半第首{''.join(ROMAN)}{''.join(VULGAR)}"
_CANDIDATES = re.compile(rf"https?://[!-~]++|[{_NUMERAL}]++")
# Hedges, a filler and a rate word may follow one another (预计最高可达约5万).
_WORDS_BEFORE = 3
_EACH = 8
_WORD_CHARACTERS = frozenset(ascii_letters + digits + ".")
# 不到16.9亿元总保费的1/10: the hedge speaks of the share, not of the whole.
_SHARE = re.compile(
    rf"[一-鿿]{{0,10}}?的(?=\d{{1,6}}(?:\.\d{{1,4}})?(?:[%倍]|/\d)|一半|[{_NUMERAL}]{{1,8}}(?:分之|倍|成))"
)
_MAY_DATE = DATE_MARKS | {" "}
_RATIO_STARTS = frozenset(":比 ")
_RANGE_STARTS = frozenset("到至-~和与及、( ±")


class Scanner:
    """Reads quantities with the tables of one region. Built once, then used for any number of texts."""

    def __init__(self, region: str = "CN", extra: Iterable[Path] = ()) -> None:
        extra = tuple(extra)
        table = units.load(region, extra)
        self._hedges = hedges.load(extra)
        self._names = Names(extra)
        self._units = UnitWords(table)
        self._atoms = AtomReader(self._units, self._names.words)
        self._calendar_units = {code: UnitName(table.units[code], "date") for code in ("a", "mo", "d", "h", "{世纪}")}

    def scan(self, text: str, today: datetime.date | None = None) -> list[Quantity]:
        """The quantities of `text` in order, none overlapping another; offsets are those of `text`."""
        plain = canonical(text)
        found: list[Quantity] = []
        done = 0
        carried: Hedge | None = None
        for run in _CANDIDATES.finditer(plain):
            start, end = run.span()
            if end - start > LONGEST or plain[start] == "h":
                done = max(done, end)
                continue
            start = max(start, done)
            while start < end:
                try:
                    atom = self._read(plain, start, done, today)
                except OverflowError:  # 10的999次方: beyond what a float holds, it is compared with nothing
                    atom = None
                if atom is None:
                    start = self._names.skip(plain, start)
                    continue
                outer = self._outer(plain, atom, done)
                if carried and outer[0] is None:
                    outer = (carried, *outer[1:])
                carried = outer[0] if outer[1] < atom.start and _SHARE.match(plain, atom.end) else None
                if carried:
                    outer = (None, atom.start, atom.end, outer[3])
                start = done = max(atom.next, start + 1)
                if atom.date_value or self._names.is_quantity(plain, atom, outer[0] is not None):
                    read = quantity(text, atom, outer)
                    if read.value is None or math.isfinite(read.value):
                        found.append(read)
        return joined(text, plain, found)

    def _read(self, text: str, at: int, floor: int, today: datetime.date | None) -> Atom | None:
        """The date, ratio, range or number that begins at `at`; None where a word only looks like one."""
        if at > floor and text[at - 1] == "." and text[at].isdigit() and text[at - 2 : at - 1] not in _WORD_CHARACTERS:
            at -= 1
        atom = self._one(text, at, floor, today)
        if atom is None or (atom.date_value is None and self._names.is_word(text, atom)):
            return None
        follows = text[atom.end : atom.end + 1]
        if follows in _RATIO_STARTS and atom.name is None and follows:
            link = ranges.RATIO.match(text, atom.end)
            last = self._one(text, link.end(), link.end(), None) if link else None
            made = ranges.ratio(atom, last) if last else None
            if made:
                made.counts = made.counts and self._names.is_ratio(text, at)
                return made
        return self._range(text, atom, today) if follows in _RANGE_STARTS and follows else atom

    def _one(self, text: str, at: int, floor: int, today: datetime.date | None) -> Atom | None:
        found = pattern.match(text, at)
        atom = None
        if found:
            mark = text[found.end() : found.end() + 1]
            if mark in _MAY_DATE or "点" in found[0]:
                atom = self._date(text, at, found, today)
        if atom is None:
            atom = self._atoms.read(text, at, floor, found)
            if atom is None:
                return None
            if atom.name is None:
                if atom.end == at + 1 and at > floor and not text[at].isascii():
                    atom = headless(self._atoms, text, atom, floor)
            elif text[atom.end : atom.end + 1] in STARTS:
                atom = completed(self._atoms, text, atom)
        if atom.start < floor:
            atom.start = at
        return atom

    def _date(self, text: str, at: int, found: re.Match[str], today: datetime.date | None) -> Atom | None:
        end = found.end()
        mark = text[end + 1 : end + 2] if text.startswith(" ", end) else text[end : end + 1]
        if mark not in DATE_MARKS and "点" not in found[0]:
            return None
        if mark in "年月日时点" and self._is_longer_unit(text, at, end):
            return None
        if mark == ":" and (self._names.is_ratio(text, at) or self._names.is_score(text, at)):
            return None
        date = date_at(text, at, mark, today)
        if date is None:
            return None
        number = Numeral(date.value, None, None, 0, 0, False, "exact")
        name = self._calendar_units[date.unit]
        return Atom(date.start, date.end, date.end, number, name, "date", word_end=date.end, date_value=date.iso)

    def _is_longer_unit(self, text: str, at: int, end: int) -> bool:
        """日元, 年级, 年间: a unit that only begins with 日 or 年 (2018年间 is still the year)."""
        named = self._units.at(text, end)
        if named is None or len(text[end : named[1]].strip()) < 2:
            return False
        year = text[at:end].strip()
        return not (named[0].unit.code == "a" and len(year) == 4 and "1600" < year < "2100" and year[2:] != "00")

    def _range(self, text: str, first: Atom, today: datetime.date | None) -> Atom:
        """The first number with the last one, where 到, a dash or 和…之间 joins them; from…增至… has words between."""
        link = ranges.TO.match(text, first.end)
        joint = link or ranges.AND.match(text, first.end)
        if joint is None or first.date_value:
            return self._tolerance(text, first) if text[first.end] == "±" else first
        at = joint.end()
        last = self._one(text, at + (text[at] in "负-$"), at, today)
        if last is not None and link is None:
            guessed = ranges.rough(text, first, last) if joint[0] == "、" else None
            if guessed:
                return guessed
            last = ranges.closed(text, last)
        if last is None or self._changed_to(text, first, last, joint[0]):
            return first
        return ranges.span(text, first, last, joint[0]) or first

    def _changed_to(self, text: str, first: Atom, last: Atom, link: str) -> bool:
        """上涨3元至25元 is two numbers, 增长5%至8% and 增加3至5人 are ranges."""
        if link != "至" or first.name is None or last.name is None or last.kind == "percent":
            return False
        return self._hedges.change.before(text, first.start) is not None

    def _tolerance(self, text: str, first: Atom) -> Atom:
        """100±5克."""
        at = first.end + 1
        last = self._one(text, at, at, None) if at < len(text) else None
        return (ranges.tolerance(first, last) if last else None) or first

    def _outer(self, text: str, atom: Atom, done: int) -> Outer:
        """The hedges around the atom and 每台 before it."""
        if atom.date_value:
            return None, atom.start, atom.end, None
        hedge, start, per = self._before(text, atom, done)
        end = atom.end
        spaced = text.startswith(" ", end) and text[end + 1 : end + 2] != "+"
        after = self._hedges.after.at(text, end + spaced)
        if after and text[after[1] - 1] == "+" and text[after[1] : after[1] + 1].isdigit():
            # 16GB+512GB adds.
            after = None
        if after and after[0] and _applies(text, atom, after[0], start, after[1] - end - spaced):
            if hedge is None or hedge.approx in ("about", "at_most"):
                hedge = after[0]
            end, start = after[1], start - len(after[0].opens)
        return hedge, start, end, per

    def _before(self, text: str, atom: Atom, done: int) -> tuple[Hedge | None, int, str | None]:
        hedge: Hedge | None = None
        start = at = atom.start
        per: str | None = None
        words = self._hedges.before
        for _ in range(_WORDS_BEFORE):
            if text[at - 1 : at] == " ":
                at -= 1
            meaning, at = words.before(text, at) or (None, at)
            if meaning is None or at < done:
                break
            if isinstance(meaning, PerWord):
                per, start = meaning.per, at
            elif meaning is not FILLER:
                if meaning.for_magnitudes and not self._names.is_bare(text, atom):
                    break
                hedge, start = (meaning if hedge is None or hedge.approx == "about" else hedge), at
        return hedge, start, per or self._each(text, at, start, done)

    def _each(self, text: str, at: int, start: int, done: int) -> str | None:
        """每台 before the number or its hedge at `start`, or before the light words that lead to it at `at` (每台为)."""
        each = text.rfind("每", max(done, at - _EACH), at)
        if each < 0:
            return None
        below = self._units.denominator(text, each + 1)
        return below[0] if below and not (text[below[1] : at].strip() and text[below[1] : start].strip()) else None


def _applies(text: str, atom: Atom, hedge: Hedge, start: int, length: int) -> bool:
    if hedge.opens:
        # 一年比一年高 compares nothing with a number.
        return text.endswith(hedge.opens, 0, start) and not text.endswith(text[atom.start : atom.end], 0, start - 1)
    if hedge.for_measures:
        return atom.kind == "measure" or (atom.name is None and not atom.number.full)
    # 强, 弱, 多 directly after bare digits belong to what follows (500强).
    return length > 1 or hedge.approx not in ("over", "under") or atom.name is not None or not atom.number.full


@cache
def scanner_of(region: str) -> Scanner:
    """The scanner of a region, built at its first use."""
    return Scanner(region)
