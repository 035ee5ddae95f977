"""What a number is for one of, where the text does not write it with the number: 每个机柜集成72块, 人均收入4.2万元.

A denominator holds for the numbers after it in its clause; for what is said to be the same (每天充4小时，就是20 kWh);
and for what such a number is compared with or turns into (每股盈余32.34元，低于去年的39.2元). A total ends it.
"""

from __future__ import annotations

from kg.model import Quantity
from kg.pipeline.clauses import Clause
from kg.pipeline.divisors import Divisor, closing, divisors
from kg.pipeline.passages import Passage
from kg.pipeline.statements import Statement
from kg.quantities import unit_of

# Numbers that are not so many of anything, and so not so many for one of it.
_BARE = frozenset(("percent", "multiple", "ordinal", "age", "date"))
_WINDOW = 3  # numbers back: farther away a reader no longer hears the denominator


class Denominators:
    """The denominators of a passage's statements, asked for one statement after the other."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._said: list[tuple[Statement, str]] = []
        self._clause: Clause | None = None
        self._marks: list[Divisor] = []
        self._before: list[Divisor] = []

    def of(self, statement: Statement) -> str | None:
        """What the number is for one of: a UCUM code, a classifier or a noun, several joined by "."; None for nothing."""
        self._enter(statement.clause)
        found = None if _is_bare(statement.quantity) else self._found(statement)
        if found is not None:
            self._said.append((statement, found))
        return found

    def _enter(self, clause: Clause) -> None:
        if clause is self._clause:
            return
        follows = self._clause is not None and self._clause.sentence == clause.sentence and clause.anchor is None
        self._before = [mark for mark in self._marks if mark.outlives] if follows else []
        self._clause, self._marks = clause, divisors(self._passage, self._passage.place(clause))

    def _found(self, statement: Statement) -> str | None:
        written = statement.quantity.per
        totals = [cue.start for cue in statement.left if cue.role == "total"]
        inside = [m for m in self._marks if m.end <= statement.quantity.start and not m.outlives]
        if written and "/" not in statement.quantity.text:
            inside = inside[:-1]  # 每吨公里0.3元: the scanner has read the last one with the number
        over = [m for m in inside if not any(total >= m.end for total in totals)] + ([] if totals else self._before)
        codes = list(dict.fromkeys([*(mark.code for mark in over), *([written] if written else [])]))
        if codes or totals:
            return ".".join(codes) or None
        return closing(self._passage, statement.clause, statement.at) or self._inherited(statement)

    def _inherited(self, statement: Statement) -> str | None:
        """The denominator of the number before that this one equals, stands beside, is compared with or turns from."""
        alike = [(s, code) for s, code in reversed(self._said[-_WINDOW:]) if s.sentence == statement.sentence]
        if not alike:
            return None
        last, code = alike[0]
        adjacent = last.index == statement.index - 1
        if adjacent and self._equals(last, statement):
            return code
        if statement.own or statement.bracketed:
            return None
        if adjacent and statement.clause.opener == "、":
            return code
        same = next((c for s, c in alike if _measure(s) == _measure(statement)), None)
        return same if self._compared(statement) or (adjacent and self._goes_on(statement, last, code)) else None

    def _equals(self, last: Statement, statement: Statement) -> bool:
        """每天充4小时，就是20 kWh; 每个2656美元（约1.8万元）: the same said in another unit."""
        anchor = statement.clause.anchor
        if anchor is not None:
            return anchor.quantity is last.quantity and last.quantity.kind == statement.quantity.kind
        return statement.clause is not last.clause and self._passage.plays(statement.clause.items[0], "equal")

    def _compared(self, statement: Statement) -> bool:
        """由23元升至24元; 低于去年的39.2元; 如果增加到300分钟."""
        before = statement.clause.items[: statement.at]
        opens = any(self._passage.plays(item, "from", "base", "compare") for item in before[:1])
        return opens or any(self._passage.plays(item, "change") for item in before)

    def _goes_on(self, statement: Statement, last: Statement, code: str) -> bool:
        """每年可节约标准煤96万吨，减排二氧化碳251万吨: how often holds for the next clause, at no time of its own."""
        if unit_of(code.rpartition(".")[2]).dimension != "time" or statement.clause.opener not in "，,":
            return False
        following = self._passage.following[self._passage.place(last.clause)]
        next_to = following is not None and self._passage.clauses[following] is statement.clause
        return next_to and not any(item.tag == "TIME" for item in statement.clause.items[: statement.at])


def _measure(statement: Statement) -> str:
    """The unit, or money of any currency (新台幣32元, 39元)."""
    unit = unit_of(statement.quantity.unit)
    return "money" if unit.dimension.startswith("money") else unit.code


def _is_bare(quantity: Quantity) -> bool:
    fraction = quantity.unit == "1" and quantity.value is not None and 0 < quantity.value < 1
    return fraction or quantity.kind in _BARE or quantity.unit == "{pp}"
