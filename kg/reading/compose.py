"""Lines → Article: chrome cut, paragraphs joined, titles and headings known, every character with its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from kg.errors import ReadError
from kg.model import Article, Block
from kg.reading import chrome, lines, markup, reflow
from kg.reading.cues import is_sentence
from kg.reading.dates import iso_date
from kg.reading.lines import Line, Run

Region = Literal["CN", "TW", "HK"]
METADATA = ("title", "date", "publisher", "author", "url", "path")
_LONGEST_TITLE = 45
_LONGEST_HEADING = 30
_OPEN_END = re.compile(r"[，、：:；。,;．—]$")
_CLAUSES = re.compile(r"[，。；,;]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is to be read. begin: where it starts, after a header. markdown: marks of emphasis are marks.

    keep_chrome: nothing is cut.
    """

    begin: int = 0
    markdown: bool = False
    keep_chrome: bool = False


def article(
    text: str,
    *,
    id: str = "",  # noqa: A002  # the field's name
    region: str = "CN",
    keep_chrome: bool = False,
    **metadata: str | None,
) -> Article:
    """The article in a text: site chrome cut, hard-wrapped lines joined, links and marks of headings stripped.

    A text of one paragraph is passed through, but for the white space around it. `metadata`: title, date, publisher,
    author, url, path; what is not given is read from the lines cut above the body. Without an `id` one is made from
    the content. keep_chrome: nothing is cut. Raises ReadError for a text that is not Unicode and for an unknown region.
    """
    return compose(text, Layout(keep_chrome=keep_chrome), {"id": id, "region": region, **metadata})


def compose(text: str, layout: Layout, fields: Mapping[str, str | None]) -> Article:
    """`article`, for a text whose layout is known. `fields`: those of an Article, by name; region at the least."""
    if broken := _SURROGATE.search(text):
        raise ReadError(f"第 {broken.start()} 个字符不成字 / a lone surrogate at character {broken.start()}")
    plain = list(lines.split(text, layout.begin))
    single = [line for line in plain if line.text]
    if len(single) < 2 and not layout.markdown:
        return build(text, single, fields)
    split = list(markup.parse(plain, layout.markdown))
    marked = [chrome.Marked(line) if layout.keep_chrome else chrome.mark(line) for line in split]
    paragraphs = list(reflow.reflow(marked))
    return build(text, chrome.without_chrome(paragraphs), filled(fields, chrome.head_metadata(paragraphs)))


def build(source: str, paragraphs: list[Line], fields: Mapping[str, str | None]) -> Article:
    """The Article of paragraphs that are cut and joined already; a date becomes ISO 8601, or None if it is no day."""
    unknown = sorted(set(fields) - {*METADATA, "id", "region"})
    if unknown:
        raise TypeError(f"no such metadata: {', '.join(unknown)}")
    typed = _with_kinds(paragraphs, fields.get("title"))
    blocks, at = [], 0
    for line in typed:
        blocks.append(Block(at, at + len(line.text), line.kind or "body"))
        at += len(line.text) + 1
    first = typed[0] if typed and typed[0].kind == "title" else None
    stated = {name: fields.get(name) for name in METADATA} | {"date": iso_date(fields.get("date") or "")}
    return Article(
        id=fields.get("id") or "text-" + hashlib.sha1(source.encode(), usedforsecurity=False).hexdigest()[:12],
        text="\n".join(line.text for line in typed),
        source=source,
        segments=tuple(lines.merge(_runs(source, typed))),
        blocks=tuple(blocks),
        region=known_region(fields.get("region") or "CN"),
        **filled(stated, {"title": first.text} if first else {}),
    )


def filled(fields: Mapping[str, str | None], more: Mapping[str, str]) -> dict[str, str | None]:
    """`fields`, those without a value from `more`."""
    return {**more, **{name: value for name, value in fields.items() if value or name not in more}}


def with_defaults(found: Article, fields: Mapping[str, str | None]) -> Article:
    """The article, with title, date, publisher, author and url where it has none of its own."""
    dated = {**fields, "date": iso_date(fields.get("date") or "")}
    missing = {
        name: value.strip() for name, value in dated.items() if value and value.strip() and not getattr(found, name)
    }
    return replace(found, **missing)  # type: ignore[arg-type]  # METADATA names, all of them strings


def known_region(region: str) -> Region:
    """CN, TW or HK. Raises ReadError for any other."""
    for known in get_args(Region):
        if known == region.strip().upper():
            return cast("Region", known)
    raise ReadError(f"unknown region {region!r}: CN, TW or HK")


def _runs(source: str, paragraphs: Iterable[Line]) -> Iterable[Run]:
    """All runs in article offsets; a line end of the source that stands between two paragraphs belongs to one."""
    at, ended = 0, -1
    for line in paragraphs:
        if at and line.runs and line.runs[0][:2] == (0, ended + 1) and source[ended] == "\n":
            yield at - 1, ended, 1
        for start, origin, length in line.runs:
            yield at + start, origin, length
        complete = line.runs and line.runs[-1][0] + line.runs[-1][2] == len(line.text)
        ended = line.runs[-1][1] + line.runs[-1][2] if complete else -1
        at += len(line.text) + 1


def _with_kinds(paragraphs: list[Line], title: str | None) -> list[Line]:
    """Each line with its kind. The first is the title where it looks like one and full sentences follow."""
    typed = list(paragraphs)
    sentences = [is_sentence(line.text) for line in typed]
    for i, line in enumerate(typed):
        if i == 0 and any(sentences[1:]) and _is_title(line, title):
            typed[0] = replace(line, kind="title")
        elif line.kind is None and 0 < i < len(typed) - 1 and sentences[i + 1] and _is_heading(line.text):
            typed[i] = replace(line, kind="heading")
    return typed


def _is_title(line: Line, title: str | None) -> bool:
    if line.kind not in (None, "heading"):
        return False
    if title and title.strip() == line.text:
        return True
    text = line.text
    return 4 <= len(text) <= _LONGEST_TITLE and "。" not in text and not _OPEN_END.search(text)


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not _OPEN_END.search(text) and not _CLAUSES.search(text)
