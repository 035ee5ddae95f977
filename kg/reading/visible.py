"""HTML → the lines a reader sees, each character with its place in the page's source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import BlockKind
from kg.reading.lines import Line, Run, merge, strip

_SPACE = re.compile(r"\s+")
_ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,31};?")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})")
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "title", "textarea")
)
_KINDS: dict[str, BlockKind] = {
    **{f"h{i}": "heading" for i in range(1, 7)},
    "li": "list",
    "tr": "table",
    "figcaption": "caption",
    "caption": "caption",
}
_BLOCKS = frozenset(_KINDS) | {
    "p",
    "div",
    "br",
    "hr",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "blockquote",
    "pre",
    "form",
    "figure",
    "address",
    "center",
    "body",
    "html",
    "head",
    "details",
    "summary",
    "button",
    "label",
    "option",
}
_CELLS = frozenset(("td", "th"))


def visible(source: str) -> list[Line]:
    """The lines of the page, white space as a browser shows it, with `kind` from the tags. Scripts and styles go.

    A blank line stands wherever a paragraph, heading, cell row or box begins or ends; <br> makes none.
    A character written as an entity (&nbsp;) has no place of its own in the source, so it is in no run.
    """
    found: list[Line] = []
    runs: list[tuple[str, int, bool]] = []
    kind: BlockKind | None = None
    for token, start, is_tag in _tokens(source):
        if not is_tag:
            runs.extend(_text(token, start))
            continue
        name = token.lstrip("/")
        if token in _CELLS:
            runs.append(("\t", start, False))
        elif name in _BLOCKS:
            found.extend(_line(runs, kind))
            if name != "br":
                found.append(Line("", ()))
            runs = []
            kind = None if token.startswith("/") else _KINDS.get(name, kind if name in ("p", "div", "br") else None)
    found.extend(_line(runs, kind))
    return [_settled(line) for line in found]


def _settled(line: Line) -> Line:
    """A heading has a level; a table's line has cells: old pages lay their whole text out in a table of one."""
    if line.kind == "table" and "\t" not in line.text:
        return replace(line, kind=None)
    return replace(line, level=1) if line.kind == "heading" else line


def _tokens(source: str) -> Iterator[tuple[str, int, bool]]:
    """(text, offset, False), and a tag as ("name" or "/name", offset, True).

    Every search for an end starts where the last one ended.
    """
    at = 0
    while at < len(source):
        opening = source.find("<", at)
        if opening < 0:
            yield source[at:], at, False
            return
        if opening > at:
            yield source[at:opening], at, False
        name = _TAG_NAME.match(source, opening)
        if name is None and source[opening + 1 : opening + 2] not in ("!", "?", "/"):
            yield "<", opening, False  # 5 < 6
            at = opening + 1
            continue
        closing = ("-->", 3) if source.startswith("<!--", opening) else (">", 1)
        end = source.find(closing[0], opening)
        if end < 0:
            return
        at = end + closing[1]
        if name is None:
            continue
        tag = name[1].lower()
        if tag in _UNSEEN and not name[0].startswith("</") and source[end - 1] != "/":
            closed = re.compile(f"</{tag}", re.IGNORECASE).search(source, at)
            if closed is None:
                return
            at = closed.start()
            continue
        yield ("/" if name[0].startswith("</") else "") + tag, opening, True


def _text(token: str, start: int) -> Iterator[tuple[str, int, bool]]:
    """Pieces (text, source offset, whether they stand in the source as they are)."""
    at = 0
    for entity in _ENTITY.finditer(token):
        yield token[at : entity.start()], start + at, True
        shown = html.unescape(entity[0])
        yield shown, start + entity.start(), shown == entity[0]
        at = entity.end()
    yield token[at:], start + at, True


def _is_source_break(piece: str, gap: re.Match[str]) -> bool:
    """A line end of the source between two Chinese characters: browsers show a space there that nobody wrote."""
    before, after = piece[gap.start() - 1 : gap.start()], piece[gap.end() : gap.end() + 1]
    return "\n" in gap[0] and bool(before) and bool(after) and not before.isascii() and not after.isascii()


def _line(pieces: list[tuple[str, int, bool]], kind: BlockKind | None) -> Iterator[Line]:
    """One line of the pieces, each stretch of white space in them one space."""
    texts: list[str] = []
    runs: list[Run] = []
    at, spaced = 0, True
    for piece, origin, as_is in pieces:
        if piece == "\t" and not as_is:
            texts.append("\t" if texts else "")
            at, spaced = at + len(texts[-1]), True
            continue
        last = 0
        for gap in [*_SPACE.finditer(piece), None]:
            end = gap.start() if gap else len(piece)
            if end > last:
                texts.append(piece[last:end])
                if as_is:
                    runs.append((at, origin + last, end - last))
                at, spaced = at + end - last, False
            if gap and not spaced and not _is_source_break(piece, gap):
                texts.append(" ")
                if as_is and gap[0][0] == " ":
                    runs.append((at, origin + gap.start(), 1))
                at, spaced = at + 1, True
            last = gap.end() if gap else end
    line = strip(Line("".join(texts), tuple(merge(runs)), kind=kind))
    if line.text:
        yield line
