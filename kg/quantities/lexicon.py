"""Longest-match look-up of words at a place of the text: a walk down a trie, as long as the words that fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_WORD = ""


class Lexicon(Generic[T]):
    """Words with what they mean, to be found from their first character or from their last one."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self.starts: dict[str, Any] = {}
        self.ends: dict[str, Any] = {}
        for word, meaning in entries.items():
            _plant(self.starts, word, meaning)
            _plant(self.ends, word[::-1], meaning)
        self._longest = max(map(len, entries), default=0)

    def at(self, text: str, start: int) -> tuple[T, int] | None:
        """The longest word that begins at `start`, with its end."""
        node = self.starts
        if text[start : start + 1] not in node:
            # Most places begin no word, and are told by one look.
            return None
        best = None
        for c in text[start : start + self._longest]:
            found = node.get(c)
            if found is None:
                break
            node = found
            start += 1
            if _WORD in node:
                best = (node[_WORD], start)
        return best

    def before(self, text: str, end: int) -> tuple[T, int] | None:
        """The longest word that ends at `end`, with its start."""
        node = self.ends
        best = None
        while end:
            found = node.get(text[end - 1])
            if found is None:
                break
            node = found
            end -= 1
            if _WORD in node:
                best = (node[_WORD], end)
        return best


def _plant(node: dict[str, Any], word: str, meaning: object) -> None:
    for c in word:
        node = node.setdefault(c, {})
    node[_WORD] = meaning
