"""Which of the gazetteer's matches are names where they stand.

The automaton finds 中国 in 中国银行, 中国银行 in 中国银行业 and 苹果 in an orchard; word boundaries and what stands
around a match tell which of them the text means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources

from kg.model import Word
from kg.pipeline.gazetteer import Entry, Match
from kg.pipeline.name_rules import NameRules, leading, trailing

NAME_TAGS = frozenset({"PER", "ORG", "LOC", "nz", "nw"})
# LAC's tag that agrees with a type; the others are nz or nw.
_TAGS = {"Person": ("PER",), "Organization": ("ORG",), "Place": ("LOC",), "Facility": ("LOC", "ORG")}
# The word after an attribute: a noun, a verbal noun, 的.
_ATTRIBUTED = frozenset({"n", "nz", "vn", "an", "u", "w"})
_OPENING, _CLOSING = "“\"'‘「『《", "”\"'’」』》"


class Boundaries:
    """Where the words of a text begin and end."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = words
        self._covering: list[Word | None] = [None] * len(text)
        for word in words:
            self._covering[word.start : word.end] = [word] * (word.end - word.start)

    def word_at(self, at: int) -> Word | None:
        """The word that covers text[at]."""
        return self._covering[at] if 0 <= at < len(self._covering) else None

    def cut(self, at: int) -> Word | None:
        """The word that a name's edge at `at` cuts in two; None where nothing is cut.

        A Latin word next to a Chinese one needs no boundary: xAI公司, 用GB200训练.
        """
        if not 0 < at < len(self.text) or not (_chinese(self.text[at - 1]) and _chinese(self.text[at])):
            return None
        word = self._covering[at]
        return word if word is not None and word is self._covering[at - 1] else None

    def tag(self, start: int, end: int) -> str:
        """LAC's tag of text[start:end] where that is one word, else ""."""
        word = self.word_at(start)
        return word.tag if word is not None and (word.start, word.end) == (start, end) else ""


def standing(matches: Iterable[Match], boundaries: Boundaries, rules: NameRules, full: bool = False) -> list[Match]:
    """The matches that are whole names in their place, a legal form after them drawn in (特斯拉公司).

    `full`: the text is known to have the full name of every entry.
    """
    matches = list(matches)
    certain = {e for m in matches if full or not m.ambiguous for e in m.entries[: 1 if not full else None]}
    whole = [m for m in matches if _whole(m, boundaries)]
    return [with_form(m, boundaries, rules) for m in whole if not m.ambiguous or _meant(m, certain, boundaries, rules)]


def _whole(match: Match, boundaries: Boundaries) -> bool:
    """No edge of the name cuts a word that the language has; a long name may cut what is only a segmenter's guess."""
    cuts = {cut for at in (match.start, match.end) if (cut := boundaries.cut(at)) is not None}
    if not cuts:
        return True
    # 中国|银行业: 银行业 is a word, so 中国银行 is not meant. 夫总统 (南斯拉|夫总统) is none.
    guesses = not any(in_dictionary(cut.text) or cut.tag in {"PER", "ORG", "LOC"} for cut in cuts)
    return guesses and match.end - match.start >= 3


def _meant(match: Match, certain: set[Entry], boundaries: Boundaries, rules: NameRules) -> bool:
    """An ordinary word is a name only with a sign of it: a company's word after it, LAC's tag, the full name nearby."""
    text, start, end = boundaries.text, match.start, match.end
    after = text[end : end + 8].lstrip()
    if leading(after, rules.ordinary_after) or trailing(
        text[max(0, start - 4) : start].rstrip(), rules.ordinary_before
    ):
        return False
    if leading(after, rules.company_context):
        return True
    tag = boundaries.tag(start, end)
    if any(tag in _TAGS.get(e.type, ("nz", "nw")) for e in match.entries):
        return True
    return not certain.isdisjoint(match.entries) and (tag in NAME_TAGS or _stands_out(match, boundaries))


def _stands_out(match: Match, boundaries: Boundaries) -> bool:
    """In quotes (“青禾”), or first in its clause and no attribute: 理想第三季度交付…, but not 理想的生活, 现代社会."""
    before, after = boundaries.text[match.start - 1 : match.start], boundaries.text[match.end : match.end + 1]
    if before and before in _OPENING and after and after in _CLOSING:
        return True
    word = boundaries.word_at(match.end)
    return not before.isalnum() and word is not None and word.tag not in _ATTRIBUTED


def with_form(match: Match, boundaries: Boundaries, rules: NameRules) -> Match:
    """特斯拉 + 公司, xAI + 公司: the same organisation, its legal form part of the mention."""
    if match.entries[0].type != "Organization":
        return match
    at = match.end + (boundaries.text[match.end : match.end + 1] == " ")
    form = leading(boundaries.text[at : at + 10], rules.legal_forms)
    end = at + len(form)
    if not form or boundaries.cut(end) is not None:
        return match
    return replace(match, end=end)


@lru_cache(maxsize=65536)
def in_dictionary(text: str) -> bool:
    """jieba's dictionary has the word. Its file is searched, not loaded: a text asks for a few dozen, and loading takes
    half a second."""
    return b"\n" + text.encode("utf-8", "surrogatepass") + b" " in _dictionary()


@cache
def _dictionary() -> bytes:
    """The lines "word frequency tag" of jieba's dictionary."""
    return b"\n" + resources.files("jieba").joinpath("dict.txt").read_bytes()


def _chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
