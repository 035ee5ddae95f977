"""A stated count and the list it sums up: 中国、俄罗斯、哈萨克斯坦三国; 发行三期债券,期限分别为3年、5年和10年."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.pipeline.clauses import JOINING, LISTING, Clause, Item
from kg.pipeline.phrases import is_nominal
from kg.pipeline.relations.measures import tie
from kg.pipeline.respective import lists
from kg.pipeline.statements import Statement, in_sentences

_MOST = 30  # members: no text lists more
_PARALLEL = frozenset(("a", "b", "v", "j", "m", "q"))  # what a name before 、 may be taken for


def enumerations(said: Sequence[Statement]) -> Iterator[Tie]:
    """A list of names, two or more, directly before its count; 等 between them keeps it open."""
    for statement in filter(_is_count, said):
        quantity = statement.quantity
        names = _names_before(statement.clause.items[: statement.at])
        if len(names) > 1:
            listed = (("listed", str(len(names))), ("list", "、".join(n.text for n in names)))
            yield tie("enumeration", [("count", statement), *listed], "、", names[0].start, quantity.end)


def respectives(said: Sequence[Statement], clauses: Sequence[Clause]) -> Iterator[Tie]:
    """A list that 分别 opens, beside the one count of its sentence: as many numbers as there are things. Where the text
    lists anything else before it (营收、利润分别增长), they may be the numbers of that."""
    by_sentence: dict[int, list[Clause]] = {}
    for clause in clauses:
        by_sentence.setdefault(clause.sentence, []).append(clause)
    for members in lists(said):
        first, last = members[0], members[-1]
        here = in_sentences(said, first.sentence, first.sentence)
        counts = [s for s in here if s.index < first.index and _is_count(s)]
        if len(counts) != 1 or first.index - counts[0].index > len(members) + 1 or last.follows("open"):
            continue
        (count,) = counts
        named = len(_names_before(count.clause.items[: count.at]))
        if named not in (0, count.quantity.value) or (not named and _lists_another(by_sentence[first.sentence], first)):
            continue
        listed = (("listed", str(len(members))), ("list", "、".join(m.quantity.text for m in members)))
        yield tie("enumeration", [("count", count), *listed], "分别", count.quantity.start, last.quantity.end)


def _is_count(statement: Statement) -> bool:
    quantity = statement.quantity
    return quantity.value is not None and 1 < quantity.value <= _MOST and quantity.unit.startswith("{")


def _lists_another(clauses: Sequence[Clause], first: Statement) -> bool:
    before = [clause for clause in clauses if clause.start < first.quantity.start]
    items = (item for clause in before for item in clause.items if item.start < first.quantity.start)
    return any(c.opener in LISTING for c in before) or any(item.text in JOINING for item in items)


def _names_before(items: Sequence[Item]) -> list[Item]:
    """The names of the list that ends here, in order; none when something else (等) stands behind them or between."""
    names: list[Item] = []
    at = len(items) - 1
    while at >= 0 and (is_nominal(items[at]) or (names and items[at].tag in _PARALLEL)):
        names.insert(0, items[at])
        if at == 0 or items[at - 1].text not in LISTING:
            return names
        at -= 2
    return []
