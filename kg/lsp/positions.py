"""Offsets in a text as positions of the protocol: a line, and units of UTF-16, UTF-8 or UTF-32 in it.

pygls counts lines by str.splitlines, which also breaks at form feeds and U+2028; editors do not.
"""

from __future__ import annotations

from lsprotocol import types

from kg.reporting.places import Lines


class Positions:
    """encoding: "utf-16", "utf-8" or "utf-32", as client and server have agreed."""

    def __init__(self, lines: Lines, encoding: str) -> None:
        self._lines = lines
        self._encoding = encoding

    def position(self, offset: int) -> types.Position:
        line, column = self._lines.place(offset)
        start = offset - column
        return types.Position(line, self._units(self._lines.text[start:offset]))

    def range(self, span: tuple[int, int]) -> types.Range:
        return types.Range(*(self.position(offset) for offset in span))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one beyond the end of its line, or within a character, is the nearest before it."""
        start, end = self._lines.start(position.line), self._lines.start(position.line + 1)
        left = position.character
        for at in range(start, end):
            left -= self._units(self._lines.text[at])
            if left < 0:
                return at
        return end

    def _units(self, text: str) -> int:
        if self._encoding == "utf-32":
            return len(text)
        if self._encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
