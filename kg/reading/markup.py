"""Markdown and its plain-text cousins: what a line is by its marks, and the line without them.

Links, images, headings, bullets and tables are unmistakable and read in any text. Emphasis is read only where the
source is Markdown: in plain news "李*明" is a masked name and "5*3*2" a size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.reading.lines import BLANK, Line, cut, strip, without

# Each repetition stops at the character that opens the next attempt: linear.
_LINK = re.compile(r'(!?)\[([^\[\]]*)\]\((?:<[^<>()]*>|[^()\s\[\]]*)(?:\s+"[^"()\[\]]*")?\)')
_TAG = re.compile(r"<!--|-->|</?[A-Za-z][^<>]*>")
_HEADING = re.compile(r"(#{1,6})[ \u3000]+(?=\S)")
_BULLET = re.compile(r"[-*+–][ \t\u3000]+|[•●○◆◇▪‣·][ \t\u3000]*")
_RULE = re.compile(r"[-=*_—~·|:+ ]{3,}")
_FENCE = ("```", "~~~")
_GAPS = re.compile(r"[^\s] {3,}(?=[^\s])")
_MARK = re.compile(r"\\[!-/:-@\[-`{-~]|\*+|_+|`+|~~")


def parse(lines: Iterable[Line], markdown: bool) -> Iterator[Line]:
    """The lines with `kind`, `level` and without marks; a rule between paragraphs becomes a blank line."""
    fence, held = "", Line("", ())
    for line in lines:
        if markdown and line.text[:3] in _FENCE and fence in ("", line.text[:3]):
            fence = "" if fence else line.text[:3]
            continue
        if fence:
            continue
        if line.text and _RULE.fullmatch(line.text):
            held = _underlined(held, line) if markdown else held
            yield held
            held = Line("", ())
            continue
        yield held
        held = _inline(_block(line, markdown), markdown) if line.text else line
    yield held


def _underlined(line: Line, rule: Line) -> Line:
    """A line over ===== or ----- is a heading in Markdown."""
    mark = rule.text[0]
    if line.text and line.kind is None and mark in "=-" and not rule.text.strip(mark):
        return replace(line, kind="heading", level=1 if mark == "=" else 2)
    return line


def _block(line: Line, markdown: bool) -> Line:
    while markdown and line.text.startswith(">"):
        line = strip(cut(line, 1, len(line.text)))
    if heading := _HEADING.match(line.text):
        unclosed = line.text.rstrip("#")
        end = len(unclosed) if unclosed.endswith(" ") else len(line.text)
        return replace(strip(cut(line, heading.end(), end)), kind="heading", level=len(heading[1]))
    if line.text.startswith("|") or "\t" in line.text or len(_GAPS.findall(line.text)) > 1:
        return replace(line, kind="table")
    if (bullet := _BULLET.match(line.text)) and bullet.end() < len(line.text):
        return replace(cut(line, bullet.end(), len(line.text)), kind="list")
    return line


def _inline(line: Line, markdown: bool) -> Line:
    for _ in range(2):  # an image inside a link: [![…](…)](…)
        line = without(line, _link_marks(line.text)) if "](" in line.text else line
    if markdown:
        line = without(line, [tag.span() for tag in _TAG.finditer(line.text)]) if "<" in line.text else line
        line = without(line, sorted(_emphasis(line.text)))
    return strip(line)


def _link_marks(text: str) -> Iterator[tuple[int, int]]:
    """`[xAI](https://…)` leaves xAI; an image leaves nothing, its words are not printed."""
    for link in _LINK.finditer(text):
        if link[1]:
            yield link.span()
        else:
            yield link.start(), link.start(2)
            yield link.end(2), link.end()


def _emphasis(text: str) -> Iterator[tuple[int, int]]:
    """The spans of paired *, **, _, ` and ~~, and of the backslash of an escape.

    A mark between two digits (5*3) or inside a Latin word pairs with none.
    """
    opened: dict[str, list[tuple[int, int]]] = {}
    for mark in _MARK.finditer(text):
        if mark[0][0] == "\\":
            yield mark.start(), mark.start() + 1
            continue
        before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
        inside = before.isdigit() and after.isdigit()
        if mark[0][0] == "_":
            inside = inside or (before.isascii() and before.isalnum() and after.isascii() and after.isalnum())
        if inside:
            continue
        waiting = opened.setdefault(mark[0], [])
        if waiting and before.strip(BLANK):
            yield waiting.pop()
            yield mark.span()
        elif after.strip(BLANK):
            waiting.append(mark.span())
