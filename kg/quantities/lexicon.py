"""Longest-match look-up of words at a place of the text: a few dictionary probes, whatever the size of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Lexicon(Generic[T]):
    """Words with what they mean. A probe costs one look-up per word length that the first (last) character has."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._entries = dict(entries)
        self.starts = _lengths(self._entries, 0)
        self.ends = _lengths(self._entries, -1)

    def at(self, text: str, start: int) -> tuple[T, int] | None:
        """The longest word that begins at `start`, with its end."""
        for length in self.starts.get(text[start : start + 1], ()):
            word = text[start : start + length]
            if word in self._entries:
                return self._entries[word], start + len(word)
        return None

    def before(self, text: str, end: int) -> tuple[T, int] | None:
        """The longest word that ends at `end`, with its start."""
        if end:
            for length in self.ends.get(text[end - 1], ()):
                word = text[end - length : end] if length <= end else ""
                if word in self._entries:
                    return self._entries[word], end - length
        return None


def _lengths(words: Mapping[str, T], place: int) -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[place], set()).add(len(word))
    return {c: tuple(sorted(lengths, reverse=True)) for c, lengths in sizes.items()}
