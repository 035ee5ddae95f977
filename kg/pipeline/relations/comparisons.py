"""More and less: 略高于4月份每桶12.76美元的水平, 欧洲占6次居首位."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.clauses import DE, Item
from kg.pipeline.relations.measures import alike, tie
from kg.pipeline.statements import Statement


def comparisons(said: Sequence[Statement]) -> Iterator[Tie]:
    for at, statement in enumerate(said):
        sense = compared(statement)
        if sense:
            yield from _compare(said, at, sense)
        yield from _first_of(said, statement)


def compared(statement: Statement) -> str:
    """greater or less when the number is what another is compared with. 高于 directly before a number only bounds it
    (高于50%); with the other thing's name between, it compares (高于4月份12.76美元的水平)."""
    for cue in reversed(statement.left):
        if cue.role == "compare":
            between = [i for i in statement.clause.items[: statement.at] if i.start >= cue.end]
            named = any(i.tag in ("TIME", "n", "nz", "E", "LOC", "ORG", "vn") for i in between)
            return cue.sense if named and _is_value(statement, between) else ""
    return ""


def _is_value(statement: Statement, between: Sequence[Item]) -> bool:
    """去年的39.2元, 4月份12.76美元的水平; 低于汛限水位1.18米 may be by how much."""
    following = statement.clause.items[statement.at + 1 : statement.at + 2]
    return between[-1].text in DE or between[-1].tag == "TIME" or any(item.text in DE for item in following)


def _compare(said: Sequence[Statement], at: int, sense: str) -> Iterator[Tie]:
    other = said[at]
    for candidate in reversed(said[:at]):
        if candidate.sentence != other.sentence:
            return
        if _money(candidate) and _money(other) and not alike(candidate, other):
            return  # 新台幣32.34元,低於2022年的39.2元
        if alike(candidate, other) and not compared(candidate) and not (candidate.change and not candidate.level):
            less, greater = (other, candidate) if sense == "greater" else (candidate, other)
            yield tie(
                "order", [("less", less), ("greater", greater)], sense, candidate.quantity.start, other.quantity.end
            )
            return


def _money(statement: Statement) -> bool:
    return statement.quantity.kind == "money"


def _first_of(said: Sequence[Statement], statement: Statement) -> Iterator[Tie]:
    """居首位 right after a number: no other of the sentence's list is greater."""
    if not any(c.text in cues().words("ranked-first") for c in statement.right):
        return
    for other in said:
        if other.sentence == statement.sentence and other is not statement and alike(other, statement):
            yield tie(
                "order", [("less", other), ("greater", statement)], "居首", statement.quantity.start, other.quantity.end
            )
