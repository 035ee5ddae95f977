"""A Word document: paragraphs, headings and tables in their order, tracked insertions in, deletions out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from kg.model import Article, BlockKind
from kg.reading.extracted import Paragraph, extracted
from kg.reading.formats.members import check_sizes
from kg.reading.origin import Failure, Origin

_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:t"))
_SPACES = frozenset(map(qn, ("w:tab", "w:ptab")))
_BREAKS = frozenset(map(qn, ("w:br", "w:cr")))
_HYPHEN = qn("w:noBreakHyphen")
# Wrappers of content controls and of what was moved or inserted are looked into; these are not in the text one prints.
_UNSEEN = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:sectPr"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_BOX = qn("w:txbxContent")
_KINDS: dict[str, BlockKind] = {"title": "heading", "subtitle": "heading", "caption": "caption"}


def articles(archive: zipfile.ZipFile, origin: Origin) -> Iterator[Article | Failure]:
    """The one article of a document."""
    check_sizes(archive, origin)
    yield origin.attempt(lambda: _article(archive, origin))


def _article(archive: zipfile.ZipFile, origin: Origin) -> Article:
    assert archive.fp is not None, "an open archive"
    archive.fp.seek(0)
    document = Document(archive.fp)
    properties = document.core_properties
    written = properties.modified or properties.created  # an old file is often written over
    own = {
        "title": properties.title,
        "author": properties.author,
        "date": written.date().isoformat() if written else None,
    }
    return extracted(_blocks(document.element.body, _styles(document)), origin, own)


def _styles(document: Any) -> dict[str, BlockKind]:
    """What paragraphs of a style are, by the style's id; built-in styles are named in English in every language."""
    kinds: dict[str, BlockKind] = {}
    for style in document.styles:
        name = (style.name or "").lower()
        kind = "heading" if name.startswith("heading") else "list" if name.startswith("list") else _KINDS.get(name)
        if kind:
            kinds[style.style_id] = kind
    return kinds


def _blocks(body: Any, styles: dict[str, BlockKind]) -> Iterator[Paragraph]:
    """Paragraphs and rows; a text box stands after the paragraph that it is anchored in."""
    waiting = [iter(body)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif node.tag == _PARAGRAPH:
            yield from _paragraph(node, styles)
        elif node.tag == _TABLE:
            for row in node.iter(_ROW):
                if row.getparent() is node:
                    yield (
                        "\t".join(" ".join(_lines(cell)) for cell in row.iter(_CELL) if cell.getparent() is row),
                        "table",
                    )
        elif node.tag not in _UNSEEN:
            waiting.append(iter(node))


def _paragraph(node: Any, styles: dict[str, BlockKind]) -> Iterator[Paragraph]:
    style = node.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    kind = styles.get(style.get(qn("w:val"))) if style is not None else None
    for line in _lines(node):
        yield line, kind
    for box in node.iter(_BOX):
        if _is_seen(box, node):
            for line in _lines(box):
                yield line, None


def _is_seen(node: Any, inside: Any) -> bool:
    """Whether nothing between the two hides it."""
    return not any(above.tag in _UNSEEN for above in node.iterancestors() if above is not inside)


def _lines(node: Any) -> Iterable[str]:
    """The text under a node, a line for each paragraph and each line end in one. Boxes in it are left out."""
    lines, pieces = [], list[str]()
    waiting = [(node, iter(node))]
    while waiting:
        child = next(waiting[-1][1], None)
        if child is None:
            if waiting.pop()[0].tag == _PARAGRAPH:
                lines.append("".join(pieces))
                pieces = []
        elif child.tag == _TEXT:
            pieces.append(child.text or "")
        elif child.tag in _SPACES:
            pieces.append(" ")
        elif child.tag == _HYPHEN:
            pieces.append("-")
        elif child.tag in _BREAKS:
            lines.append("".join(pieces))
            pieces = []
        elif child.tag not in _UNSEEN and child.tag != _BOX:
            waiting.append((child, iter(child)))
    return [line for line in (*lines, "".join(pieces)) if line.strip()]
