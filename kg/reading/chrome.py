"""Site chrome: which lines of a page are not the article. The cues are in ontology/chrome.ttl, applied here."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from kg.reading.cues import FOLD, Cue, closing, cues, find, is_sentence
from kg.reading.dates import iso_date
from kg.reading.lines import Line, cut, strip

_LONGEST_BYLINE = 120


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with the cue found in it; None for a line of the article."""

    line: Line
    cue: Cue | None = None


def mark(line: Line) -> Marked:
    """The line with its cue. Marks of captions and headings, and a site's words after a paragraph, are cut off."""
    found = find(line.text)
    if found is None:
        return Marked(_without_closing(line))
    cue, length = found
    if cue.effect == "caption":
        return _caption(line, cue, length)
    if cue.effect == "heading":
        return Marked(replace(strip(cut(line, length, len(line.text))), kind="heading"))
    return Marked(line) if cue.effect == "credit" else Marked(line, cue)


def without_chrome(paragraphs: list[Marked]) -> list[Line]:
    """The article's own paragraphs. A text without one full sentence has no head to cut and no tail.

    Where all of it would go, it was no page but a few lines that look like a page's: all of it stays.
    """
    bodies = [i for i, p in enumerate(paragraphs) if p.cue is None and is_sentence(p.line.text)]
    first = bodies[0] if bodies else 0
    kept: list[Line] = []
    at = 0
    while at < len(paragraphs):
        cue = paragraphs[at].cue
        if cue is None or (cue.head_only and at >= first):
            kept.append(paragraphs[at].line)
        elif cue.effect == "before" and at < first:
            kept.clear()
        elif cue.effect == "rest" and bodies and at > first:
            break
        elif cue.effect == "section" and bodies and at > first:
            at = _section_end(at, bodies, len(paragraphs))
            continue
        at += 1
    return kept or [paragraph.line for paragraph in paragraphs]


def head_metadata(paragraphs: list[Marked]) -> dict[str, str]:
    """The publisher, author and date that the lines cut above the body state."""
    stated: dict[str, str] = {}
    for paragraph in paragraphs:
        line = paragraph.line.text
        if paragraph.cue is None and is_sentence(line):
            break
        if paragraph.cue is None or len(line) > _LONGEST_BYLINE:
            continue
        text = line.translate(FOLD)
        for word, name in cues().metadata:
            start = text.find(word)
            value = re.split(r"[\s|]", line[start + len(word) :].strip())[0] if start >= 0 else ""
            if value:
                stated.setdefault(name, value.strip("()（）"))
        if date := iso_date(text):
            stated.setdefault("date", date)
    return stated


def _section_end(at: int, bodies: list[int], total: int) -> int:
    """Other headlines run to the next sentence; a page's foot, with few sentences among many labels, to its end."""
    ahead = bisect_right(bodies, at)
    below = len(bodies) - ahead
    return bodies[ahead] if below and below * 3 >= total - at - 1 else total


def _caption(line: Line, cue: Cue, length: int) -> Marked:
    """Without its marks; one that names only where the picture comes from is chrome."""
    found: tuple[Cue, int] | None = (cue, length)
    while found and cue.strips and found[0] == cue:
        line = strip(cut(line, found[1], len(line.text)))
        found = find(line.text)
    if not line.text or (found and found[0].effect in ("line", "credit")):
        return Marked(line, replace(cue, effect="line"))
    return Marked(replace(_without_closing(line), kind="caption"))


def _without_closing(line: Line) -> Line:
    end = closing(line.text)
    return strip(cut(line, 0, end)) if end < len(line.text) else line
