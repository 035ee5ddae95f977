"""Kinds of things in the text: 传统燃料汽车 and 汽车 are two kinds, the one within the other.

A number said of the narrower kind (传统燃料汽车出口457.5万辆) says nothing of the wider (汽车出口585.9万辆).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.pipeline.gazetteer import Match
from kg.pipeline.known_names import Boundaries
from kg.pipeline.name_rules import NameRules
from kg.pipeline.tagged_names import made

# What may stand before a noun and make a narrower kind of it: nouns and adjectives, without 的.
_NARROWING = frozenset({"n", "nz", "a", "an", "b"})
# A longer compound is no kind but a sentence that LAC took for nouns.
_LONGEST_KIND = 12


def narrowed(matches: Sequence[Match], boundaries: Boundaries, rules: NameRules) -> list[Match]:
    """The matches, in order, each thing with the words before it that make a narrower kind of it."""
    found: list[Match] = []
    for match in matches:
        lowest = found[-1].end if found else 0
        start = _begins(match, lowest, boundaries, rules) if match.entries[0].type == "Thing" else match.start
        if start < match.start:
            name = boundaries.text[start : match.end]
            match = Match(start, match.end, (made(name, "Thing", rules),), ambiguous=False)  # noqa: PLW2901
        found.append(match)
    return found


def _begins(match: Match, lowest: int, boundaries: Boundaries, rules: NameRules) -> int:
    """Where the narrower kind begins, not below `lowest`: before 传统 in 传统燃料汽车. 全国 and 大型 make no kind."""
    start = match.start
    word = boundaries.word_at(start - 1)
    while (
        word is not None
        and word.start >= max(lowest, match.end - _LONGEST_KIND)
        and word.tag in _NARROWING
        and word.text.isalpha()
        and word.text not in rules.scopes
    ):
        start = word.start
        word = boundaries.word_at(start - 1)
    return start
