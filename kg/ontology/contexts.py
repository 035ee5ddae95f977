"""Cues of modality with their direction and scope, found in a text in one pass.

The longest word at a place wins, so that a false friend is one more word of the table (可支配 hides 可).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal, cast

import ahocorasick

from kg.model import Modality
from kg.ontology.turtle import Node, read

Scope = Literal["number", "clause", "chain", "sentence", "report"]
Direction = Literal["forward", "backward", "both"]


@dataclass(frozen=True, slots=True)
class Context:
    """What ontology/circumstances.ttl says of a word: see there for its parts."""

    sense: Modality
    scope: Scope
    direction: Direction = "forward"
    tags: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    until: str = ""
    weak: bool = False
    affix: bool = False

    def edges(self, word: str) -> int:
        """How many of the word's ends must be ends of words: both of one letter that is no affix, one of the rest.

        A tagger joins what a cue stands beside: 大概要|900元, 就能|追上; and 可|容纳 or 可容纳 (an affix).
        """
        return 2 if len(word) == 1 and not self.affix else 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue in the text, at its place."""

    context: Context
    text: str
    start: int
    end: int


class Contexts:
    """The words of the roles "modality" and "no-modality"."""

    def __init__(self) -> None:
        meanings: dict[str, list[Context]] = {}
        for node in read("circumstances").values():
            role = node.get("kg:role", [""])[0]
            if role in ("modality", "no-modality"):
                for word in map(str, node["skos:altLabel"]):
                    meanings.setdefault(word, []).extend([_context(node)] if role == "modality" else [])
        self._automaton = ahocorasick.Automaton()
        for word, choices in meanings.items():
            self._automaton.add_word(word, (word, choices))
        self._automaton.make_automaton()

    def find(self, text: str, tags: Mapping[int, str], edges: Collection[int]) -> list[Mark]:
        """The cues of a canonical text in order, none overlapping another.

        tags: the part of speech of the word that begins at an offset. edges: where words begin or end.
        """
        found: list[Mark] = []
        for last, (word, choices) in self._automaton.iter_long(text):
            start, end = last + 1 - len(word), last + 1
            ends = (start in edges) + (end in edges)
            fitting = (c for c in choices if ends >= c.edges(word) and _fits(c, tags.get(start, ""), tags.get(end, "")))
            found += [Mark(context, word, start, end) for context in islice(fitting, 1)]
        return found


def _fits(context: Context, tag: str, following: str) -> bool:
    """计划 is a verb where LAC says so, or where a verb phrase follows it at once: 学校计划三年内再引进300名."""
    return not (context.tags or context.before) or tag in context.tags or following in context.before


def _context(node: Node) -> Context:
    def text(key: str, default: str = "") -> str:
        return str(node.get(key, [default])[0])

    return Context(
        sense=cast(Modality, text("kg:sense")),
        scope=cast(Scope, text("kg:scope", "clause")),
        direction=cast(Direction, text("kg:direction", "forward")),
        tags=frozenset(map(str, node.get("kg:tag", ()))),
        before=frozenset(map(str, node.get("kg:before", ()))),
        until=text("kg:until"),
        weak=bool(node.get("kg:weak", [False])[0]),
        affix=bool(node.get("kg:affix", [False])[0]),
    )


@cache
def contexts() -> Contexts:
    """The shipped table with the user's own words, loaded once a process."""
    return Contexts()
