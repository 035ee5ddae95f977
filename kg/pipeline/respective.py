"""分别: a list of numbers, each of which belongs to what stands in its place in a list before."""

from __future__ import annotations

from collections.abc import Sequence

from kg.pipeline.clauses import LISTING
from kg.pipeline.phrases import Phrase, phrase
from kg.pipeline.statements import Statement, in_sentences


class Respective:
    """The lists that 分别 opens in a text."""

    def __init__(self, said: Sequence[Statement]) -> None:
        self._said = said
        self._members = {s.index: (list_, place) for list_ in lists(said) for place, s in enumerate(list_)}

    def listed(self, statement: Statement) -> Sequence[Statement]:
        """The members of the list that the statement belongs to; none when it belongs to none."""
        return self._members[statement.index][0] if statement.index in self._members else ()

    def beside(self, statement: Statement) -> Statement | None:
        """The number in its place among as many before the list: 小麦40万吨，玉米50万吨，分别增长2%和3%."""
        if statement.index not in self._members:
            return None
        members, place = self._members[statement.index]
        first = members[0]
        here = in_sentences(self._said, first.sentence, first.sentence)
        before = [s for s in reversed(here) if s.index < first.index]
        before = [s for s in before if (not s.change or s.level) and not s.bracketed and s.quantity.kind != "ordinal"]
        pairs = before[: len(members)][::-1]
        return pairs[place] if len(pairs) == len(members) else None

    def name(self, statement: Statement) -> Phrase | None:
        """The name in its place in the topic: 甲厂和乙厂分别生产3万吨和5万吨."""
        if statement.index not in self._members:
            return None
        members, place = self._members[statement.index]
        topic, items = members[0].own, members[0].clause.items
        cuts = [at for at in range(topic.first, topic.last) if items[at].text in LISTING]
        edges = [topic.first - 1, *cuts, topic.last]
        if not topic or len(cuts) + 1 != len(members):
            return None
        return phrase(items, edges[place] + 1, edges[place + 1])


def lists(said: Sequence[Statement]) -> list[list[Statement]]:
    """The lists that 分别 opens: its first number and those that follow in the clauses after 、 or 和."""
    found: list[list[Statement]] = []
    for statement in said:
        if statement.has("respectively"):
            found.append([statement])
        elif found and statement.clause.opener == "、" and found[-1][-1].index == statement.index - 1:
            found[-1].append(statement)
    return [list_ for list_ in found if len(list_) > 1]
