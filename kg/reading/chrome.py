"""Site chrome: which lines of a page are not the article. The cues are in ontology/chrome.ttl, applied here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import re2

from kg.ontology import turtle
from kg.ontology.turtle import Node
from kg.reading.lines import Line, cut, strip

# One character for one, so that offsets hold: full-width forms and capitals to plain small letters.
_FOLD = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i).lower() for i in range(94)}
    | {chr(0x41 + i): chr(0x61 + i) for i in range(26)}
    | {"\u3000": " ", "\u00a0": " ", "\t": " "}
)
_COUNTER = re.compile(r"[0-9.,]{1,9}[万亿wk]?\+?")
_SENTENCE = re.compile(r"[。．…;；.][”’」』》）)\]】\"']*$")
_EXCLAMATION = re.compile(r"[！？!?][”’」』》）)\]】\"']*$")
_DATE = re.compile(r"((?:19|20)\d\d)[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})")
_LONGEST_CUE_LINE = 600
_TAIL = 60  # the longest of a site's words after the end of a paragraph


@dataclass(frozen=True, slots=True)
class Cue:
    """How a cue acts on the line it is found in; the fields are those of ontology/chrome.ttl."""

    effect: str
    head_only: bool
    up_to: int
    at_least: int
    strips: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with the cue found in it; None for a line of the article."""

    line: Line
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class _Cues:
    equals: dict[str, Cue]
    starts: dict[str, list[tuple[str, Cue]]]
    contains: list[tuple[Any, Cue]]
    matches: list[tuple[Any, Cue]]
    tokens: list[tuple[frozenset[str], list[Any], Cue]]
    ends: list[Any]
    metadata: list[tuple[str, str]]


def mark(line: Line) -> Marked:
    """The line with its cue. Marks of captions and headings, and a site's words after a paragraph, are cut off."""
    found = _find(line.text)
    if found is None:
        return Marked(_without_closing(line))
    cue, length = found
    if cue.effect == "caption":
        return _caption(line, cue, length)
    if cue.effect == "heading":
        return Marked(replace(strip(cut(line, length, len(line.text))), kind="heading"))
    return Marked(line) if cue.effect == "credit" else Marked(line, cue)


def without_chrome(paragraphs: list[Marked]) -> list[Line]:
    """The article's own paragraphs. A text without one full sentence has no head to cut and no tail."""
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
    return kept


def head_metadata(paragraphs: list[Marked]) -> dict[str, str]:
    """The publisher, author and date that the lines cut above the body state."""
    stated: dict[str, str] = {}
    for paragraph in paragraphs:
        if paragraph.cue is None and is_sentence(paragraph.line.text):
            break
        if paragraph.cue is None or len(paragraph.line.text) > 120:
            continue
        text = paragraph.line.text.translate(_FOLD)
        for word, name in _cues().metadata:
            start = text.find(word)
            value = re.split(r"[\s|]", paragraph.line.text[start + len(word) :].strip())[0] if start >= 0 else ""
            if value:
                stated.setdefault(name, value.strip("()（）"))
        if date := _DATE.search(text):
            stated.setdefault("date", f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}")
    return stated


def is_sentence(text: str) -> bool:
    """A full sentence of an article, as against a headline or a label: it ends as one, or is too long for either."""
    if _SENTENCE.search(text[-12:]):
        return len(text) >= 12
    if _EXCLAMATION.search(text[-12:]):
        return "。" in text or len(text) >= 40
    return len(text) >= 80


def _section_end(at: int, bodies: list[int], total: int) -> int:
    """Other headlines run to the next sentence; a page's foot, with few sentences among many labels, to its end."""
    below = [i for i in bodies if i > at]
    return total if len(below) * 3 < total - at - 1 or not below else below[0]


def _caption(line: Line, cue: Cue, length: int) -> Marked:
    while cue.strips and length:
        line = strip(cut(line, length, len(line.text)))
        again = _find(line.text)
        length = again[1] if again and again[0] is cue else 0
    found = _find(line.text)
    if not line.text or (found and found[0].effect in ("line", "credit")):
        return Marked(line, replace(cue, effect="line"))
    return Marked(replace(line, kind="caption"))


def _without_closing(line: Line) -> Line:
    tail = line.text[-_TAIL:].translate(_FOLD)
    for pattern in _cues().ends:
        if found := pattern.search(tail):
            return strip(cut(line, 0, len(line.text) - len(tail) + found.start()))
    return line


def _find(line: str) -> tuple[Cue, int] | None:
    """The cue of the line and how many of its first characters are the cue's own words."""
    if not line or len(line) > _LONGEST_CUE_LINE:
        return None
    text, cues = line.translate(_FOLD), _cues()
    openings = [(text, cues.equals[text])] if text in cues.equals else cues.starts.get(text[0], ())
    for word, cue in openings:
        if len(text) <= cue.up_to and text.startswith(word):
            return cue, len(word)
    for pattern, cue in cues.matches:
        if len(text) <= cue.up_to and pattern.fullmatch(text):
            return cue, len(text)
    for words, patterns, cue in cues.tokens:
        if len(text) <= cue.up_to and _is_made_of(text, words, patterns, cue.at_least):
            return cue, len(text)
    for pattern, cue in cues.contains:
        if len(text) <= cue.up_to and not is_sentence(line) and pattern.search(text):
            return cue, 0
    return None


def _is_made_of(text: str, words: frozenset[str], patterns: list[Any], at_least: int) -> bool:
    said = 0
    for token in text.replace("|", " ").split():
        if token in words or any(p.fullmatch(token) for p in patterns):
            said += 1
        elif not _COUNTER.fullmatch(token):
            return False
    return said >= at_least


@cache
def _cues() -> _Cues:
    cues = _Cues({}, {}, [], [], [], [], [])
    for node in turtle.read("chrome").values():
        words, patterns = _strings(node, "skos:altLabel"), [re2.compile(p) for p in _strings(node, "kg:pattern")]
        if "kg:names" in node:
            cues.metadata.extend((word, str(node["kg:names"][0])) for word in words)
        elif "kg:where" in node:
            _enter(cues, str(node["kg:where"][0]), words, patterns, _cue(node))
    for listed in cues.starts.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return cues


def _enter(cues: _Cues, where: str, words: list[str], patterns: list[Any], cue: Cue) -> None:
    if where == "equals":
        cues.equals.update(dict.fromkeys(words, cue))
    elif where == "starts":
        for word in words:
            cues.starts.setdefault(word[0], []).append((word, cue))
    elif where == "contains":
        cues.contains.append((re2.compile("|".join(map(re2.escape, words))), cue))
    elif where == "matches":
        cues.matches.extend((pattern, cue) for pattern in patterns)
    elif where == "ends":
        cues.ends.extend(patterns)
    else:
        cues.tokens.append((frozenset(words), patterns, cue))


def _cue(node: Node) -> Cue:
    effect = str(node["kg:effect"][0])
    return Cue(
        effect=effect,
        head_only="kg:within" in node,
        up_to=int(float(node.get("kg:upTo", [_LONGEST_CUE_LINE if effect == "rest" else 60])[0])),
        at_least=int(float(node.get("kg:atLeast", [1])[0])),
        strips=bool(node.get("kg:strip", [False])[0]),
    )


def _strings(node: Node, name: str) -> list[str]:
    return [str(value) for value in node.get(name, [])]
