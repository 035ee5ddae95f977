"""Names: LAC's and the gazetteer's in one list, each name linked to what it names.

The longest name wins, and of two as long the one the text itself introduces, then the gazetteer's, then LAC's
(LAC takes 特斯拉 for a person).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.model import Entity, Word
from kg.pipeline.extensions import set_extension
from kg.pipeline.gazetteer import Entry, Gazetteer, Match, gazetteer
from kg.pipeline.kinds import narrowed
from kg.pipeline.known_names import Boundaries, standing
from kg.pipeline.name_rules import name_rules
from kg.pipeline.scripts import simplified
from kg.pipeline.short_forms import derived, introductions
from kg.pipeline.tagged_names import tagged


def entities(text: str, words: Sequence[Word], known: Gazetteer) -> list[Entity]:
    """The names in the text, in its order, none inside another.

    `words` are LAC's, with offsets into `text`. A name that the gazetteer lacks gets an IRI from its type and itself.
    """
    rules = name_rules()
    boundaries = Boundaries(text, words)
    matches = known.find(text)
    from_gazetteer = standing(matches, boundaries, rules)
    from_lac = tagged(matches, boundaries, rules)
    named = _longest(from_gazetteer, from_lac)
    introduced = introductions(named, from_gazetteer, boundaries, rules)
    said = [*(i.long for i in introduced), *_find([i.short for i in introduced], boundaries)]
    places = {m.start: m.end for m in matches if m.entries[0].type == "Place"}
    implied = _find(derived(_longest(said, named), places, rules), boundaries)
    return _resolved(text, narrowed(_longest(said, from_gazetteer, implied, from_lac), boundaries, rules))


def _find(entries: Iterable[Entry], boundaries: Boundaries) -> list[Match]:
    return standing(Gazetteer(dict.fromkeys(entries)).find(boundaries.text), boundaries, name_rules(), full=True)


def _longest(*ranked: Iterable[Match]) -> list[Match]:
    """Matches that do not overlap, in the order of the text: longer before shorter, then earlier lists before later."""
    order = [(m.start - m.end, rank, m.start, m) for rank, matches in enumerate(ranked) for m in matches]
    taken: set[int] = set()
    kept = []
    for _, _, _, match in sorted(order, key=lambda row: row[:3]):
        span = range(match.start, match.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def _resolved(text: str, matches: Sequence[Match]) -> list[Entity]:
    """Each match with its entry. 斗山 is a name of the group and of its companies: the one named in full last before
    it, else the first named in full after it, else the first that has the name."""
    full: dict[str, list[int]] = {}
    for match in matches:
        if len(match.entries) == 1:
            full.setdefault(match.entries[0].iri, []).append(match.start)
    found = []
    for match in matches:
        entry = min(match.entries, key=lambda e: _distance(match.start, full.get(e.iri, ())))
        found.append(Entity(text[match.start : match.end], match.start, match.end, entry.label, entry.type, entry.iri))
    return found


def _distance(at: int, places: Sequence[int]) -> tuple[int, int]:
    """How far back the nearest of `places` (ascending) lies; those after `at` come second, none at all last."""
    behind = bisect_right(places, at)
    if behind:
        return 0, at - places[behind - 1]
    return (1, places[0] - at) if places else (2, 0)


@Language.factory(
    "kg_names",
    assigns=["doc.ents", "doc._.kg_entities"],
    requires=["doc._.kg_words"],
    default_config={"extra": []},
)
def names_component(nlp: Language, name: str, extra: list[str]) -> Names:  # noqa: ARG001 - spaCy's signature
    """`extra`: paths of Turtle files with entities of one's own, in the form of ontology/entities."""
    return Names(gazetteer(*map(Path, extra)))


class Names:
    """Set doc._.kg_entities, and doc.ents as far as its tokens reach."""

    def __init__(self, known: Gazetteer) -> None:
        self.known = known
        for name in ("kg_words", "kg_entities"):
            set_extension(name)

    def __call__(self, doc: Doc) -> Doc:
        found = tuple(entities(simplified(doc.text), doc._.kg_words, self.known))
        spans = (doc.char_span(e.start, e.end, label=e.type, alignment_mode="expand") for e in found)
        doc._.kg_entities = found
        doc.ents = filter_spans([span for span in spans if span is not None])
        return doc
