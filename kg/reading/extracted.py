"""Text taken out of a file that is none (Word, PDF): its paragraphs become the source that offsets refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.errors import ReadError
from kg.model import Article, BlockKind
from kg.reading import chrome
from kg.reading.compose import build, filled, with_defaults
from kg.reading.lines import Line, strip
from kg.reading.origin import Origin

Paragraph = tuple[str, BlockKind | None]
"""Its text, without a line end, and what the file says it is: "heading", "table", …, or None."""


def extracted(paragraphs: Iterable[Paragraph], origin: Origin, own: Mapping[str, str | None]) -> Article:
    """The article of paragraphs in reading order; its source is all of them, one a line, before chrome is cut.

    own: title, date, … of the file itself, which are weaker than what the text states. Raises ReadError without text.
    """
    lines: list[Line] = []
    texts: list[str] = []
    at = 0
    for paragraph, kind in paragraphs:
        text = paragraph.replace("\r", " ").replace("\n", " ")
        line = strip(Line(text, ((0, at, len(text)),), kind=kind, level=1 if kind == "heading" else 0))
        if line.text:
            lines.append(line)
            texts.append(text)
            at += len(text) + 1
    if not lines:
        raise ReadError("文件里没有文字 / no text in the file")
    source = origin.checked("\n".join(texts))
    marked = [chrome.Marked(line) if origin.keep_chrome else chrome.mark(line) for line in lines]
    fields = filled(origin.fields, chrome.head_metadata(marked))
    return with_defaults(build(source, chrome.without_chrome(marked), fields), own)
