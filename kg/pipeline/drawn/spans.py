"""Spans: from one time to another, and how long it was between: 2009年12月开工、2018年10月通车，历时近9年."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Relation
from kg.ontology.cues import cues
from kg.pipeline.drawn.reading import Reading, relation
from kg.pipeline.statements import Statement


def spans(reading: Reading) -> Iterator[Relation]:
    """Each stated duration or age with the years that it is between; one of them may be missing."""
    for group in reading.tied("span"):
        yield relation("span", reading.members(group[0]), group[0].cue)
    done = reading.among("span", "duration")
    for lasted in reading.said:
        if lasted.name in done or not _is_length(lasted):
            continue
        members = _ends(reading, lasted)
        if members:
            yield relation("span", [*members, ("duration", lasted)])


def _is_length(statement: Statement) -> bool:
    quantity = statement.quantity
    if statement.change or quantity.kind not in ("duration", "age"):
        return False
    return quantity.kind == "age" or any(
        i.text in cues().words("how-long") for i in statement.clause.items[: statement.at]
    )


def _ends(reading: Reading, lasted: Statement) -> list[tuple[str, Statement]]:
    """(role, date) of the year it begins with and the year it ends with, as their verbs tell."""
    near = [d for d in reading.discourse.dates if abs(d.sentence - lasted.sentence) <= (lasted.quantity.kind == "age")]
    near = [d for d in near if lasted.quantity.kind == "age" or d.clause.segment == lasted.clause.segment]
    begun = [d for d in near if _beside(d, "begun", "born", "founded")]
    start = _start(begun, lasted)
    if start is None:
        return []
    ended = [
        d for d in near if d is not start and d.quantity.start > start.quantity.start and _beside(d, "ended", "died")
    ]
    if lasted.quantity.kind == "age":
        ended = [d for d in ended if _beside(d, "died")]
    return [("from", start), *(("to", d) for d in ended[-1:])]


def _start(begun: list[Statement], lasted: Statement) -> Statement | None:
    if lasted.quantity.kind == "age":
        return next((d for d in begun if _beside(d, "born")), None)
    before = [d for d in begun if d.quantity.start < lasted.quantity.start and not _beside(d, "born")]
    return next((d for d in before if not _beside(d, "ended")), before[0] if before else None)


def _beside(date: Statement, *roles: str) -> bool:
    """True when a word of a role stands behind the date in its clause, or right before it (成立于2012年)."""
    return any(
        i.text in cues().words(role)
        for role in roles
        for at, i in enumerate(date.clause.items)
        if at > date.at or at >= date.at - 2
    )
