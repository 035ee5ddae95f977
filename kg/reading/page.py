"""A printed page as glyphs with their places → rows → columns and tables, in the order in which one reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# In units of the type size. A gap of this width within a row parts two columns or two cells.
_GUTTER = 0.9
_WORD_GAP = 0.22
# White over the whole breadth, from line to line, ends columns that stand beside each other.
_APART = 2.4
# Newspaper columns are at least this wide, in characters, and their lines fill them; cells of a table do not.
_NARROWEST = 8
_FILLED = 0.75


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it is printed; y grows upwards, as PDF has it. size: of the type, in points."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    size: float


@dataclass(slots=True)
class Piece:
    """A stretch of a row without a gap. left and right: the edges of the column that it stands in.

    column: its number in the document; pieces of one follow one another downwards. cells: a row of a table.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    left: float = 0.0
    right: float = 0.0
    column: int = -1
    cells: bool = False


Row = list[Piece]


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows of a page from top to bottom, each its pieces from left to right."""
    found: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda g: -(g.y0 + g.y1)):
        middle, height = (glyph.y0 + glyph.y1) / 2, glyph.y1 - glyph.y0
        if found and found[-1][0] - middle < 0.5 * max(found[-1][1], height):
            found[-1][2].append(glyph)
        else:
            found.append((middle, height, [glyph]))
    return [pieces for _, _, row in found if (pieces := list(_pieces(row)))]


def _pieces(row: list[Glyph]) -> Iterator[Piece]:
    row = sorted(row, key=lambda g: g.x0)
    held: list[Glyph] = []
    for glyph in row:
        # Bold without a bold face is the same character printed twice, a little aside.
        if held and glyph.text == held[-1].text and glyph.x0 - held[-1].x0 < 0.3 * glyph.size:
            continue
        if held and glyph.x0 - held[-1].x1 > _GUTTER * max(glyph.size, held[-1].size):
            yield from _piece(held)
            held = []
        held.append(glyph)
    yield from _piece(held)


def _piece(glyphs: list[Glyph]) -> Iterator[Piece]:
    texts: list[str] = []
    shown = [g for g in glyphs if g.text.strip()]
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        gap = glyph.x0 - before.x1 if before else 0.0
        if before and gap > _WORD_GAP * glyph.size and (before.text[-1:].isascii() and glyph.text[:1].isascii()):
            texts.append(" ")
        texts.append(glyph.text)
    if shown:
        size = median(g.size for g in shown)
        yield Piece("".join(texts).strip(), shown[0].x0, shown[-1].x1, median(g.y0 for g in shown), size)


def in_order(page: list[Row], first_column: int) -> list[Piece]:
    """The pieces of a page in reading order, with the columns that they stand in, numbered from `first_column`."""
    ordered: list[Piece] = []
    wide: list[Piece] = []
    column = first_column
    at = 0
    while at < len(page):
        end, gutters = _run(page, at)
        if not gutters:
            wide.extend(page[at])
            ordered.extend(_numbered(page[at], column))
            at += 1
            continue
        column += 1
        parts = [_between(page[at:end], low, high) for low, high in _spans(gutters)]
        if all(_is_column(part) for part in parts):
            for part in parts:
                ordered.extend(_numbered(_settled(part), column))
                column += 1
        else:
            ordered.extend(_numbered([_as_cells(row) for row in page[at:end]], column))
            column += 1
        at = end
    _settled(wide)
    return ordered


def _run(page: list[Row], at: int) -> tuple[int, list[tuple[float, float]]]:
    """Where the rows from `at` on that share a gutter end, and the gutters that all of them leave free."""
    gutters = [(a.x1, b.x0) for a, b in pairwise(page[at])]
    end = at + 1
    while gutters and end < len(page):
        narrower = list(_both(gutters, _free(page[end]), _GUTTER * min(p.size for p in page[end])))
        if not narrower or page[end - 1][0].y - page[end][0].y > _APART * page[end - 1][0].size:
            break
        gutters, end = narrower, end + 1
    return end, gutters


def _free(row: Row) -> list[tuple[float, float]]:
    edges = [float("-inf"), *(x for piece in row for x in (piece.x0, piece.x1)), float("inf")]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _both(
    some: list[tuple[float, float]], others: list[tuple[float, float]], least: float
) -> Iterator[tuple[float, float]]:
    """What lies in both lists of spans, which ascend, where it is as wide as a gutter."""
    i = j = 0
    while i < len(some) and j < len(others):
        low, high = max(some[i][0], others[j][0]), min(some[i][1], others[j][1])
        if high - low >= least:
            yield low, high
        if some[i][1] < others[j][1]:
            i += 1
        else:
            j += 1


def _spans(gutters: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    edges = [float("-inf"), *(sum(gutter) / 2 for gutter in gutters), float("inf")]
    yield from pairwise(edges)


def _between(page: list[Row], low: float, high: float) -> list[Piece]:
    return [piece for row in page for piece in row if low <= (piece.x0 + piece.x1) / 2 < high]


def _is_column(part: list[Piece]) -> bool:
    """Lines of prose, as against a table's column of numbers and names."""
    if len(part) < 3:
        return False
    width = max(p.x1 for p in part) - min(p.x0 for p in part)
    widths = [p.x1 - p.x0 for p in part]
    return median(widths) >= _FILLED * width and median(len(p.text) for p in part) >= _NARROWEST


def _as_cells(row: Row) -> Piece:
    first = row[0]
    return Piece("\t".join(p.text for p in row), first.x0, row[-1].x1, first.y, first.size, cells=len(row) > 1)


def _settled(part: list[Piece]) -> list[Piece]:
    """The pieces, told the edges of their column."""
    if part:
        left, right = min(p.x0 for p in part), max(p.x1 for p in part)
        for piece in part:
            piece.left, piece.right = left, right
    return part


def _numbered(part: list[Piece], column: int) -> list[Piece]:
    for piece in part:
        piece.column = column
    return part
