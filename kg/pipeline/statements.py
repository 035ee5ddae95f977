"""Numbers with the words around them: what claims and relations are made from.

A statement knows its clause, its binding, the cues that govern it and the topic it inherits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.model import Claim, Entity, Property, Quantity
from kg.ontology.cues import Cue, cues
from kg.pipeline.binding import Binding, bind
from kg.pipeline.clauses import LISTING, Clause, Item
from kg.pipeline.context import Context, when_said
from kg.pipeline.phrases import Phrase
from kg.pipeline.tables import Place
from kg.pipeline.topics import Topic, topic
from kg.quantities.moments import Moment

_OPENERS = (("more", "rise"), ("fewer", "fall"))


@dataclass(slots=True)
class Statement:
    """One number: `name` is its claim's id, `index` its place among the numbers, `claim` what was made of it.

    left, right: the cues of its clause before it, back to the number before, and after it, up to the next.
    frame, named: the cues and the entities of its sentence.
    place: where in a table it stands, if in one.
    own: the topic its clause names, empty when it names none; inherited: the one that goes on from before; spoken:
    whether that one is only who speaks.
    """

    name: str
    index: int
    quantity: Quantity
    clause: Clause
    at: int
    binding: Binding
    left: tuple[Cue, ...]
    right: tuple[Cue, ...]
    frame: tuple[Cue, ...]
    named: tuple[Entity, ...]
    own: Phrase
    inherited: Phrase
    spoken: bool
    when: Item | None
    claim: Claim | None = None
    place: Place | None = None
    _change: str | None = field(default=None, repr=False, compare=False)  # asked for by every kind of tie

    @property
    def sentence(self) -> int:
        return self.clause.sentence

    @property
    def subject(self) -> Entity | None:
        """Whose number it is; None before there is a claim, as with the three below."""
        return self.claim.subject if self.claim is not None else None

    @property
    def measured(self) -> Property | None:
        """The property it measures."""
        return self.claim.property if self.claim is not None else None

    @property
    def of(self) -> Entity | None:
        """What it counts."""
        return self.claim.of if self.claim is not None else None

    @property
    def per(self) -> str | None:
        """What it is for one of, wherever the text says so; what is written with the number alone is `quantity.per`."""
        return self.claim.per if self.claim is not None else None

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
        if self._change is None:
            own = next((cue.sense for cue in reversed(self.left) if cue.role == "change"), "")
            self._change = own or self._more_or_less()
        return self._change

    def _more_or_less(self) -> str:
        """比上年多发4.1亿千瓦时, 比计划少用300万元: 多 and 少 before a verb, with something to compare with."""
        base = next((i for i in self.clause.items[: self.at] if i.text in cues().words("base")), None)
        if base is None:
            return ""
        between = [i for i in self.clause.items[: self.at] if i.start >= base.end]
        senses = {word: sense for role, sense in _OPENERS for word in cues().words(role)}
        verbs = (senses[i.text[0]] for i in between if i.text[0] in senses and i.tag.startswith("v"))
        adjectives = (c.sense for c in reversed(self.left) if c.role == "comparative" and c.end > between[-1].start)
        return next(verbs, "") or (next(adjectives, "") if between else "")

    @property
    def level(self) -> bool:
        """True when it is where a change ends (增至, 降到), not how large the change is."""
        marks = [cue for cue in self.left if cue.role in ("change", "level")]
        named = [cue for cue in self.left if cue.role == "change" and cue.text in cues().words("rate-noun")]
        if named and self.quantity.kind in ("percent", "multiple"):
            return False
        return bool(self.change) and bool(marks) and any(c.role == "level" and c.end >= marks[-1].end for c in marks)


@dataclass(frozen=True, slots=True)
class Discourse:
    """A text read clause by clause: what each is about, its numbers in order, its dates."""

    clauses: Sequence[Clause]
    topics: Sequence[Topic]
    statements: Sequence[Statement]
    dates: Sequence[Statement]


def in_sentences(said: Sequence[Statement], first: int, last: int) -> Sequence[Statement]:
    """The statements of those sentences, the last included: a few, however long the text is."""
    begin = bisect_left(said, first, key=_sentence)
    return said[begin : bisect_right(said, last, begin, key=_sentence)]


def _sentence(statement: Statement) -> int:
    return statement.clause.sentence


def read(text: str, clauses: Sequence[Clause]) -> Discourse:
    """The discourse of a text's clauses."""
    topics = [topic(clause) for clause in clauses]
    said, whose = _statements(text, clauses, topics)
    return Discourse(clauses, topics, said, _dates(clauses, whose))


