"""The unit word at a place of a text, and which of its meanings it has there."""

from __future__ import annotations

import re
from string import ascii_letters

from kg.quantities.lexicon import Lexicon
from kg.quantities.units import Reading, UnitName, UnitTable

_LETTERS = frozenset(ascii_letters)
_SENTENCE_END = re.compile(r"[。；！？;!?\n]")
# Cues of an ambiguous unit are looked for this far around the number (集成72块GPU，共36000块).
_WINDOW = 40
_PHRASE_END = re.compile(r"$|[^一-鿿A-Za-z0-9( ]| (?![A-Za-z0-9一-鿿])|以上|以下|左右|多")


class UnitWords:
    """Looks units up in one table. Latin symbols are words of their own: m is none in 5mx."""

    def __init__(self, table: UnitTable) -> None:
        self._names = Lexicon(table.names)
        self._folded = Lexicon(_folded(table.names))
        self._tails = table.tails
        self._denominators = Lexicon(table.denominators)
        self.headless = Lexicon(table.headless)
        self.symbols = Lexicon(table.symbols)
        self.ordinals = Lexicon(table.ordinals)
        self.percent = _known(table, "%")
        self.yuan = _known(table, "元")

    def at(self, text: str, at: int) -> tuple[UnitName, int] | None:
        """The longest unit word at `at` (one or two spaces before it allowed) and its end."""
        if text[at : at + 1] == " ":
            at += 2 if text[at + 1 : at + 2] == " " else 1
        found = self._names.at(text, at)
        if found is None:
            return self._latin(text, at, self._folded) if text[at : at + 1].isascii() else None
        name, end = found
        if text[end - 1] in _LETTERS and text[end : end + 1] in _LETTERS:
            return self._latin(text, at, self._folded)
        return (name, end - name.beyond) if name is not None else None

    def denominator(self, text: str, at: int) -> tuple[str, int] | None:
        """The code of what stands after / or 每, and its end: min for 分 (72次/分), m2.mo for 平方米·月."""
        opened = text.startswith("(", at)
        named = self._one_below(text, at + opened)
        if named is None:
            return None
        code, end = named[0].unit.code, named[1]
        while text.startswith("·", end):
            more = self._one_below(text, end + 1)
            if more is None:
                break
            code, end = f"{code}.{more[0].unit.code}", more[1]
        if opened and not text.startswith(")", end):
            return None
        return code, end + opened

    def _one_below(self, text: str, at: int) -> tuple[UnitName, int] | None:
        special, named = self._denominators.at(text, at), self.at(text, at)
        return special if special and (named is None or named[1] <= special[1]) else named

    def _latin(self, text: str, at: int, words: Lexicon[UnitName | None]) -> tuple[UnitName, int] | None:
        """KW, CM: in whatever case, and only where no other letter follows."""
        found = words.at(text, at)
        if found is None or found[0] is None or text[found[1] : found[1] + 1] in _LETTERS:
            return None
        return found[0], found[1]

    def prefixed_at(self, text: str, at: int) -> bool:
        """千瓦, 百帕, 兆瓦 begin at `at`: the magnitude there belongs to the unit."""
        found = self._names.at(text, at)
        return found is not None and found[0] is not None and found[1] - at > 1

    def tails(self, text: str, at: int) -> tuple[UnitName, ...]:
        """The meanings that a word has only beside a unit of its kind: 分 after 小时 or before 秒, after 角."""
        return tuple(self._tails.get(text[at : at + 1], ()))

    def meaning(self, text: str, at: int, end: int, name: UnitName) -> tuple[UnitName | None, int]:
        """Which unit an ambiguous word is here, and where the quantity begins (摄氏 belongs to 摄氏37度)."""
        before = text[max(0, at - _WINDOW) : at]
        for reading in name.readings:
            touching = next((word for word in reading.touching if before.rstrip().endswith(word)), "")
            if touching:
                return reading.name, at - len(before) + before.rindex(touching)
            if _fits(reading, text, at, end):
                return reading.name, at
        return (None if name.unit.code == "1" else name), at


def _fits(reading: Reading, text: str, at: int, end: int) -> bool:
    if reading.not_near and reading.not_near.search(text, max(0, at - _WINDOW), at):
        return False
    if reading.after and text.endswith(reading.after, 0, at):
        return True
    if reading.alone and end - at == len(text):
        return True
    if reading.at_phrase_end:
        return bool(_PHRASE_END.match(text, end))
    return bool(reading.near and reading.near.search(_sentence(text, at, end)))


def _sentence(text: str, at: int, end: int) -> str:
    """What stands around a number within its sentence, so far as cues are looked for."""
    before, after = text[max(0, at - _WINDOW) : at], text[end : end + _WINDOW]
    cuts = [cut.end() for cut in _SENTENCE_END.finditer(before)]
    cut = _SENTENCE_END.search(after)
    return before[cuts[-1] if cuts else 0 :] + "\n" + (after[: cut.start()] if cut else after)


def _folded(names: dict[str, UnitName | None]) -> dict[str, UnitName | None]:
    """Latin symbols in any case, where the case does not tell two units apart (mW, MW)."""
    meant: dict[str, list[UnitName]] = {}
    for word, name in names.items():
        if name is not None and word.isascii() and word.isalpha() and len(word) > 1:
            for form in {word.lower(), word.upper(), word.capitalize(), word}:
                meant.setdefault(form, []).append(name)
    folded: dict[str, UnitName | None] = {
        form: meanings[0] for form, meanings in meant.items() if len({m.unit.code for m in meanings}) == 1
    }
    exact = {word: name for word, name in names.items() if name is not None and word.isascii()}
    return folded | exact


def _known(table: UnitTable, word: str) -> UnitName:
    name = table.names[word]
    assert name is not None
    return name
