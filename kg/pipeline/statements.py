"""Numbers with the words around them: what claims and relations are made from.

A statement knows its clause, its binding, the cues that govern it and the topic it inherits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Claim, Quantity
from kg.ontology.cues import Cue, cues
from kg.pipeline.binding import NOTHING, Binding, bind
from kg.pipeline.clauses import Clause, Item
from kg.pipeline.phrases import Phrase
from kg.pipeline.topics import Topic, topic


@dataclass(slots=True)
class Statement:
    """One number. `left`: the cues of its clause before it, back to the number before; `right`: those after it.

    `own` is the topic its clause names (empty when it names none), `inherited` the one that goes on from before,
    `speaker` who is said to say it, `claim` what was made of it.
    """

    index: int
    quantity: Quantity
    clause: Clause
    at: int
    binding: Binding
    left: tuple[Cue, ...]
    right: tuple[Cue, ...]
    own: Phrase
    inherited: Phrase
    speaker: str
    when: Item | None
    claim: Claim | None = None

    @property
    def sentence(self) -> int:
        return self.clause.sentence

    def has(self, role: str) -> bool:
        """True when a cue of that role stands before the number."""
        return any(cue.role == role for cue in self.left)

    def follows(self, role: str) -> bool:
        """True when a cue of that role stands after the number, before the next."""
        return any(cue.role == role for cue in self.right)

    @property
    def bracketed(self) -> bool:
        return self.clause.anchor is not None

    @property
    def change(self) -> str:
        """rise or fall when the number is the end or the amount of a change, else ''."""
        return next((cue.sense for cue in reversed(self.left) if cue.role == "change"), "")

    @property
    def level(self) -> bool:
        """True when it is where a change ends (增至, 降到), not how large the change is."""
        marks = [cue for cue in self.left if cue.role in ("change", "level")]
        return bool(self.change) and bool(marks) and any(c.role == "level" and c.end >= marks[-1].end for c in marks)


def statements(text: str, clauses: Sequence[Clause]) -> list[Statement]:
    """All numbers of the text, in order."""
    edges = {edge for clause in clauses for item in clause.items for edge in (item.start, item.end)}
    found = cues().find(text, edges)
    starts = [cue.start for cue in found]
    result: list[Statement] = []
    context = _Context()
    for clause in clauses:
        own = topic(clause)
        context.enter(clause, own)
        numbers = clause.quantities()
        for place, at in enumerate(numbers):
            item = clause.items[at]
            begin = clause.items[numbers[place - 1]].end if place else clause.start
            end = clause.items[numbers[place + 1]].start if place + 1 < len(numbers) else clause.end
            left = tuple(c for c in found[bisect_left(starts, begin) : bisect_left(starts, item.start)] if c.end <= item.start)
            right = tuple(found[bisect_left(starts, item.end) : bisect_left(starts, end)])
            assert item.quantity is not None
            result.append(
                Statement(
                    index=len(result),
                    quantity=item.quantity,
                    clause=clause,
                    at=at,
                    binding=bind(clause, at),
                    left=left,
                    right=right,
                    own=NOTHING if own.speaker else own.phrase,
                    inherited=context.before(clause),
                    speaker=context.speaker,
                    when=_when(clause, at) or context.when,
                )
            )
    return result


class _Context:
    """The topics that go on: of the clause before, of the sentence, of the sentence before."""

    def __init__(self) -> None:
        self.sentence = -1
        self.speaker = ""
        self.when: Item | None = None
        self._topics: list[tuple[int, Phrase]] = []
        self._last: Phrase = NOTHING

    def enter(self, clause: Clause, own: Topic) -> None:
        if clause.sentence != self.sentence:
            self.sentence = clause.sentence
            self._last = self._topics[0][1] if self._topics else self._last
            self._topics, self.speaker = [], ""
        if own.speaker:
            self.speaker = own.speaker
        if own.phrase and clause.anchor is None:
            self._topics.append((clause.start, own.phrase))
        self.when = _when(clause, len(clause.items)) or self.when

    def before(self, clause: Clause) -> Phrase:
        """The latest topic named before this clause, in its sentence or else in the one before."""
        earlier = [phrase for start, phrase in self._topics if start < clause.start]
        return earlier[-1] if earlier else self._last


def _when(clause: Clause, at: int) -> Item | None:
    """The date or time word nearest before items[at]."""
    return next((item for item in reversed(clause.items[:at]) if item.tag == "TIME"), None)
