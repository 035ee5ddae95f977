"""Offsets and the protocol's positions, beyond the BMP and over every kind of line end."""

from __future__ import annotations

import pytest
from lsprotocol import types

from kg.lsp.positions import Positions
from kg.reporting.places import Lines

TEXT = "😀五台\r\n𠮷a\rb\n\u2028c\x0cd"


@pytest.mark.parametrize(
    ("offset", "utf16", "utf8", "utf32"),
    [
        (0, (0, 0), (0, 0), (0, 0)),
        (1, (0, 2), (0, 4), (0, 1)),
        (3, (0, 4), (0, 10), (0, 3)),
        (5, (1, 0), (1, 0), (1, 0)),
        (6, (1, 2), (1, 4), (1, 1)),
        (8, (2, 0), (2, 0), (2, 0)),
        (11, (3, 1), (3, 3), (3, 1)),
        (13, (3, 3), (3, 5), (3, 3)),
    ],
)
def test_there_and_back(offset: int, utf16: tuple[int, int], utf8: tuple[int, int], utf32: tuple[int, int]) -> None:
    for encoding, expected in (("utf-16", utf16), ("utf-8", utf8), ("utf-32", utf32)):
        places = Positions(Lines(TEXT), encoding)
        assert places.position(offset) == types.Position(*expected)
        assert places.offset(types.Position(*expected)) == offset


def test_what_lies_within_a_character_or_beyond_is_brought_back() -> None:
    places = Positions(Lines(TEXT), "utf-16")
    assert places.offset(types.Position(0, 1)) == 0
    assert places.offset(types.Position(2, 99)) == 10
    assert places.offset(types.Position(99, 0)) == len(TEXT)
