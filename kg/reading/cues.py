"""The cues of ontology/chrome.ttl as tables, and the search for the one in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from kg.ontology import turtle
from kg.ontology.turtle import Node

# One character for one, so that offsets hold: full-width forms and capitals to plain small letters.
FOLD = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i).lower() for i in range(94)}
    | {chr(0x41 + i): chr(0x61 + i) for i in range(26)}
    | {"\u3000": " ", "\u00a0": " ", "\t": " "}
)
_COUNTER = re.compile(r"[0-9.,]{1,9}[万亿wk]?\+?")
_SENTENCE = re.compile(r"[。．…;；.][”’」』》）)\]】\"']*$")
_EXCLAMATION = re.compile(r"[！？!?][”’」』》）)\]】\"']*$")
_FULL_STOP = re.compile(r"[。？?][”’」』》）)\]】\"']*$")
_LONGEST_LINE = 600
_LONGEST_CLOSING = 60


@dataclass(frozen=True, slots=True)
class Cue:
    """How a cue acts on the line it is found in; the fields are those of ontology/chrome.ttl."""

    effect: str
    head_only: bool
    up_to: int
    at_least: int
    strips: bool
    sentences: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues by where they stand. `matching` and `closing` are all patterns in one: most lines fit none."""

    equals: dict[str, Cue]
    starts: dict[str, list[tuple[str, Cue]]]
    contains: list[tuple[Any, Cue]]
    matches: list[tuple[Any, Cue]]
    tokens: list[tuple[frozenset[str], Any, Cue]]
    metadata: list[tuple[str, str]]
    matching: Any
    closing: Any


def find(line: str) -> tuple[Cue, int] | None:
    """The cue of a line and how many of its first characters are the cue's own words."""
    return next(_found(line, line.translate(FOLD), cues()), None) if 0 < len(line) <= _LONGEST_LINE else None


def _found(line: str, text: str, known: Cues) -> Iterator[tuple[Cue, int]]:
    if text in known.equals:
        yield known.equals[text], len(text)
    for word, cue in known.starts.get(text[0], ()):
        if len(text) <= cue.up_to and text.startswith(word) and (cue.sentences or not _FULL_STOP.search(line[-4:])):
            yield cue, len(word)
    for pattern, cue in known.matches if known.matching.fullmatch(text) else ():
        if len(text) <= cue.up_to and pattern.fullmatch(text):
            yield cue, len(text)
    if is_sentence(line):
        return
    for words, pattern, cue in known.tokens:
        if len(text) <= cue.up_to and _is_made_of(text, words, pattern, cue.at_least):
            yield cue, len(text)
    for pattern, cue in known.contains:
        if len(text) <= cue.up_to and pattern.search(text):
            yield cue, 0


def closing(line: str) -> int:
    """Where a site's words after a paragraph's end begin (…每件7.8元。返回搜狐，查看更多); the length if none do."""
    tail = line[-_LONGEST_CLOSING:].translate(FOLD)
    found = cues().closing.search(tail)
    return len(line) - len(tail) + found.start() if found else len(line)


def without_label(name: str) -> str:
    """`李四` of `记者：李四`."""
    folded = name.translate(FOLD)
    label = next((word for word, field in cues().metadata if field == "author" and folded.startswith(word)), "")
    return name[len(label) :].strip()


def is_sentence(text: str) -> bool:
    """A full sentence of an article, as against a headline or a label: it ends as one, or is too long for either."""
    if _SENTENCE.search(text[-12:]):
        return len(text) >= 12
    if _EXCLAMATION.search(text[-12:]):
        return "。" in text or len(text) >= 40
    return len(text) >= 80


def _is_made_of(text: str, words: frozenset[str], pattern: Any, at_least: int) -> bool:
    said = 0
    for token in text.replace("|", " ").split():
        if token in words or (pattern and pattern.fullmatch(token)):
            said += 1
        elif not _COUNTER.fullmatch(token):
            return False
    return said >= at_least


@cache
def cues() -> Cues:
    """The tables, read once a process."""
    nodes = [node for node in turtle.read("chrome").values() if "kg:where" in node]
    by_place: dict[str, list[Node]] = {}
    for node in nodes:
        by_place.setdefault(str(node["kg:where"][0]), []).append(node)
    starts: dict[str, list[tuple[str, Cue]]] = {}
    for node in by_place["starts"]:
        for word in _strings(node, "skos:altLabel"):
            starts.setdefault(word[0], []).append((word, _cue(node)))
    for listed in starts.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return Cues(
        equals={word: _cue(node) for node in by_place["equals"] for word in _strings(node, "skos:altLabel")},
        starts=starts,
        contains=[(_any(map(re2.escape, _strings(n, "skos:altLabel"))), _cue(n)) for n in by_place["contains"]],
        matches=[(_any(_strings(node, "kg:pattern")), _cue(node)) for node in by_place["matches"]],
        tokens=[_tokens(node) for node in by_place["token"]],
        metadata=_metadata(),
        matching=_any(p for node in by_place["matches"] for p in _strings(node, "kg:pattern")),
        closing=_any(p for node in by_place["ends"] for p in _strings(node, "kg:pattern")),
    )


def _tokens(node: Node) -> tuple[frozenset[str], Any, Cue]:
    patterns = _strings(node, "kg:pattern")
    return frozenset(_strings(node, "skos:altLabel")), _any(patterns) if patterns else None, _cue(node)


def _metadata() -> list[tuple[str, str]]:
    """(来源:, publisher), …"""
    nodes = [node for node in turtle.read("chrome").values() if "kg:names" in node]
    return [(word, str(node["kg:names"][0])) for node in nodes for word in _strings(node, "skos:altLabel")]


def _any(patterns: Iterable[str]) -> Any:
    return re2.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _cue(node: Node) -> Cue:
    effect = str(node["kg:effect"][0])
    return Cue(
        effect=effect,
        head_only="kg:within" in node,
        up_to=int(float(node.get("kg:upTo", [_LONGEST_LINE if effect == "rest" else 60])[0])),
        at_least=int(float(node.get("kg:atLeast", [1])[0])),
        strips=bool(node.get("kg:strip", [False])[0]),
        sentences=effect != "line" or bool(node.get("kg:sentence", [False])[0]),
    )


def _strings(node: Node, name: str) -> list[str]:
    return [str(value) for value in node.get(name, [])]
