"""Cues of modality with their direction and scope, found in a text in one pass.

The longest word at a place wins, so that a false friend is one more word of the table (可支配 hides 可).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import ahocorasick

from kg.model import Modality
from kg.ontology.turtle import Node, read

Scope = Literal["clause", "chain", "sentence", "report"]
Direction = Literal["forward", "backward", "both"]


@dataclass(frozen=True, slots=True)
class Context:
    """What ontology/circumstances.ttl says of a word: see there for scope, direction, tags, until and weak."""

    sense: Modality
    scope: Scope
    direction: Direction = "forward"
    tags: frozenset[str] = frozenset()
    until: str = ""
    weak: bool = False


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
        self._automaton = ahocorasick.Automaton()
        for node in read("circumstances").values():
            role = node.get("kg:role", [""])[0]
            if role in ("modality", "no-modality"):
                context = _context(node) if role == "modality" else None
                for word in map(str, node["skos:altLabel"]):
                    self._automaton.add_word(word, (word, context))
        self._automaton.make_automaton()

    def find(self, text: str, tags: Mapping[int, str], edges: Collection[int]) -> list[Mark]:
        """The cues of a canonical text in order, none overlapping another.

        tags: the part of speech of the word that begins at an offset. edges: where words begin or end.
        """
        found: list[Mark] = []
        for last, (word, context) in self._automaton.iter_long(text):
            start, end = last + 1 - len(word), last + 1
            if context is None or not _whole(start, end, edges):
                continue
            if not context.tags or tags.get(start) in context.tags:
                found.append(Mark(context, word, start, end))
        return found


def _whole(start: int, end: int, edges: Collection[int]) -> bool:
    """One letter must be a word; more may stand at either end of one (LAC: 大概要|900元, 就能|追上)."""
    ends = (start in edges) + (end in edges)
    return ends == 2 if end - start == 1 else ends > 0


def _context(node: Node) -> Context:
    def text(key: str, default: str = "") -> str:
        return str(node.get(key, [default])[0])

    return Context(
        sense=cast(Modality, text("kg:sense")),
        scope=cast(Scope, text("kg:scope", "clause")),
        direction=cast(Direction, text("kg:direction", "forward")),
        tags=frozenset(map(str, node.get("kg:tag", ()))),
        until=text("kg:until"),
        weak=bool(node.get("kg:weak", [False])[0]),
    )


@cache
def contexts() -> Contexts:
    """The shipped table with the user's own words, loaded once a process."""
    return Contexts()