def _dates(clauses: Sequence[Clause], whose: Sequence[tuple[Phrase, Phrase]]) -> list[Statement]:
    """No claims by themselves, but what spans and ages are counted from; what one leaves out the one before it fixes."""
    found: list[Statement] = []
    before: Moment | None = None
    for clause, (own, inherited) in zip(clauses, whose, strict=True):
        for at, item in enumerate(clause.items):
            moment = Moment.parsed(item.quantity.date_value) if item.tag == "TIME" and item.quantity else None
            if moment is None:
                continue
            if before is None or clause.sentence - found[-1].sentence > 1:
                before = None
            before = moment.completed(before)
            found.append(_date(clause, at, f"d{len(found) + 1}", before.iso(), own, inherited))
    return found


def year(item: Item) -> int | None:
    """The year that a date names (2019年, 1997年底), else None."""
    value = item.quantity.date_value if item.quantity is not None else None
    return int(value[:4]) if value and value[:4].isdigit() else None


def event(date: Statement) -> str:
    """The word for a beginning or an end that the date is the time of: right before it, or behind it up to the next. One that
    names no year tells no time."""
    if year(date.clause.items[date.at]) is None:
        return ""
    words = cues().words("begun") | cues().words("ended")
    items = date.clause.items
    # 成立于2012年, not the 开工 of 2009年12月开工、2018年10月通车
    before = []
    for item in reversed(items[max(0, date.at - 2) : date.at]):
        if item.text in LISTING:
            break
        before += [item.text] if item.text in words else []
    behind = []
    for item in items[date.at + 1 :]:
        if item.tag in ("TIME", "Q"):
            break
        behind += [item.text] if item.text in words else []
    return next(iter((*before, *behind)), "")


def _date(clause: Clause, at: int, name: str, iso: str, own: Phrase, inherited: Phrase) -> Statement:
    item = clause.items[at]
    assert item.quantity is not None
    quantity = replace(item.quantity, date_value=iso)
    return Statement(name, -1, quantity, clause, at, Binding(None, "date"), (), (), (), (), own, inherited, False, None)


def _statements(
    text: str, clauses: Sequence[Clause], topics: Sequence[Topic]
) -> tuple[list[Statement], list[tuple[Phrase, Phrase]]]:
    """The statements in order, and of each clause the topic it names and the one that goes on."""
    edges = {edge for clause in clauses for item in clause.items for edge in (item.start, item.end)}
    found = cues().find(text, edges)
    starts = [cue.start for cue in found]
    frames = _frames(found, clauses)
    named: dict[int, list[Entity]] = {clause.sentence: [] for clause in clauses}
    for clause in clauses:
        named[clause.sentence] += [item.entity for item in clause.items if item.entity is not None]
    result: list[Statement] = []
    whose: list[tuple[Phrase, Phrase]] = []
    context = Context()
    for place, clause in enumerate(clauses):
        own = topics[place]
        context.enter(clause, own)
        inherited, spoken = context.inherited(clauses, topics, place)
        whose.append((own.phrase, inherited))
        numbers = clause.quantities()
        for nth, at in enumerate(numbers):
            item = clause.items[at]
            begin = clause.items[numbers[nth - 1]].end if nth else clause.start
            end = clause.items[numbers[nth + 1]].start if nth + 1 < len(numbers) else clause.end
            left = tuple(
                c for c in found[bisect_left(starts, begin) : bisect_left(starts, item.start)] if c.end <= item.start
            )
            right = tuple(found[bisect_left(starts, item.end) : bisect_left(starts, end)])
            assert item.quantity is not None
            result.append(
                Statement(
                    name=f"c{len(result) + 1}",
                    index=len(result),
                    quantity=item.quantity,
                    clause=clause,
                    at=at,
                    binding=bind(clause, at),
                    left=left,
                    right=right,
                    frame=frames[clause.sentence],
                    named=tuple(named[clause.sentence]),
                    own=own.phrase,
                    inherited=inherited,
                    spoken=spoken,
                    when=when_said(clause, at) or context.when,
                )
            )
    return result, whose


def _frames(found: Sequence[Cue], clauses: Sequence[Clause]) -> dict[int, tuple[Cue, ...]]:
    """The cues of each sentence."""
    bounds: dict[int, tuple[int, int]] = {}
    for clause in clauses:
        start, end = bounds.get(clause.sentence, (clause.start, clause.end))
        bounds[clause.sentence] = (min(start, clause.start), max(end, clause.end))
    starts = [cue.start for cue in found]
    return {n: tuple(found[bisect_left(starts, a) : bisect_left(starts, b)]) for n, (a, b) in bounds.items()}
