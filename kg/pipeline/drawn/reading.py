"""A discourse while its relations are read, and the arithmetic by which one reading is preferred to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import isfinite

from kg.model import Interval, Relation, Tie
from kg.pipeline.respective import Respective
from kg.pipeline.statements import Discourse, Statement, in_sentences
from kg.quantities import si, unit_of

_LOOSE = ("about", "nearly", "over")  # hedges that say how far off the number may be
Members = Sequence[tuple[str, Statement]]


class Reading:
    """The statements of a discourse, the ties that checks run on, and the relations found so far."""

    def __init__(self, discourse: Discourse, ties: Sequence[Tie]) -> None:
        self.discourse = discourse
        self.said = discourse.statements
        self.found: dict[Relation, None] = {}
        self._playing: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._said_again: set[str] = set()
        self._groups = _groups(ties)
        self._of: defaultdict[tuple[str, str], list[list[Tie]]] = defaultdict(list)
        for kind, groups in self._groups.items():
            for group in groups:
                for name in {name for tie in group for _, name in tie.members}:
                    self._of[kind, name].append(group)
        self._named = {s.name: s for s in (*discourse.statements, *discourse.dates)}
        self.respective = Respective(discourse.statements)

    def add(self, relation: Relation) -> None:
        self.found.setdefault(relation)
        for role, name in relation.members:
            self._playing[relation.kind, role].add(name)
        if relation.kind == "equality":
            self._said_again.add(relation.members[1][1])

    def among(self, kind: str, role: str) -> set[str]:
        """The claims that play the role in a relation of the kind found so far."""
        return self._playing[kind, role]

    def tied(self, kind: str, member: Statement | None = None) -> Sequence[list[Tie]]:
        """The ties of a kind, those of one group together, the likeliest first; of all groups, or of those with a member."""
        return self._groups.get(kind, []) if member is None else self._of.get((kind, member.name), [])

    def members(self, tie: Tie) -> list[tuple[str, Statement]]:
        return [(role, self._named[name]) for role, name in tie.members if name in self._named]

    def in_sentence(self, statement: Statement) -> list[Statement]:
        """The numbers of its sentence before it, the nearest first."""
        return self.since(statement, statement.sentence)

    def since(self, statement: Statement, sentence: int) -> list[Statement]:
        """The numbers before it back to the beginning of a sentence, the nearest first."""
        return [s for s in reversed(in_sentences(self.said, sentence, statement.sentence)) if s.index < statement.index]

    def anchor(self, statement: Statement) -> Statement | None:
        """37万吨（同比增长5%）: the number that its bracket hangs on."""
        anchor = statement.clause.anchor
        if anchor is None or anchor.quantity is None:
            return None
        return next((s for s in reversed(self.said[: statement.index]) if s.quantity is anchor.quantity), None)

    def other_side(self, statement: Statement) -> bool:
        """True for the second of two ways to say one amount (14130亿斤，即70650万吨): what follows is of the first."""
        return statement.name in self._said_again


def _groups(ties: Sequence[Tie]) -> dict[str, list[list[Tie]]]:
    """By kind."""
    groups: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        groups.setdefault((tie.kind, tie.group.rpartition(":")[0] or tie.id), []).append(tie)
    found: dict[str, list[list[Tie]]] = {}
    for (kind, _), group in groups.items():
        found.setdefault(kind, []).append(sorted(group, key=lambda tie: tie.group))
    return found


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
