"""HTML → Article: trafilatura says which of the page's visible lines are the article; the lines keep their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from kg.errors import ReadError
from kg.model import Article
from kg.reading import chrome
from kg.reading.compose import build, with_defaults
from kg.reading.cues import without_label
from kg.reading.lines import Line
from kg.reading.marks import marked
from kg.reading.reflow import reflow
from kg.reading.visible import visible

# trafilatura writes a row as "| 2025 | 2台 |" and an item as "- …"
_UNSEEN = re.compile(r"[\s|]+|^- ")
_CLAUSE = re.compile(r"[^，。；！？,;!?]+[，。；！？,;!?]?")
# How far ahead of the last found paragraph the next is looked for, in characters that show: a page's longest gap
# (a list of links, a table) is shorter, and a paragraph that is not there costs no more than this.
_REACH = 50_000
# Below this many characters trafilatura found no article: a list of links, or a page too short for its judgement.
_SHORTEST = 60


def web_article(source: str, fields: Mapping[str, str | None], *, keep_chrome: bool = False) -> Article:
    """The article of an HTML page; offsets are into the page's source. Fields that are not given are the page's own.

    Raises ReadError for a page that shows no text, as those are that a script fills.
    """
    lines = visible(source)
    if not any(line.text for line in lines):
        raise ReadError("网页里没有文字 / no text on the page")
    tree = load_html(source)
    signs = {} if tree is None else marked(tree)
    page = bare_extraction(
        source if tree is None else tree,
        include_comments=False,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    page = page if isinstance(page, Document) else Document()
    own = {"title": page.title, "date": page.date, "publisher": page.sitename, "author": page.author, "url": page.url}
    address = own["publisher"] if _is_address(own["publisher"]) else None
    own = own | signs | ({"publisher": signs.get("publisher")} if address else {})
    own["author"] = without_label(own["author"] or "")
    # A title that stands nowhere on the page is the site's; the heading over the text says more.
    spare = {"publisher": address, "title": own["title"]}
    if not any((own["title"] or "") in line.text for line in lines):
        own["title"] = None
    main = lines
    if page.text and len(page.text) >= _SHORTEST and not keep_chrome:
        main = _with_title(lines, _chosen(lines, page.text.split("\n")), own.get("title"))
    paragraphs = list(reflow(chrome.Marked(line) if keep_chrome else chrome.mark(line) for line in main))
    stated: dict[str, str | None] = dict(chrome.head_metadata(paragraphs))
    for better in (own, fields):
        stated |= {name: value for name, value in better.items() if value}
    return with_defaults(build(source, chrome.without_chrome(paragraphs), stated), spare)


def _is_address(name: str | None) -> bool:
    """A host's name stands in where a site does not say what it is called."""
    return bool(name) and "." in str(name) and str(name).isascii()


def _chosen(lines: list[Line], paragraphs: list[str]) -> list[bool]:
    """For each visible line, whether most of it is in the paragraphs, which are in the page's order; blank ones are."""
    squeezed = [_UNSEEN.sub("", line.text) for line in lines]
    starts = [0, *accumulate(map(len, squeezed))]
    stream = "".join(squeezed)
    covered = [0] * len(lines)
    at = 0
    for paragraph in paragraphs:
        key = _UNSEEN.sub("", paragraph)
        pieces = [key] if key and stream.find(key, at, at + _REACH + len(key)) >= 0 else _CLAUSE.findall(key)
        for piece in pieces:
            found = stream.find(piece, at, at + _REACH + len(piece))
            if found < 0:
                continue
            at = found + len(piece)
            row = bisect_right(starts, found) - 1
            while row < len(lines) and starts[row] < at:
                covered[row] += min(at, starts[row + 1]) - max(found, starts[row])
                row += 1
    return _with_captions(lines, [2 * count >= len(text) for count, text in zip(covered, squeezed, strict=True)])


def _with_captions(lines: list[Line], chosen: list[bool]) -> list[bool]:
    """trafilatura leaves captions out; those between chosen lines are the article's."""
    spoken = [i for i, keep in enumerate(chosen) if keep and lines[i].text]
    inside = range(spoken[0], spoken[-1]) if spoken else range(0)
    return [keep or (i in inside and lines[i].kind == "caption") for i, keep in enumerate(chosen)]


def _with_title(lines: list[Line], chosen: list[bool], title: str | None) -> list[Line]:
    """The chosen lines; before them the last line above that is the page's title, where none of them is."""
    main = [line for line, keep in zip(lines, chosen, strict=True) if keep]
    spoken = [line for line in main if line.text]
    if not title or not spoken or any(line.text == title for line in spoken[:3]):
        return main
    above = lines[: lines.index(spoken[0])]
    found = [line for line in above if line.text == title] or [line for line in above if line.level == 1]
    return [replace(found[-1], kind="heading", level=1), Line("", ()), *main] if found else main
