"""Tables, row by column: the first row names what the columns are, the first column what the rows are.

A Markdown row stands between bars, a row of an HTML table has tabs between its cells. Numbers alone in their cells take
the unit of their column (营收（亿元）) or of the whole table (单位：万人次).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.model import Quantity
from kg.ontology.cues import cues
from kg.quantities import scan

_BARE = re.compile(r"[+\-−]?\d[\d,，]*(?:\.\d+)?%?")
_RULE = frozenset("-—:： |")
_SCALES = "十百千万亿"
_OPEN, _CLOSE = "（(", "）)"
Region = Literal["CN", "TW", "HK"]


@dataclass(frozen=True, slots=True)
class Cell:
    """text[start:end] of a cell, white space around it left out."""

    text: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """A heading without the unit in brackets."""
        return self.text[: self._bracket()].strip() or self.text

    @property
    def unit(self) -> str:
        """The unit in brackets, '' without one: 亿元 of 营收（亿元）."""
        return self.text[self._bracket() + 1 :].strip(_CLOSE + " ").removeprefix("单位：").removeprefix("单位:")

    def _bracket(self) -> int:
        return next((at for at, c in enumerate(self.text) if c in _OPEN), len(self.text))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: `column` and `row` are the headings above it and left of it, `corner` the one over the first
    column, `left` the cells between, `unit` and `caption` of the line above the table."""

    cell: Cell
    column: Cell
    row: Cell
    corner: Cell
    left: tuple[Cell, ...]
    unit: str
    caption: Cell | None

    @property
    def heads(self) -> tuple[Cell, ...]:
        """Where units may stand alone: the headings and the line above the table."""
        return (self.column, self.row, *((self.caption,) if self.caption is not None else ()))

    @property
    def measured_in(self) -> str:
        """The unit of the column, the row or the whole table."""
        return self.column.unit or self.row.unit or self.unit


def places(text: str) -> list[Place]:
    """Every cell of every table of the text but its headings, in order."""
    return [place for rows, caption in _tables(text) for place in _of_table(rows, caption)]


def numbers(text: str, region: Region = "CN") -> tuple[Quantity, ...]:
    """The quantities of a text, those too that have their unit from the head of their table."""
    found = scan(text, region=region)
    placed = places(text)
    if not placed:
        return tuple(found)
    cells = [cell for place in placed if (cell := _measured(place, region)) is not None]
    taken = {at for cell in cells for at in range(cell.start, cell.end)}
    heads = {at for place in placed for cell in place.heads for at in range(cell.start, cell.end)}
    # 亿元 in a heading is a unit, though 万 and 亿 count by themselves.
    kept = [q for q in found if q.start not in taken and not (q.start in heads and q.text[0] in _SCALES)]
    return tuple(sorted((*kept, *cells), key=lambda q: q.start))


def _measured(place: Place, region: Region) -> Quantity | None:
    """The number of a cell that is a number only; None for a cell that the text itself gives a unit, or a year."""
    cell, unit = place.cell, place.measured_in
    if not _BARE.fullmatch(cell.text) or cell.text.endswith("%"):
        return None
    whole = scan(cell.text + (unit or "个"), region=region)
    if len(whole) != 1 or whole[0].start or len(whole[0].text) < len(cell.text) or whole[0].kind == "date":
        return None
    found = replace(
        whole[0], text=cell.text, start=cell.start, end=cell.end, hedge_start=cell.start, hedge_end=cell.end
    )
    return found if unit else replace(found, unit="1")


def _tables(text: str) -> Iterator[tuple[list[list[Cell]], Cell | None]]:
    """The rows of each table, two at least and of one length, with the line above it."""
    rows: list[list[Cell]] = []
    caption: Cell | None = None
    last: Cell | None = None
    at = 0
    for line in (*text.split("\n"), ""):
        cells = _cells(line, at)
        if cells is not None and (not rows or len(cells) == len(rows[0])):
            caption = caption if rows else last
            rows.append(cells)
        elif not (rows and line and set(line) <= _RULE):
            if len(rows) > 1:
                yield rows, caption
            rows = [cells] if cells is not None else []
            caption = last
        if cells is None and line.strip() and not set(line) <= _RULE:
            last = _cell(line, at)
        at += len(line) + 1


def _cells(line: str, at: int) -> list[Cell] | None:
    """The cells of a row; None for a line that is none, or a rule under the head."""
    bare = line.strip()
    if set(bare) <= _RULE:
        return None
    if bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
        begin = at + line.index("|") + 1
        parts = bare[1:-1].split("|")
    elif "\t" in line:
        begin, parts = at, line.split("\t")
    else:
        return None
    cells = []
    for part in parts:
        cells.append(_cell(part, begin))
        begin += len(part) + 1
    return cells if len(cells) > 1 else None


def _cell(part: str, begin: int) -> Cell:
    text = part.strip()
    start = begin + (part.index(text) if text else 0)
    return Cell(text, start, start + len(text))


def _of_table(rows: Sequence[Sequence[Cell]], caption: Cell | None) -> Iterator[Place]:
    head = rows[0]
    if any(_BARE.fullmatch(cell.text) and len(cell.text) != len("2024") for cell in head[1:]):
        return  # no head: what its columns are is not said
    unit = _stated_unit(caption.text) if caption is not None else ""
    for row in rows[1:]:
        for at, cell in enumerate(row[1:], 1):
            yield Place(cell, head[at], row[0], head[0], tuple(row[1:at]), unit, caption)


def _stated_unit(caption: str) -> str:
    """万人次 of 春运首日客流（单位：万人次）."""
    for word in cues().words("unit-of-table"):
        at = caption.rfind(word)
        if at >= 0:
            return re.split("[）)，,；;]", caption[at + len(word) :].lstrip("：: "), maxsplit=1)[0].strip()
    return ""
