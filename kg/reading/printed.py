"""Pages → paragraphs: running heads cut, lines joined over columns and pages, so that no number stays broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Any

import re2

from kg.model import BlockKind
from kg.ontology import turtle
from kg.reading.extracted import Paragraph
from kg.reading.lines import Line, join
from kg.reading.page import Glyph, Piece, Row, in_order, rows

_END = re.compile(r"[。！？!?；;：:…][”’」』》）)\]】\"']*$")
_FIRST_WORD = re.compile(r"[!-~]{1,30}|.[，。、；：！？）》”’」』]?")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
# Of a page's height: running heads and feet stand no further inside.
_MARGIN = 0.15
_OUTER_ROWS = 2
_LONGEST_HEADING = 60
# In units of the type size.
_INDENT = 1.2
_SLACK = 1.0


def paragraphs(pages: list[tuple[float, list[Glyph]]]) -> list[Paragraph]:
    """The paragraphs of a document, and which are headings or rows of a table. `pages`: (height, glyphs)."""
    laid = [(height, rows(glyphs)) for height, glyphs in pages]
    running = _running(laid)
    pieces: list[Piece] = []
    for height, page in laid:
        body = [row for at, row in enumerate(page) if not _is_furniture(page, at, height, running)]
        pieces.extend(in_order(body, pieces[-1].column + 1 if pieces else 0))
    return list(_joined(pieces))


def _running(laid: list[tuple[float, list[Row]]]) -> set[str]:
    """What stands at the edge of a third of the pages and of two at least, numbers aside."""
    seen = Counter(key for height, page in laid for key in {_key(page[at]) for at in _outer(page, height)})
    return {key for key, count in seen.items() if count >= 2 and 3 * count >= len(laid)}


def _outer(page: list[Row], height: float) -> Iterator[int]:
    for at in {*range(_OUTER_ROWS), *range(len(page) - _OUTER_ROWS, len(page))}:
        if 0 <= at < len(page) and not _MARGIN * height < page[at][0].y < (1 - _MARGIN) * height:
            yield at


def _is_furniture(page: list[Row], at: int, height: float, running: set[str]) -> bool:
    if at not in set(_outer(page, height)):
        return False
    text = " ".join(piece.text for piece in page[at])
    alone = at in (0, len(page) - 1) and bool(_page_number().fullmatch(text.lower()))
    return alone or _key(page[at]) in running


def _key(row: Row) -> str:
    return _DIGITS.sub("0", _SPACE.sub("", "".join(piece.text for piece in row)))


@cache
def _page_number() -> Any:
    patterns = turtle.read("formats")["kg:page-number"]["kg:pattern"]
    return re2.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _joined(pieces: list[Piece]) -> Iterator[Paragraph]:
    if not pieces:
        return
    sizes = Counter[float]()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    body = sizes.most_common(1)[0][0]
    indented = any(_is_indented(piece) for piece in pieces)
    pitches = _pitches(pieces)
    held = [pieces[0]]
    for before, piece in pairwise(pieces):
        if not _goes_on(before, piece, indented, pitches):
            yield _paragraph(held, body)
            held = []
        held.append(piece)
    yield _paragraph(held, body)


def _paragraph(held: list[Piece], body: float) -> Paragraph:
    if held[0].cells:
        return held[0].text, "table"
    text = join([Line(piece.text, ()) for piece in held]).text
    heading = held[0].size > 1.15 * body and len(text) <= _LONGEST_HEADING and "。" not in text
    kind: BlockKind | None = "heading" if heading else None
    return text, kind


def _goes_on(before: Piece, piece: Piece, indented: bool, pitches: dict[int, float]) -> bool:
    """Whether a paragraph goes on in the next line: the one before was full, and the next does not begin as new ones do."""
    if before.cells or piece.cells or abs(before.size - piece.size) > 0.12 * max(before.size, piece.size):
        return False
    word = _FIRST_WORD.match(piece.text)
    needed = _width(word[0] if word else "") * piece.size
    if before.x1 + needed + _SLACK * before.size < before.right or _is_indented(piece):
        return False
    if before.column == piece.column:
        return before.y - piece.y <= 1.6 * pitches.get(piece.column, piece.size * 2)
    return indented or not _END.search(before.text[-8:])


def _is_indented(piece: Piece) -> bool:
    return piece.x0 - piece.left > _INDENT * piece.size or piece.text.startswith("\u3000")


def _pitches(pieces: list[Piece]) -> dict[int, float]:
    """The usual distance of two lines, by column."""
    steps: dict[int, list[float]] = {}
    for before, piece in pairwise(pieces):
        if before.column == piece.column and before.y > piece.y:
            steps.setdefault(piece.column, []).append(before.y - piece.y)
    return {column: median(found) for column, found in steps.items()}


def _width(word: str) -> float:
    """In units of the type size: half a one for a Latin letter."""
    return sum(0.5 if c.isascii() else 1.0 for c in word)
