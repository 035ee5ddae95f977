"""Years and how long it was between them: 从1965年到1996年的31年, 出生于1950年,2010年退休时60岁."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.clauses import Item
from kg.pipeline.relations.measures import tie
from kg.pipeline.statements import Statement


def spans(said: Sequence[Statement], dated: Sequence[Statement]) -> Iterator[Tie]:
    """`dated`: the dates that name a year."""
    for statement in said:
        if statement.quantity.unit != "a" or statement.quantity.value is None or statement.change:
            continue
        if statement.quantity.kind == "age":
            yield from _age(dated, statement)
        else:
            yield from _between(dated, statement)


def _between(dated: Sequence[Statement], statement: Statement) -> Iterator[Tie]:
    """从 Y1 到 Y2 的 n 年: the two years stand directly before, joined by 到."""
    dates = [d for d in dated if d.sentence == statement.sentence and d.quantity.start < statement.quantity.start]
    if len(dates) < 2:
        return
    first, second = dates[-2], dates[-1]
    joined = first.clause is second.clause and any(
        i.text in cues().words("reach") for i in first.clause.items[first.at + 1 : second.at]
    )
    near = second.clause is statement.clause and _only_attribute(second.clause.items[second.at + 1 : statement.at])
    if joined and near:
        yield tie(
            "span",
            [("from", first), ("to", second), ("duration", statement)],
            "从…到…",
            first.quantity.start,
            statement.quantity.end,
        )


def _only_attribute(between: Sequence[Item]) -> bool:
    return all(i.text in cues().words("span-filler") or i.tag in ("d", "f") for i in between)


def _age(dated: Sequence[Statement], statement: Statement) -> Iterator[Tie]:
    """Born in Y1, n years old in Y2: Y2 in the age's own clause, the birth in it or a clause before."""
    dates = [
        d for d in dated if 0 <= statement.sentence - d.sentence <= 1 and d.quantity.start < statement.quantity.start
    ]
    born = [d for d in dates if _beside(d, "born")]
    then = [d for d in dates if d.clause is statement.clause and d not in born]
    then = then or [d for d in dates if d.sentence == statement.sentence and d not in born and _beside(d, "died")]
    if born and then:
        start = born[-1].quantity.start
        yield tie(
            "span",
            [("from", born[-1]), ("to", then[-1]), ("duration", statement)],
            "出生",
            start,
            statement.quantity.end,
        )


def _beside(date: Statement, role: str) -> bool:
    """True when a word of that role stands in the date's clause."""
    words = cues().words(role)
    return any(item.text in words for item in date.clause.items)
