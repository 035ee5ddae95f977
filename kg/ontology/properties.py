"""What numbers measure: the open list of ontology/properties, looked up by the words of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import ahocorasick

from kg.model import Property
from kg.ontology.turtle import Node, expand, read

_MADE = "urn:kg:property:"
# Latin words are written either way (GDP, gdp). Only ASCII is folded, so that offsets into the word stay true.
_FOLD = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class PropertyNode:
    """An entry of ontology/properties. words: all words of the text that name it, its label first.

    restated: its growth is told at constant prices or of a comparable scope, which two levels of it do not give.
    """

    iri: str
    label_zh: str
    label_en: str
    words: tuple[str, ...]
    dimensions: tuple[str, ...]
    nature: str
    additive: bool
    restated: bool

    @property
    def property(self) -> Property:
        """What a claim carries of it."""
        return Property(self.iri, self.label_zh)


_PAIR = 2  # characters: 赛率, 购率, what a segmenter cuts off a verb and the morpheme

_Words = dict[str, list[PropertyNode]]


class Properties:
    """The table of ontology/properties; `extra` files add to it and win over it.

    A dimension is one of ontology/units ("power", "money:USD": what follows the colon says no more here), "percent",
    "age", "multiple", "pp", "ordinal", or "price" for money per something.
    """

    def __init__(self, extra: Iterable[Path] = ()) -> None:
        self._nodes: dict[str, PropertyNode] = {}
        self._words: _Words = {}
        self._endings: _Words = {}
        self._verb_endings: set[str] = set()
        self._rates: set[str] = set()
        self._defaults: dict[str, Property] = {}
        for name, node in read("properties", extra=extra).items():
            if "kg:Property" in node.get("rdf:type", ()):
                self._add(_entry(expand(name), node), node)
            elif "kg:VerbEnding" in node.get("rdf:type", ()):
                self._verb_endings.update(_texts(node, "skos:altLabel"))
        self._longest = max(map(len, self._words), default=0)
        self._automaton = ahocorasick.Automaton()
        for word in self._words:
            self._automaton.add_word(word, len(word))
        self._automaton.make_automaton()
        self._particles = sorted({len(ending) for ending in self._verb_endings})

    def lookup(self, word: str, dimension: str) -> Property | None:
        """The property a word names, if it can be measured in `dimension`; in time bounded by the longest listed word.

        The whole word first, then its longest listed end (无铅汽油期货价格 → 价格), then a verb before an aspect or
        result particle (捐赠了 → 捐赠).
        """
        found = self.suffix(word, dimension)
        return found[1] if found else self._before_particle(word, dimension)

    def suffix(self, word: str, dimension: str) -> tuple[str, Property] | None:
        """The longest end of `word` that names a property measured in `dimension`, and that property.

        What a bound morpheme closes is a property of its own, named by the whole word: 除尘率 gives ("率", 除尘率).
        """
        folded, listed = word.translate(_FOLD), False
        for start in range(max(0, len(word) - self._longest), len(word)):
            end = folded[start:]
            # 装机容量 is listed, if not for an energy: then 量 says nothing of it.
            node = _measured(self._endings, end, dimension) if start and not listed else None
            if node:
                return word[start:], _made(word) if word.isalnum() else node.property
            # One character inside a longer word is no word: 花 (spends) ends 棉花.
            if len(end) > 1 or not start:
                node = _measured(self._words, end, dimension)
                listed = listed or end in self._words
            if node:
                return word[start:], node.property
        return None

    def default(self, dimension: str) -> Property | None:
        """The property taken when the text names none: 数量 for a count, 功率 for a power."""
        kinds = _kinds(dimension)
        return next((self._defaults[kind] for kind in kinds if kind in self._defaults), None)

    def node(self, iri: str) -> PropertyNode | None:
        """The entry of a property; for one named by a word with a bound ending, that of its class under its own name.

        None for a property of neither sort, which has no entry.
        """
        if not iri.startswith(_MADE):
            return self._nodes.get(iri)
        word = iri[len(_MADE) :]
        for start in range(1, len(word)):
            for node in self._endings.get(word[start:].translate(_FOLD), ()):
                return replace(node, iri=iri, label_zh=word, words=(word,))
        return None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where listed words stand in the text, those inside others too, by their end; what is a word is not asked."""
        for last, length in self._automaton.iter(text.translate(_FOLD)):
            yield last + 1 - length, last + 1

    def is_word(self, word: str) -> bool:
        """True when the word is listed as it stands."""
        return word.translate(_FOLD) in self._words

    def is_coined(self, tail: str, word: str) -> bool:
        """True when a bound morpheme closes `word`, of which `tail`, its end, is no listed word: 赛率 of 完赛率."""
        return len(tail) == _PAIR and not self.is_word(tail) and not self.is_word(word) and tail[-1:] in self._rates

    def nodes(self) -> Iterable[PropertyNode]:
        """All entries, in the order of the files."""
        return self._nodes.values()

    def _add(self, entry: PropertyNode, node: Node) -> None:
        self._nodes[entry.iri] = entry
        for words, texts in ((self._words, entry.words), (self._endings, _texts(node, "kg:ending"))):
            for text in texts:
                words.setdefault(text.translate(_FOLD), []).insert(0, entry)
                if words is self._endings and entry.nature == "rate":
                    self._rates.add(text)
        for dimension in _texts(node, "kg:default"):
            self._defaults[dimension] = entry.property

    def _before_particle(self, word: str, dimension: str) -> Property | None:
        for length in self._particles:
            if word[-length:] in self._verb_endings:
                node = _measured(self._words, word[:-length].translate(_FOLD), dimension)
                if node:
                    return node.property
        return None


@cache
def properties() -> Properties:
    """The shipped table, loaded once a process."""
    return Properties()


def _entry(iri: str, node: Node) -> PropertyNode:
    """The English label is the one in ASCII; a property with only a Chinese one goes by that in English too."""
    labels = _texts(node, "skos:prefLabel")
    chinese = next((label for label in labels if not label.isascii()), labels[0])
    return PropertyNode(
        iri=iri,
        label_zh=chinese,
        label_en=next((label for label in labels if label.isascii()), chinese),
        words=tuple(dict.fromkeys((chinese, *_texts(node, "skos:altLabel")))),
        dimensions=tuple(_texts(node, "kg:dimension")),
        nature=str(node["kg:nature"][0]),
        additive=bool(node["kg:additive"][0]),
        restated=bool(node.get("kg:restated", [False])[0]),
    )


def _measured(words: Mapping[str, list[PropertyNode]], text: str, dimension: str) -> PropertyNode | None:
    """The entry of `text` for a dimension; one that names the dimension goes before one that takes any."""
    entries = words.get(text)
    if not entries:
        return None
    for kind in _kinds(dimension):
        for entry in entries:
            if kind in entry.dimensions:
                return entry
    return next((entry for entry in entries if "any" in entry.dimensions), None)


def _kinds(dimension: str) -> tuple[str, ...]:
    """Money per something is a price, and still money: 电价0.5元/千瓦时, 人均收入3万元."""
    base = dimension.split(":", maxsplit=1)[0]
    return ("price", "money") if base == "price" else (base,)


def _made(word: str) -> Property:
    return Property(_MADE + word, word)


def _texts(node: Node, predicate: str) -> list[str]:
    return [str(value) for value in node.get(predicate, ())]
