"""Lines broken at a fixed width put together again, where the sentence goes on.

A line was broken because it was full when the first word of the next would not have fitted. That alone is not
proof (rows of a table are of one length too), so the lines around must be regular, hold the punctuation of prose
and come to a sentence's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kg.reading.chrome import Marked
from kg.reading.lines import join

_END = re.compile(r"(?:[。！？!?；;：:…]|(?<![0-9])\.)[”’」』》）)\]】\"']*$")
_GOES_ON = re.compile(r"[，、,（(《“‘「『]$")
_CANNOT_OPEN = re.compile(r"[，。、；：！？）》”’」』%％‰,;!?)]")
_STOP = re.compile(r"[。！？!?]|\.(?:\s|$)")
# The comma of 1,200,000 is no sign of prose.
_INNER = re.compile(r"[，。、；：！？]|(?<!\d)[,;:]|\. ")
_ENUMERATED = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）](?!\d)|[①-⑳]")
_FIRST_WORD = re.compile(r"[!-~]{1,30}|.[，。、；：！？）》”’」』]?")
_DIGITS = re.compile(r"\d+")
# Titles are rarely longer than 32 characters (64 columns): a longer pair of lines is a broken paragraph.
_WIDEST_TITLE = 64
# A line that lacks one Chinese character of the width is full too: the next may not open with 。 or be half of a word.
_SLACK = 2
_Joint = Literal["words", "width", ""]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the lines of a group fill it. full: by line; count: how many full lines do not end a sentence.

    widths: the widest line, in columns and in characters. regular: nearly all such lines are full, and punctuated.
    """

    full: list[bool]
    count: int
    widths: tuple[int, int]
    regular: bool
    opens_as_prose: bool


def reflow(lines: Iterable[Marked]) -> Iterator[Marked]:
    """Paragraphs: broken lines joined, blank lines gone. Headings, tables, list items and chrome stay lines."""
    groups: list[list[Marked]] = [[]]
    for line in lines:
        if line.line.text:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    shapes = [_shape(group) if len(group) > 1 else None for group in groups]
    # A paragraph of two lines alone does not show that it was broken; those around it, broken at its width, do.
    wrapped = [shape for shape in shapes if shape and shape.regular and shape.count > 1]
    known = {near for shape in wrapped for near in _near(shape)}
    for group, shape in zip(groups, shapes, strict=True):
        yield from _paragraphs(group, shape, known) if shape else group


def _paragraphs(group: list[Marked], shape: _Shape, known: set[tuple[int, int]]) -> Iterator[Marked]:
    joints = _joints(group, shape, _is_wrapped(shape, known))
    start = 0
    for at in range(1, len(group) + 1):
        if at < len(group) and joints[at - 1]:
            continue
        chain, inner = group[start:at], joints[start : at - 1]
        if "width" in inner and not _is_prose(chain):
            yield from _joined_where_sure(chain, inner)
        else:
            yield _joined(chain)
        start = at


def _joined_where_sure(chain: list[Marked], joints: list[_Joint]) -> Iterator[Marked]:
    held = [chain[0]]
    for line, joint in zip(chain[1:], joints, strict=True):
        if joint == "width":
            yield _joined(held)
            held = []
        held.append(line)
    yield _joined(held)


def _joined(chain: list[Marked]) -> Marked:
    return Marked(join([marked.line for marked in chain])) if len(chain) > 1 else chain[0]


def _is_wrapped(shape: _Shape, known: set[tuple[int, int]]) -> bool:
    if not shape.regular or shape.count != 1:
        return shape.regular and shape.count > 1
    return not known.isdisjoint(_near(shape)) or shape.widths[0] > _WIDEST_TITLE or shape.opens_as_prose


def _near(shape: _Shape) -> Iterator[tuple[int, int]]:
    """(measure, width) of the widest line, and of lines a character shorter or longer."""
    for measure, width in enumerate(shape.widths):
        yield from ((measure, width + more) for more in range(-1, 2))


def _is_prose(chain: list[Marked]) -> bool:
    """Joined lines come to a sentence's end; rows and headlines of one length never do."""
    return any(_STOP.search(marked.line.text) for marked in chain)


def _joints(group: list[Marked], shape: _Shape, wrapped: bool) -> list[_Joint]:
    """For each line but the last: whether the paragraph goes on in the next, by its words or only by its width."""
    # Lines broken so regularly that a full one may end in 。 by chance.
    strictly = wrapped and shape.count >= 4
    joints: list[_Joint] = []
    for i in range(len(group) - 1):
        here, following, full = group[i].line, group[i + 1].line, shape.full[i]
        is_open = not _END.search(here.text[-8:])
        broken = bool(_GOES_ON.search(here.text[-1:]) or _CANNOT_OPEN.match(following.text))
        # 总输出功率为19 / 00兆瓦: headlines may end in a number, but not when they are as wide as the text under them.
        broken = broken or (full and here.text[-1:].isdigit() and bool(_INNER.search(here.text)))
        hangs = here.kind == "list" and len(following.indent) > len(here.indent)
        if not _may_join(group, i):
            joints.append("")
        elif hangs or (is_open and broken):
            joints.append("words")
        else:
            joints.append("width" if full and wrapped and (is_open or strictly) else "")
    return joints


def _may_join(group: list[Marked], i: int) -> bool:
    here, following = group[i], group[i + 1]
    if here.cue or following.cue or here.line.kind not in (None, "list") or following.line.kind is not None:
        return False
    if _ENUMERATED.match(following.line.text) or "\u3000" in following.line.indent:
        return False
    # Rows that read alike (2019年 380兆瓦 / 2020年 390兆瓦) are a table without rules.
    return _DIGITS.sub("0", here.line.text) != _DIGITS.sub("0", following.line.text)


def _shape(group: list[Marked]) -> _Shape:
    texts = [marked.line.text for marked in group]
    candidates = [i for i in range(len(group) - 1) if _may_join(group, i)]
    open_lines = [i for i in candidates if not _END.search(texts[i][-8:])]
    full, count = [False] * len(group), 0
    for measure in (_columns, len):
        widths = [measure(text) for text in texts]
        fullest = max(widths) - _SLACK
        filled = [False] * len(group)
        for i in candidates:
            word = _FIRST_WORD.match(texts[i + 1])
            filled[i] = widths[i] + measure(word[0] if word else "") > fullest
        if (counted := sum(filled[i] for i in open_lines)) > count:
            full, count = filled, counted
    punctuated = 2 * sum(bool(_INNER.search(text)) for text in texts) >= len(texts)
    regular = punctuated and count >= 0.7 * len(open_lines)
    widest = (max(map(_columns, texts)), max(map(len, texts)))
    return _Shape(full, count, widest, regular, bool(_STOP.search(texts[0])))


def _columns(text: str) -> int:
    """The width on a screen: two columns a Chinese character, one an ASCII character."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))
