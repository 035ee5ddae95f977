"""Which of the gazetteer's matches are names where they stand.

The automaton finds 中国 in 中国银行, 中国银行 in 中国银行业 and 苹果 in an orchard; word boundaries and what stands
around a match tell which of them the text means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import jieba

from kg.model import Word
from kg.pipeline.gazetteer import Entry, Match
from kg.pipeline.name_rules import NameRules, leading

NAME_TAGS = frozenset({"PER", "ORG", "LOC", "nz", "nw"})


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

    def is_name(self, start: int, end: int) -> bool:
        """LAC has text[start:end] as one word, and as a name."""
        word = self.word_at(start)
        return word is not None and (word.start, word.end) == (start, end) and word.tag in NAME_TAGS


def standing(matches: Iterable[Match], boundaries: Boundaries, rules: NameRules) -> list[Match]:
    """The matches that are whole names in their place, a legal form after them drawn in (特斯拉公司)."""
    whole = [m for m in matches if _whole(m, boundaries)]
    certain = {m.entries[0] for m in whole if not m.ambiguous}
    return [with_form(m, boundaries, rules) for m in whole if _meant(m, certain, boundaries, rules)]


def _whole(match: Match, boundaries: Boundaries) -> bool:
    """No edge of the name cuts a word that the language has; a long name may cut what is only a segmenter's guess."""
    cuts = {cut for at in (match.start, match.end) if (cut := boundaries.cut(at)) is not None}
    if not cuts:
        return True
    # 中国|银行业: 银行业 is a word, so 中国银行 is not meant. 夫总统 (南斯拉|夫总统) is none.
    guesses = not any(in_dictionary(cut.text) or cut.tag in {"PER", "ORG", "LOC"} for cut in cuts)
    return guesses and match.end - match.start >= 3


def _meant(match: Match, certain: set[Entry], boundaries: Boundaries, rules: NameRules) -> bool:
    """An ordinary word is a name only with a sign of it: LAC's tag, a company's word after it, the full name nearby."""
    if not match.ambiguous:
        return True
    after = boundaries.text[match.end : match.end + 8].lstrip()
    return (
        not certain.isdisjoint(match.entries)
        or bool(leading(after, rules.company_context))
        or boundaries.is_name(match.start, match.end)
    )


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


def in_dictionary(text: str) -> bool:
    """jieba's dictionary has the word."""
    jieba.dt.check_initialized()
    return bool(jieba.dt.FREQ.get(text))


def _chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
