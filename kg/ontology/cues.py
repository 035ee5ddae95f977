"""Cue words by role, found in a text in one pass."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick

from kg.ontology.turtle import read


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word in the text: its role (total, each, share, ...), its sense (rise, planned, ...), its place, and the
    entry of the ontology that lists it (kg:cue-total)."""

    role: str
    sense: str
    text: str
    start: int
    end: int
    entry: str = ""


# Which of a cue's ends (before it, behind it) must be ends of words: both of a whole word, either of an affix (率 in
# 及格率), the first of what opens one (共 in 共派出, not in 公共), or none.
_FITS: dict[str, frozenset[tuple[bool, bool]]] = {
    "whole": frozenset([(True, True)]),
    "affix": frozenset([(True, True), (True, False), (False, True)]),
    "opening": frozenset([(True, True), (True, False)]),
    "anywhere": frozenset([(True, True), (True, False), (False, True), (False, False)]),
}

_NONE: frozenset[str] = frozenset()


class Cues:
    """The table of ontology/cues.ttl; `extra` files add to it. `complements`: words that together name a whole."""

    def __init__(self, extra: Iterable[Path] = ()) -> None:
        self._meanings: dict[str, list[tuple[str, str, str, str]]] = {}
        self._automaton = ahocorasick.Automaton()
        self.complements: list[tuple[str, ...]] = []
        listed: dict[str, set[str]] = {}
        for entry, node in read("cues", "circumstances", extra=extra).items():
            if "kg:Complement" in node.get("rdf:type", ()):
                self.complements.append(tuple(map(str, node["kg:member"])))
            if "kg:WordList" in node.get("rdf:type", ()):
                listed.setdefault(str(node["kg:role"][0]), set()).update(map(str, node["skos:altLabel"]))
            if "kg:Cue" in node.get("rdf:type", ()):
                role, sense = str(node["kg:role"][0]), str(node.get("kg:sense", [""])[0])
                fit = next((name for name in ("anywhere", "affix", "opening") if node.get(f"kg:{name}")), "whole")
                for word in map(str, node["skos:altLabel"]):
                    self._meanings.setdefault(word, []).append((role, sense, fit, entry))
        for word in self._meanings:
            self._automaton.add_word(word, word)
        self._automaton.make_automaton()
        by_role = listed
        for word, meanings in self._meanings.items():
            for role, *_ in meanings:
                by_role.setdefault(role, set()).add(word)
        self._by_role = {role: frozenset(words) for role, words in by_role.items()}
        roles: dict[str, set[str]] = {}
        for role, words in by_role.items():
            for word in words:
                roles.setdefault(word, set()).add(role)
        self._roles = {word: frozenset(played) for word, played in roles.items()}

    def words(self, role: str) -> frozenset[str]:
        """All words of a role, be they cues or a mere list; an unknown role has none."""
        return self._by_role.get(role, frozenset())

    def plays(self, word: str, roles: Collection[str]) -> bool:
        """True when the word has one of the roles."""
        return not self._roles.get(word, _NONE).isdisjoint(roles)

    def find(self, text: str, edges: Collection[int]) -> list[Cue]:
        """Cues in order of the text. `edges` are the offsets where words begin or end: a cue must span whole words,
        or begin or end where a word does, as its entry says."""
        found = []
        for last, word in self._automaton.iter(text):
            start, end = last + 1 - len(word), last + 1
            ends = (start in edges, end in edges)
            for role, sense, fit, entry in self._meanings[word]:
                if ends in _FITS[fit]:
                    found.append(Cue(role, sense, word, start, end, entry))
        return sorted(found, key=lambda c: (c.start, c.end))


@cache
def cues() -> Cues:
    """The shipped table, loaded once a process."""
    return Cues()
