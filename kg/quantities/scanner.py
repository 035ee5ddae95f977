"""One pass over a text: numeral characters are candidates, each is read once, what it is not is skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Date
from functools import cache
from pathlib import Path

from kg.model import Quantity
from kg.quantities import hedges, ranges, units
from kg.quantities.atoms import Atom, AtomReader
from kg.quantities.bounds import Outer, quantity
from kg.quantities.characters import canonical
from kg.quantities.dates import DATE_MARKS, date_at
from kg.quantities.hedges import FILLER, Hedge, PerWord
from kg.quantities.lists import joined
from kg.quantities.names import Names
from kg.quantities.numbers import ROMAN, VULGAR
from kg.quantities.numerals import DIGITS, LONGEST, MAGNITUDES, Numeral, pattern
from kg.quantities.units import UnitName

_NUMERAL = f"0-9{''.join(DIGITS)}{MAGNITUDES}几数半第首{''.join(ROMAN)}{''.join(VULGAR)}"
_CANDIDATES = re.compile(rf"https?://[!-~]++|[{_NUMERAL}]++")
# Hedges, a filler and a rate word may follow one another (预计最高可达约5万).
_WORDS_BEFORE = 3
_EACH = 8


class Scanner:
    """Reads quantities with the tables of one region. Built once, then used for any number of texts."""

    def __init__(self, region: str = "CN", extra: Iterable[Path] = ()) -> None:
        extra = tuple(extra)
        table = units.load(region, extra)
        self._hedges = hedges.load(extra)
        self._names = Names(extra)
        self._atoms = AtomReader(table, self._names.words)
        self._calendar_units = {code: UnitName(table.units[code], "date") for code in ("a", "mo", "d", "h", "{世纪}")}

    def scan(self, text: str, today: Date | None = None) -> list[Quantity]:
        """The quantities of `text` in order, none overlapping another; offsets are those of `text`."""
        plain = canonical(text)
        found: list[Quantity] = []
        done = 0
        for run in _CANDIDATES.finditer(plain):
            start, end = run.span()
            if end - start > LONGEST or plain[start] == "h":
                done = max(done, end)
                continue
            start = max(start, done)
            while start < end:
                atom = self._read(plain, start, done, today)
                if atom is None:
                    start = self._names.skip(plain, start)
                    continue
                outer = self._outer(plain, atom, done)
                start = done = max(atom.next, start + 1)
                if atom.date_value or self._names.is_quantity(plain, atom, outer.hedge is not None):
                    found.append(quantity(text, atom, outer))
        return joined(text, plain, found)

    def _read(self, text: str, at: int, done: int, today: Date | None) -> Atom | None:
        """The date, ratio, range or number that begins at `at`; None where there is none or a word only looks like one."""
        if text[at - 1 : at] == "." and at > done and text[at].isdigit() and not text[at - 2 : at - 1].isalnum():
            at -= 1
        atom = self._one(text, at, done, today)
        if atom is None or self._names.is_word(text, atom):
            return None
        if atom.name is None and atom.number.value is not None:
            link = ranges.RATIO.match(text, atom.end)
            last = self._atoms.read(text, link.end(), link.end()) if link else None
            made = ranges.ratio(atom, last) if last else None
            if made:
                return made if self._names.is_ratio(text, at) else replace(made, kind="score")
        return self._range(text, atom, today)

    def _one(self, text: str, at: int, floor: int, today: Date | None) -> Atom | None:
        atom = self._date(text, at, today) or self._atoms.read(text, at, floor)
        return replace(atom, start=at) if atom and atom.start < floor else atom

    def _date(self, text: str, at: int, today: Date | None) -> Atom | None:
        numeral = pattern.match(text, at)
        if numeral is None:
            return None
        end = numeral.end()
        mark = text[end + 1 : end + 2] if text[end : end + 1] == " " else text[end : end + 1]
        if mark not in DATE_MARKS and "." not in numeral[0] and "点" not in numeral[0]:
            return None
        if mark in "年月日时点" and self._is_longer_unit(text, end):
            return None
        if mark == ":" and self._names.is_ratio(text, at):
            return None
        found = date_at(text, at, today)
        if found is None:
            return None
        number = Numeral(found.value, None, None, 0, 0, False, "exact")
        name = self._calendar_units[found.unit]
        return Atom(found.start, found.end, found.end, number, name, "date", word_end=found.end, date_value=found.iso)

    def _is_longer_unit(self, text: str, at: int) -> bool:
        """日元, 年级, 年间: a unit that only begins with 日 or 年."""
        named = self._atoms.unit_at(text, at)
        return named is not None and named[1] - at > 1

    def _range(self, text: str, first: Atom, today: Date | None) -> Atom:
        """The first number with the last one, where 到, a dash or 和…之间 joins them; from…增至… has words between."""
        link = ranges.TO.match(text, first.end)
        joint = link or ranges.AND.match(text, first.end)
        if joint is None or first.date_value:
            return first
        at = joint.end()
        last = self._one(text, at + (text[at] in "负-$"), joint.end(), today)
        if last is not None and link is None:
            last = ranges.closed(text, last)
        return (ranges.span(text, first, last, joint[0]) if last else None) or first

    def _outer(self, text: str, atom: Atom, done: int) -> Outer:
        """The hedges around the atom and 每台 before it."""
        if atom.date_value:
            return Outer(None, atom.start, atom.end, None)
        hedge, start, per = self._before(text, atom, done)
        end = atom.end
        after = self._hedges.after.at(text, end + (text[end : end + 1] == " "))
        if after and after[0] and _applies(text, atom, after[0], start):
            if hedge is None or hedge.approx in ("about", "at_most"):
                hedge = after[0]
            end, start = after[1], start - len(after[0].opens)
        return Outer(hedge, start, end, per)

    def _before(self, text: str, atom: Atom, done: int) -> tuple[Hedge | None, int, str | None]:
        hedge: Hedge | None = None
        start = at = atom.start
        per: str | None = None
        for _ in range(_WORDS_BEFORE):
            if text[at - 1 : at] == " ":
                at -= 1
            found = self._hedges.before.before(text, at)
            if found is None or found[0] is None or found[1] < done:
                break
            meaning, at = found
            if isinstance(meaning, PerWord):
                per, start = meaning.per, at
            elif meaning is not FILLER:
                if meaning.for_magnitudes and not self._names.is_bare(text, atom):
                    break
                hedge, start = (meaning if hedge is None or hedge.approx == "about" else hedge), at
        return hedge, start, per or self._each(text, start, done)

    def _each(self, text: str, start: int, done: int) -> str | None:
        """每台 directly before the number or its hedge."""
        at = text.rfind("每", max(done, start - _EACH), start)
        named = self._atoms.unit_at(text, at + 1) if at >= 0 else None
        return named[0].unit.code if named and not text[named[1] : start].strip() else None


def _applies(text: str, atom: Atom, hedge: Hedge, start: int) -> bool:
    if hedge.opens:
        return text.endswith(hedge.opens, 0, start)
    if hedge.for_measures:
        return atom.kind == "measure"
    # 强, 弱, 多 directly after bare digits belong to what follows (500强).
    return hedge.approx not in ("over", "under") or atom.name is not None or not atom.number.full


@cache
def scanner(region: str) -> Scanner:
    """The scanner of a region, built at its first use."""
    return Scanner(region)
