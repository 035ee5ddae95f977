"""A discourse while its relations are read, and the arithmetic by which one reading is preferred to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

from kg.model import Interval, Relation, Tie
from kg.pipeline.respective import Respective
from kg.pipeline.statements import Discourse, Statement
from kg.quantities import si, unit_of

_LOOSE = ("about", "nearly", "over")  # hedges that say how far off the number may be
Members = Sequence[tuple[str, Statement]]


class Reading:
    """The statements of a discourse, the ties that checks run on, and the relations found so far."""

    def __init__(self, discourse: Discourse, ties: Sequence[Tie]) -> None:
        self.discourse = discourse
        self.said = discourse.statements
        self.found: list[Relation] = []
        self._ties = ties
        self._named = {s.name: s for s in (*discourse.statements, *discourse.dates)}
        self.respective = Respective(discourse.statements)

    def add(self, relation: Relation) -> None:
        if relation not in self.found:
            self.found.append(relation)

    def among(self, kind: str, role: str) -> set[str]:
        """The claims that play the role in a relation of the kind found so far."""
        return {name for r in self.found if r.kind == kind for other, name in r.members if other == role}

    def tied(self, kind: str) -> Iterator[list[Tie]]:
        """The ties of a kind, those of one group together, the likeliest first."""
        groups: dict[str, list[Tie]] = {}
        for tie in self._ties:
            if tie.kind == kind:
                groups.setdefault(tie.group.rpartition(":")[0] or tie.id, []).append(tie)
        for group in groups.values():
            yield sorted(group, key=lambda tie: tie.group)

    def members(self, tie: Tie) -> list[tuple[str, Statement]]:
        return [(role, self._named[name]) for role, name in tie.members if name in self._named]

    def in_sentence(self, statement: Statement) -> list[Statement]:
        """The numbers of its sentence before it, the nearest first."""
        before = reversed(self.said[: statement.index])
        return [s for s in before if s.sentence == statement.sentence]

    def other_side(self, statement: Statement) -> bool:
        """True for the second of two ways to say one amount (14130亿斤，即70650万吨): what follows is of the first."""
        sides = [[name for _, name in r.members] for r in self.found if r.kind == "equality"]
        return any(names[1] == statement.name for names in sides)


def relation(kind: str, members: Members, cue: str = "") -> Relation:
    """The relation of these numbers; its place reaches from the first to the last."""
    spans = [s.quantity for _, s in members]
    named = tuple((role, s.name) for role, s in members)
    return Relation(kind, named, cue, min(q.start for q in spans), max(q.end for q in spans))


def interval(statement: Statement) -> Interval:
    """The number as it is written, half a unit of its last digit to either side, in SI units; a bound (最高40万元) as
    the number that it names."""
    quantity = statement.quantity
    read = quantity.wide if quantity.approx in _LOOSE else quantity.narrow
    if quantity.value is not None and quantity.approx not in ("exact", *_LOOSE):
        read = Interval(quantity.value, quantity.value)
    bounds = si(read, quantity.unit)
    per = unit_of(quantity.per).factor if quantity.per else 1.0
    return Interval(bounds.low / per, bounds.high / per)


def adds_up(total: Statement, parts: Sequence[Statement]) -> bool:
    """True when the parts make up the total, as far as they are written."""
    if any(s.quantity.value is None for s in (total, *parts)):
        return False
    bounds = [interval(s) for s in parts]
    return _close(Interval(sum(b.low for b in bounds), sum(b.high for b in bounds)), interval(total), 0.0005)


def multiplies(one: Statement, other: Statement, result: Statement, times: float = 1.0) -> bool:
    """True when one × other × `times` is the result, as far as they are written."""
    if any(s.quantity.value is None for s in (one, other, result)):
        return False
    a, b = interval(one), interval(other)
    return _close(Interval(a.low * b.low * times, a.high * b.high * times), interval(result), 0.01)


def _close(computed: Interval, stated: Interval, slack: float) -> bool:
    """True when the two meet, or are as near as a writer's rounding."""
    if not all(map(isfinite, (computed.low, computed.high, stated.low, stated.high))):
        return False
    wide = max(abs(stated.low), abs(stated.high)) * slack
    return computed.low <= stated.high + wide and stated.low <= computed.high + wide
