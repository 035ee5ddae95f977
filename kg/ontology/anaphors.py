"""Words that stand for something said before, and the sort of thing each can stand for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg.ontology.turtle import read


class Anaphors:
    """The table of ontology/anaphors.ttl; `extra` files add to it."""

    def __init__(self, extra: Iterable[Path] = ()) -> None:
        self.pointers: set[str] = set()
        self.ranks: dict[str, int] = {}
        self._nouns: dict[str, set[str]] = {}
        self._pronouns: dict[str, frozenset[str]] = {}
        for node in read("anaphors", extra=extra).values():
            kind = str(node.get("rdf:type", [""])[0])
            types = frozenset(map(str, node.get("kg:type", ())))
            for word in map(str, node.get("skos:altLabel", ())):
                if kind == "kg:AnaphorNoun":
                    self._nouns.setdefault(word, set()).update(types)
                elif kind == "kg:AnaphorPronoun":
                    self._pronouns[word] = types
                elif kind == "kg:AnaphorOrdinal":
                    self.ranks[word] = int(float(node["kg:rank"][0]))
                elif kind == "kg:AnaphorPointer":
                    self.pointers.add(word)

    def pronoun(self, word: str) -> frozenset[str] | None:
        """The types a pronoun can stand for; None for another word."""
        return self._pronouns.get(word)

    def noun(self, word: str) -> frozenset[str]:
        """The types that a definite noun (该公司's 公司) can stand for, by its longest listed ending; empty if none."""
        for at in range(len(word)):
            types = self._nouns.get(word[at:])
            if types:
                return frozenset(types)
        return frozenset()

    def types(self, text: str) -> frozenset[str] | None:
        """What an anaphoric phrase (它, 前者, 该公司) can stand for; None for a phrase that is none."""
        pronoun = self.pronoun(text)
        if pronoun is not None or text in self.ranks:
            return pronoun or frozenset()
        pointer = next((p for p in sorted(self.pointers, key=len, reverse=True) if text.startswith(p)), None)
        if pointer is None or len(text) == len(pointer):
            return None
        return self.noun(text.removeprefix(pointer)) or None


@cache
def anaphors() -> Anaphors:
    """The shipped table, loaded once a process."""
    return Anaphors()
