"""A stated count and the list it sums up: 中国、俄罗斯、哈萨克斯坦三国."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.pipeline.clauses import LISTING, Item
from kg.pipeline.phrases import is_nominal
from kg.pipeline.relations.measures import tie
from kg.pipeline.statements import Statement


def enumerations(said: Sequence[Statement]) -> Iterator[Tie]:
    """A list of names, two or more, directly before its count; 等 between them keeps it open."""
    for statement in said:
        quantity = statement.quantity
        if quantity.value is None or not quantity.unit.startswith("{") or quantity.value > 30:
            continue
        names = _names_before(statement.clause.items[: statement.at])
        if len(names) > 1:
            listed = (("listed", str(len(names))), ("list", "、".join(n.text for n in names)))
            yield tie("enumeration", [("count", statement), *listed], "、", names[0].start, quantity.end)


def _names_before(items: Sequence[Item]) -> list[Item]:
    """The names of the list that ends here, in order; none when something else (等) stands behind them or between."""
    names: list[Item] = []
    at = len(items) - 1
    while at >= 0 and is_nominal(items[at]):
        names.insert(0, items[at])
        if at == 0 or items[at - 1].text not in LISTING:
            return names
        at -= 2
    return []
