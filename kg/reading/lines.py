"""A line of the source with the way back: each of its characters knows where in the source it stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.model import BlockKind

Run = tuple[int, int, int]

# One alternation without nesting: linear. A form feed and the Unicode separators end a line as "\n" does.
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Byte order marks and zero-width characters print nothing; web pages leave them at the ends of lines.
BLANK = " \t\u00a0\u3000\ufeff\u200b\u200c\u200d\u2060\u2002\u2003\u2009\x1c\x1d\x1e\x1f"


@dataclass(frozen=True, slots=True)
class Line:
    """`text` without the white space around it, and its `runs`: (offset in text, offset in source, length), ascending.

    indent: the white space that stood before it. kind: what the markup says it is, else None.
    level: 1 to 6 for a heading by markup, else 0. An empty `text` is a blank line.
    """

    text: str
    runs: tuple[Run, ...]
    indent: str = ""
    kind: BlockKind | None = None
    level: int = 0


def split(source: str, begin: int = 0) -> Iterator[Line]:
    """The lines of source[begin:], blank ones too."""
    at = begin
    for end in _LINE_END.finditer(source, begin):
        yield strip(Line(source[at : end.start()], ((0, at, end.start() - at),)))
        at = end.end()
    yield strip(Line(source[at:], ((0, at, len(source) - at),)))


def strip(line: Line) -> Line:
    """The line without white space at its ends; what stood before it is counted in `indent`."""
    text = line.text.strip(BLANK)
    if len(text) == len(line.text):
        return line
    start = len(line.text) - len(line.text.lstrip(BLANK))
    return replace(cut(line, start, start + len(text)), indent=line.indent + line.text[:start])


def cut(line: Line, start: int, end: int) -> Line:
    """line.text[start:end], with its way back."""
    return replace(line, text=line.text[start:end], runs=tuple(_shift(line.runs, start, end)))


def without(line: Line, spans: Iterable[tuple[int, int]]) -> Line:
    """The line without the given spans of its text, which are ascending and do not overlap."""
    pieces, at = [], 0
    for start, end in spans:
        pieces.append((at, start))
        at = end
    pieces.append((at, len(line.text)))
    return _collect(line, pieces)


def join(lines: list[Line]) -> Line:
    """One line of all: nothing between Chinese and Chinese, a space where a Latin word would run into another."""
    texts: list[str] = []
    runs: list[Run] = []
    at = 0
    for line in lines:
        if texts and _needs_space(texts[-1], line.text):
            texts.append(" ")
            at += 1
        runs.extend((at + start, origin, length) for start, origin, length in line.runs)
        texts.append(line.text)
        at += len(line.text)
    return replace(lines[0], text="".join(texts), runs=tuple(merge(runs)))


def merge(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbouring runs as one where both text and source go on without a gap; empty ones go."""
    held: Run | None = None
    for start, origin, length in runs:
        if not length:
            continue
        if held and held[0] + held[2] == start and held[1] + held[2] == origin:
            held = (held[0], held[1], held[2] + length)
            continue
        if held:
            yield held
        held = (start, origin, length)
    if held:
        yield held


def _needs_space(before: str, after: str) -> bool:
    """A number broken across lines (19 / 00兆瓦) takes no space, as Chinese takes none; Latin words do."""
    left, right = before[-1:], after[:1]
    if right.isdigit() and (left.isdigit() or (left == "." and before[-2:-1].isdigit())):
        return False
    return (
        left.isascii()
        and right.isascii()
        and (left.isalnum() or left in ",.;:!?)%")
        and (right.isalnum() or right == "(")
    )


def _shift(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    for begin, origin, length in runs:
        low, high = max(begin, start), min(begin + length, end)
        if low < high:
            yield low - start, origin + low - begin, high - low


def _collect(line: Line, pieces: list[tuple[int, int]]) -> Line:
    texts: list[str] = []
    runs: list[Run] = []
    at, row = 0, 0
    for start, end in pieces:
        while row < len(line.runs) and line.runs[row][0] + line.runs[row][2] <= start:
            row += 1
        for ahead in range(row, len(line.runs)):
            begin, origin, length = line.runs[ahead]
            if begin >= end:
                break
            low, high = max(begin, start), min(begin + length, end)
            runs.append((at + low - start, origin + low - begin, high - low))
        texts.append(line.text[start:end])
        at += end - start
    return replace(line, text="".join(texts), runs=tuple(merge(runs)))
