"""A text as its circumstances are read from: canonical characters, clauses by sentence, cues of modality."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from kg.ontology.contexts import Mark, contexts
from kg.ontology.cues import cues
from kg.pipeline.clauses import Clause, Item
from kg.pipeline.statements import Discourse
from kg.pipeline.topics import Topic
from kg.quantities import canonical


class Stretch(Protocol):
    """text[start:end]."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Span = TypeVar("Span", bound=Stretch)


class Passage:
    """A discourse with its text.

    source: the article's text; text: the same in canonical characters (simplified, half-width), one for one.
    marks: the cues of modality in order. following: of each clause, the next of its sentence that is no bracket.
    ends: of each clause, where its sentence ends; first: the first clause of that sentence.
    """

    def __init__(self, text: str, discourse: Discourse) -> None:
        self.source = text
        self.text = canonical(text)
        self.clauses: Sequence[Clause] = discourse.clauses
        self.topics: Sequence[Topic] = discourse.topics
        self.marks = self._marks()
        self._places = {id(clause): place for place, clause in enumerate(self.clauses)}
        self._starts = [clause.start for clause in self.clauses]
        self.following: list[int | None] = [None] * len(self.clauses)
        self.ends = [len(text)] * len(self.clauses)
        self.first: list[int] = []
        for place, clause in enumerate(self.clauses):
            same = place > 0 and self.clauses[place - 1].sentence == clause.sentence
            self.first.append(self.first[-1] if same else place)
        following: int | None = None
        for place in reversed(range(len(self.clauses))):
            later = place + 1
            if later < len(self.clauses):
                same = self.clauses[later].sentence == self.clauses[place].sentence
                self.ends[place] = self.ends[later] if same else self.clauses[later].start
                following = following if same else None
            self.following[place] = following
            if self.clauses[place].anchor is None:
                following = place

    def _marks(self) -> list[Mark]:
        items = [item for clause in self.clauses for item in clause.items]
        edges = {edge for item in items for edge in (item.start, item.end)}
        return contexts().find(self.text, {item.start: item.tag for item in items}, edges)

    def word(self, item: Item) -> str:
        """The item's text in canonical characters."""
        return self.text[item.start : item.end]

    def plays(self, item: Item, *roles: str) -> bool:
        """True when the whole item is a cue of one of the roles."""
        return cues().plays(self.word(item), roles)

    def place(self, clause: Clause) -> int:
        """The index of a clause of this passage."""
        return self._places[id(clause)]

    def clause_at(self, offset: int) -> int:
        """Index of the last clause that begins at or before an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def extent(self, place: int) -> int:
        """Where the clause ends, the brackets that hang on it included: where the next that is no bracket begins."""
        clause = self.clauses[place]
        if clause.anchor is not None:
            return clause.end
        following = self.following[place]
        return self.ends[place] if following is None else self.clauses[following].start

    def by_clause(self, spans: Iterable[Span]) -> list[list[Span]]:
        """The spans that touch each clause, in the order given."""
        touching: list[list[Span]] = [[] for _ in self.clauses]
        for span in spans:
            if span.start < span.end:
                for place in range(self.clause_at(span.start), self.clause_at(span.end - 1) + 1):
                    touching[place].append(span)
        return touching
