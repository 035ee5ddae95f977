"""Years and how long it was between them: 从1965年到1996年的31年, 出生于1950年,2010年退休时60岁."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.pipeline.clauses import Item
from kg.pipeline.relations.measures import tie
from kg.pipeline.statements import Statement

_JOINS = ("到", "至", "—", "-", "～", "~", "起", "开始", "始", "－")


def year(item: Item | None) -> int | None:
    """The year of a date that names one (2019年, 1997年底), else None."""
    quantity = item.quantity if item is not None else None
    if quantity is None or not quantity.date_value or not quantity.date_value[:4].isdigit():
        return None
    return int(quantity.date_value[:4])


def spans(said: Sequence[Statement]) -> Iterator[Tie]:
    for statement in said:
        if statement.quantity.unit != "a" or statement.quantity.value is None or statement.change:
            continue
        if statement.quantity.kind == "age":
            yield from _age(said, statement)
        else:
            yield from _between(said, statement)


def dates_of(said: Sequence[Statement], statement: Statement) -> list[Statement]:
    """The year statements of its sentence that stand before it."""
    return [s for s in said if s.sentence == statement.sentence and s.index < statement.index and year(_item(s)) is not None]


def _item(statement: Statement) -> Item:
    return statement.clause.items[statement.at]


def _between(said: Sequence[Statement], statement: Statement) -> Iterator[Tie]:
    """从 Y1 到 Y2 的 n 年: the two years stand directly before, joined by 到."""
    dates = dates_of(said, statement)
    if len(dates) < 2:
        return
    first, second = dates[-2], dates[-1]
    joined = first.clause is second.clause and any(
        i.text in _JOINS for i in first.clause.items[first.at + 1 : second.at]
    )
    near = second.clause is statement.clause and _only_attribute(second.clause.items[second.at + 1 : statement.at])
    if joined and near:
        yield tie("span", [("from", first), ("to", second), ("duration", statement)], "从…到…", first.quantity.start, statement.quantity.end)


def _only_attribute(between: Sequence[Item]) -> bool:
    return all(i.text in ("的", "这", "共", "历时", "间", "期间", "约", "近", "整整", "前后") or i.tag in ("d", "f") for i in between)


def _age(said: Sequence[Statement], statement: Statement) -> Iterator[Tie]:
    """Born in Y1, n years old in Y2: Y2 in the age's own clause, the birth in it or a clause before."""
    dates = [s for s in said if s.index < statement.index and year(_item(s)) is not None and statement.sentence - s.sentence <= 1]
    born = [s for s in dates if _about_birth(s)]
    then = [s for s in dates if s.clause is statement.clause and s not in born] or [
        s for s in dates if s.sentence == statement.sentence and s not in born and (s.has("died") or s.follows("died"))
    ]
    if born and then:
        yield tie("span", [("from", born[-1]), ("to", then[-1]), ("duration", statement)], "出生", born[-1].quantity.start, statement.quantity.end)


def _about_birth(statement: Statement) -> bool:
    return any(c.role == "born" for c in (*statement.left, *statement.right))
