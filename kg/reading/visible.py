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
# Cards, tips and templates that wait for a click.
_HIDDEN = re.compile(r"""\sstyle\s?=\s?["'][^"'<>]{0,200}?display\s?:\s?none""", re.IGNORECASE)
_LONGEST_HIDDEN = 5000
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

    A blank line stands wherever a paragraph, heading, cell row or box begins or ends; <br> makes none. A row of a table
    is one line, its cells parted by tabs. A character written as an entity (&nbsp;) has no place of its own in the
    source, so it is in no run.
    """
    page = _Page()
    for token, start, is_tag in _tokens(source):
        if is_tag:
            page.tag(token)
        else:
            page.pieces.extend(_text(token, start))
    page.end_row()
    return [_settled(line) for line in page.lines]


class _Page:
    """The lines so far, and those of the row that is open, by its cells."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[tuple[str, int, bool]] = []
        self._kind: BlockKind | None = None
        self._cells: list[list[Line]] = []

    def tag(self, written: str) -> None:
        """What a tag, as "name" or "/name", makes of the text before it."""
        name = written.lstrip("/")
        if name in ("tr", "table"):
            self.end_row()
            self._cells = [[]] if written == "tr" else []
        elif written in _CELLS and self._cells:
            self._end_line()
            self._cells.append([])
            return
        elif name in _BLOCKS:
            self._end_line()
            if name != "br":
                self._add(Line("", ()))
        else:
            return
        inherits = name in ("p", "div", "br")
        self._kind = None if written.startswith("/") else _KINDS.get(name, self._kind if inherits else None)

    def end_row(self) -> None:
        """The row as one line, where no cell has more: old pages lay their whole text out in a table."""
        self._end_line()
        cells = [[line for line in cell if line.text] for cell in self._cells]
        kinds = {line.kind for cell in cells for line in cell}
        if sum(map(bool, cells)) > 1 and all(len(cell) < 2 for cell in cells) and kinds <= {None, "table"}:
            self.lines.append(_row([cell[0] if cell else Line("", ()) for cell in cells]))
        else:
            self.lines.extend(line for cell in self._cells for line in cell)
        self._cells = []
        self.lines.append(Line("", ()))

    def _end_line(self) -> None:
        for line in _line(self.pieces, self._kind):
            self._add(line)
        self.pieces = []

    def _add(self, line: Line) -> None:
        (self._cells[-1] if self._cells else self.lines).append(line)


def _row(cells: list[Line]) -> Line:
    runs: list[Run] = []
    at = 0
    for cell in cells:
        runs.extend((at + start, origin, length) for start, origin, length in cell.runs)
        at += len(cell.text) + 1
    return strip(Line("\t".join(cell.text for cell in cells), tuple(runs), kind="table"))


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
        if _HIDDEN.search(source, opening, at):
            at = _end_of_box(source, tag, at)
            continue
        yield ("/" if name[0].startswith("</") else "") + tag, opening, True


def _end_of_box(source: str, tag: str, at: int) -> int:
    """Where a hidden element ends; `at` for one that is long: a page may hide its text until a script has run."""
    depth = 1
    for found in re.compile(f"<(/?){tag}[\\s/>]", re.IGNORECASE).finditer(source, at, at + _LONGEST_HIDDEN):
        depth += -1 if found[1] else 1
        if not depth:
            return source.find(">", found.start()) + 1 or len(source)
    return at


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
