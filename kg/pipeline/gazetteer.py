"""The gazetteer: names of ontology/entities and of a user's own files, found in a text by one automaton."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import ascii_uppercase

import ahocorasick

from kg.ontology import read
from kg.ontology.turtle import expand

TYPES = ("Person", "Organization", "Place", "Product", "Facility", "Law", "Event", "Thing")
_TYPE_NAMES = {f"kg:{name}": name for name in TYPES}
# One character for one, so that offsets stay: full-width forms, the many middle dots of foreign names.
_ALIKE = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "・•‧∙⋅"), "·"),
    **dict.fromkeys(map(ord, "\u00a0\u3000"), " "),
}
_SMALL = {ord(capital): capital.lower() for capital in ascii_uppercase}
# Where Latin letters or digits meet Chinese ones without a space.
_MEETING = re.compile(r"(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Entry:
    """A named or counted thing: `names` are its labels, `ambiguous` those of them that are ordinary words too."""

    iri: str
    label: str
    type: str
    names: tuple[str, ...]
    ambiguous: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """text[start:end] is a name of each of `entries`, the likeliest first; `ambiguous` if it is an ordinary word."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    ambiguous: bool


def fold(text: str) -> str:
    """The text as names are compared: simplified, half width, small letters, one middle dot. Offsets stay."""
    return plain(text).translate(_SMALL)


def plain(text: str) -> str:
    """The same with capitals kept."""
    return text.translate(_variants())


@cache
def _variants() -> dict[int, str]:
    rows = read("name-characters").values()
    pairs = [zip(str(r["kg:traditional"][0]), str(r["kg:simplified"][0]), strict=True) for r in rows]
    return _ALIKE | {ord(traditional): simplified for row in pairs for traditional, simplified in row}


def entity_iri(kind: str, name: str) -> str:
    """The IRI of what the gazetteer lacks: the same for the same name in every article, as long as its type is one.

    华盛顿 the person is not 华盛顿 the place; of a thing known by its words only the words are known.
    """
    words = fold(name).replace(" ", "")
    content = words if kind == "Thing" else f"{kind}\n{words}"
    digest = hashlib.sha1(content.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    return f"urn:kg:entity:{digest[:16]}"


class Gazetteer:
    """All names of `entries` in one Aho-Corasick automaton."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        keys: dict[str, list[tuple[Entry, str]]] = {}
        for entry in self.entries:
            for name in entry.names:
                for spelling in _spellings(name):
                    written = plain(spelling)
                    keys.setdefault(written.translate(_SMALL), []).append((entry, written))
        self._automaton = ahocorasick.Automaton()
        for key, meanings in keys.items():
            self._automaton.add_word(key, (len(key), tuple(meanings)))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Match]:
        """Every name in the text, those inside others too, by end. Latin letters and digits end at their own kind."""
        if not self._automaton:
            return []
        written = plain(text)
        folded = written.translate(_SMALL)
        found = []
        for last, (length, meanings) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if _inside_latin_word(folded, start, end):
                continue
            meant = [(e, s) for e, s in meanings if written[start:end] == s or _any_case(s, e)]
            if meant:
                entries = tuple(dict.fromkeys(e for e, _ in meant))
                found.append(Match(start, end, entries, all(s in e.ambiguous for e, s in meant)))
        return found


@cache
def gazetteer(*extra: Path) -> Gazetteer:
    """The names of ontology/entities and of the Turtle files `extra`, loaded once a process.

    Raises ReadError where a file does not parse.
    """
    return Gazetteer(_entries(extra))


def _entries(extra: Iterable[Path]) -> Iterator[Entry]:
    for subject, node in read("entities", extra=extra).items():
        labels = [str(v) for v in node.get("skos:prefLabel", ())]
        kinds = [_TYPE_NAMES[str(v)] for v in node.get("rdf:type", ()) if str(v) in _TYPE_NAMES]
        if not labels or not kinds:
            continue
        ambiguous = [str(v) for v in node.get("kg:ambiguousLabel", ())]
        names = dict.fromkeys([*labels, *map(str, node.get("skos:altLabel", ())), *ambiguous])
        yield Entry(expand(subject), labels[0], kinds[0], tuple(names), frozenset(ambiguous))


def _spellings(name: str) -> Iterable[str]:
    """Grok 5 is also written Grok5 and Grok-5, NVL72机架 also NVL72 机架: such spaces are nobody's rule."""
    if name.isascii():
        numbered = " " in name and any(map(str.isdigit, name))
        return (name, name.replace(" ", ""), name.replace(" ", "-")) if numbered else (name,)
    spaced = _MEETING.sub(" ", name)
    return (name, spaced) if spaced != name else (name,)


def _inside_latin_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and _latin(text[start]) and _latin(text[start - 1])) or (
        end < len(text) and _latin(text[end - 1]) and _latin(text[end])
    )


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _any_case(name: str, entry: Entry) -> bool:
    """openai is OpenAI; but ge is not GE, nor sharp Sharp: a short or plain word is likelier what it looks like."""
    letters = sum(map(str.isalpha, name))
    return (
        name not in entry.ambiguous
        and not (name.isascii() and letters <= 3)
        and not (name.isalpha() and name.istitle())
    )
