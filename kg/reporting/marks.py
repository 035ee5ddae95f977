"""Numbers marked in text: any stretch of the article, or a formula, cut into plain pieces and marked ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.model import Article, Block, BlockKind, Claim, Verdict

State = Verdict | Literal["dismissed", "unchecked"]
STATES: tuple[State, ...] = ("inconsistent", "implausible", "dismissed", "consistent", "unverifiable", "unchecked")
_NUMERAL = frozenset("0123456789.,")


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim as the report shows it. `number`, from 1, names it in links; `checks` are those of its checks.

    blamed: the first repair of an alarm would change this claim.
    """

    number: int
    claim: Claim
    state: State
    blamed: bool
    checks: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.claim.quantity.start

    @property
    def end(self) -> int:
        return self.claim.quantity.end

    @property
    def about(self) -> tuple[str, ...]:
        """What the number says of what: subject, owner, property, as far as they are known."""
        parts = (self.claim.subject, self.claim.of, self.claim.property)
        return tuple(dict.fromkeys(part.label for part in parts if part))


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, marked or not. `also`: numbers of claims that lie within a mark and have no piece of their own."""

    text: str
    mark: Mark | None = None
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    kind: BlockKind
    pieces: tuple[Piece, ...]

    @property
    def cells(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces of a table's line, cut at its tabs."""
        cells: list[list[Piece]] = [[]]
        for piece in self.pieces:
            if piece.mark:
                cells[-1].append(piece)
                continue
            first, *others = piece.text.split("\t")
            cells[-1].append(Piece(first))
            cells.extend([Piece(text)] for text in others)
        return tuple(tuple(piece for piece in cell if piece.text) for cell in cells)


class MarkedText:
    """An article's text with its marks in order, from which any stretch can be taken."""

    def __init__(self, article: Article, marks: Sequence[Mark]) -> None:
        self.article = article
        self._marks = sorted(marks, key=lambda mark: (mark.start, -mark.end, STATES.index(mark.state)))
        self._starts = [mark.start for mark in self._marks]

    def lines(self) -> tuple[Line, ...]:
        """The article's blocks, and as body whatever text no block covers, in order."""
        return tuple(Line(block.kind, self.pieces(block.start, block.end)) for block in self._blocks())

    def pieces(self, start: int, end: int, only: frozenset[int] | None = None) -> tuple[Piece, ...]:
        """text[start:end] in pieces; with `only`, the marks of other claims are left out."""
        text, at, pieces = self.article.text, start, list[Piece]()
        for mark in self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if only is not None and mark.number not in only:
                continue
            if mark.start < at:
                last = pieces.pop()
                pieces.append(Piece(last.text, last.mark, (*last.also, mark.number)))
                continue
            if mark.start > at:
                pieces.append(Piece(text[at : mark.start]))
            at = min(mark.end, end)
            pieces.append(Piece(text[mark.start : at], mark))
        return (*pieces, Piece(text[at:end])) if at < end else tuple(pieces)

    def _blocks(self) -> Iterator[Block]:
        at = 0
        for block in (*self.article.blocks, Block(len(self.article.text), len(self.article.text), "body")):
            yield from self._uncovered(at, block.start)
            if block.start < block.end:
                yield block
            at = block.end

    def _uncovered(self, start: int, end: int) -> Iterator[Block]:
        for line in self.article.text[start:end].split("\n"):
            if line.strip():
                yield Block(start, start + len(line), "body")
            start += len(line) + 1


def in_formula(formula: str, operands: Sequence[tuple[str, Mark]]) -> tuple[Piece, ...]:
    """A formula with each operand's first free occurrence marked: "48台 × 6.5兆瓦 = 312兆瓦"."""
    spans: list[tuple[int, int, Mark]] = []
    for text, mark in operands:
        at = _occurrence(formula, text, spans)
        if at >= 0:
            spans.append((at, at + len(text), mark))
    pieces, at = list[Piece](), 0
    for start, end, mark in sorted(spans, key=lambda span: span[0]):
        pieces += [Piece(formula[at:start]), Piece(formula[start:end], mark)]
        at = end
    return tuple(piece for piece in (*pieces, Piece(formula[at:])) if piece.text)


def _occurrence(formula: str, text: str, taken: Sequence[tuple[int, int, Mark]]) -> int:
    """Where `text` stands in the formula as a number of its own: 5% not within 15%, and not where another is."""
    at = formula.find(text) if text else -1
    while at >= 0:
        end = at + len(text)
        within = _digits_meet(formula, at) or _digits_meet(formula, end)
        if not within and all(end <= start or stop <= at for start, stop, _ in taken):
            return at
        at = formula.find(text, at + 1)
    return -1


def _digits_meet(formula: str, at: int) -> bool:
    return 0 < at < len(formula) and formula[at - 1] in _NUMERAL and formula[at] in _NUMERAL
