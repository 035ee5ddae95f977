"""What a number is for one of, where the text does not write it with the number: 每个机柜集成72块, 人均收入4.2万元.

A denominator holds for the numbers after it in its clause; for what is said to be the same (每天充4小时，就是20 kWh); and
for what such a number is compared with or turns into (每股盈余32.34元，低于去年的39.2元). A total ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import Quantity
from kg.ontology.cues import cues
from kg.ontology.turtle import read
from kg.pipeline.clauses import Clause, Item
from kg.pipeline.passages import Passage
from kg.pipeline.phrases import is_nominal
from kg.pipeline.statements import Statement
from kg.quantities import scan
from kg.quantities.lexicon import Lexicon

# Numbers that are not so many of anything, and so not so many for one of it.
_BARE = frozenset(("percent", "multiple", "ordinal", "age", "date"))
_WINDOW = 3  # numbers back: farther away a reader no longer hears the denominator


@dataclass(frozen=True, slots=True)
class Denominator:
    """A unit's code, a classifier's or a noun; what is counted by it stands behind `end`. `outlives`: 每收入100美元, ends
    its clause, and holds for the next."""

    code: str
    start: int
    end: int
    outlives: bool = False


class Denominators:
    """The denominators of a passage, found as its statements are gone through in order."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._said: list[tuple[Statement, str | None]] = []
        self._clause: Clause | None = None
        self._marks: list[Denominator] = []
        self._before: list[Denominator] = []

    def of(self, statement: Statement) -> str | None:
        """What the next statement's number is for one of; None where it is for nothing in particular."""
        if statement.clause is not self._clause:
            self._before = self._marks if _follows(self._clause, statement.clause) else []
            self._clause = statement.clause
            self._marks = list(_marks(self._passage, self._passage.place(statement.clause)))
        found = None if _is_bare(statement.quantity) else self._found(statement)
        self._said.append((statement, found))
        return found

    def _found(self, statement: Statement) -> str | None:
        written = statement.quantity.per
        place = statement.quantity.start
        totals = [cue.start for cue in statement.left if cue.role == "total"]
        over = [m for m in self._marks if m.end <= place and not m.outlives and not any(t >= m.end for t in totals)]
        over += [m for m in self._before if m.outlives and not totals]
        codes = list(dict.fromkeys([*(m.code for m in over), *([written] if written else [])]))
        if not codes and not totals:
            codes = [c for c in (_behind(self._passage, statement) or self._inherited(statement),) if c]
        return ".".join(codes) or None

    def _inherited(self, statement: Statement) -> str | None:
        """The denominator of the number before that this one is compared with, turns from, equals or stands beside."""
        alike = [
            (s, code)
            for s, code in reversed(self._said[-_WINDOW:])
            if s.sentence == statement.sentence and code is not None
        ]
        if not alike:
            return None
        last, code = alike[0]
        adjacent = last.index == statement.index - 1
        if adjacent and _equals(self._passage, last, statement):
            return code
        if statement.own or statement.bracketed:
            return None
        beside = adjacent and statement.clause.opener == "、"
        same = next((c for s, c in alike if s.quantity.unit == statement.quantity.unit), None)
        before = statement.clause.items[: statement.at]
        plays = self._passage.plays
        compared = any(plays(item, "change") for item in before) or any(
            plays(i, "from", "base", "compare") for i in before[:1]
        )
        return code if beside else same if compared else None


def _follows(last: Clause | None, clause: Clause) -> bool:
    return last is not None and last.sentence == clause.sentence and clause.anchor is None


def _is_bare(quantity: Quantity) -> bool:
    fraction = quantity.unit == "1" and quantity.value is not None and 0 < quantity.value < 1
    return fraction or quantity.kind in _BARE or quantity.unit == "{pp}"


def _marks(passage: Passage, place: int) -> Iterable[Denominator]:
    """The denominators that a clause names, in order."""
    clause, following = passage.clauses[place], passage.following[place]
    items = clause.items
    then = following is not None and passage.plays(passage.clauses[following].items[0], "then")
    for at, item in enumerate(items):
        listed = _listed().at(passage.text, item.start)
        before = items[at - 1] if at else None
        if listed is not None and listed[1] <= clause.end and _stands(passage, items, at, listed):
            yield Denominator(listed[0].code, item.start, listed[1])
        elif item.tag == "Q" and _is_one(passage, items, at):
            yield Denominator(item.quantity.unit, item.start, item.end)  # type: ignore[union-attr]
        elif passage.word(item).startswith(tuple(cues().words("per-opener"))) and item.entity is None:
            yield from _each(passage, items, at, then)
        elif _is_unit_of_cost(passage, items, at, before):
            yield Denominator(unit_word(passage.word(item)) or "", item.start, item.end)
    yield from _generic(passage, items)


def _each(passage: Passage, items: Sequence[Item], at: int, then: bool) -> Iterable[Denominator]:
    """每|台, 每台, 每|10股, 单|次, 每个|机柜, and 每|收入|100美元, behind which 就 opens the next clause with the number."""
    item = items[at]
    word = passage.word(item)
    opener = max((w for w in cues().words("per-opener") if word.startswith(w)), key=len)
    rest, following = word[len(opener) :], at + 1
    if not rest and following < len(items):
        if items[following].tag == "Q":
            yield _measured(items[following], item.start, following + 1 == len(items))
            return
        if following + 2 == len(items) and items[-1].tag == "Q" and (items[following].tag == "v" or then):
            yield _measured(items[-1], item.start, True)
            return
        rest, following = passage.word(items[following]), following + 1
    rest = rest.removeprefix("一")
    code = unit_word(rest)
    if code == "{个}" or (code is None and not rest.removesuffix("个")):
        code = _noun(passage, items, following) or code
    elif code is None and opener == "每" and (items[following - 1].tag != "v"):
        code = rest + _noun(passage, items, following)
    if code:
        yield Denominator(code, item.start, items[following - 1].end)


def _measured(item: Item, start: int, outlives: bool) -> Denominator:
    """每10股, 每百公里, 每千人: so many of a unit are no unit; one is."""
    assert item.quantity is not None
    code = item.quantity.unit if item.quantity.value == 1 else item.text
    return Denominator(code, start, item.end, outlives)


def _noun(passage: Passage, items: Sequence[Item], first: int) -> str:
    last = first
    while last < len(items) and (is_nominal(items[last]) or items[last].tag in ("a", "b")):
        last += 1
    return "".join(passage.word(item) for item in items[first:last])


def _stands(passage: Passage, items: Sequence[Item], at: int, listed: tuple[_Listed, int]) -> bool:
    """True for a listed word; a length of time counts before what is done in it (日|投放), not after a number or a date."""
    entry, end = listed
    if not entry.before:
        return True
    before = items[at - 1] if at else None
    whole = before is not None and passage.plays(before, "period-opener", "time-opener")  # 全月平均价
    free = before is None or before.end < items[at].start or not (whole or before.tag in ("Q", "m", "TIME", "r"))
    following = items[at + 1] if at + 1 < len(items) else None
    if following is None or passage.plays(following, "change"):
        return False
    return free and end == items[at].end and following.tag in entry.before


def _is_one(passage: Passage, items: Sequence[Item], at: int) -> bool:
    """一天可产45.6吨, 一年的净利: what happens in one of them, not the length of something."""
    quantity = items[at].quantity
    if quantity is None or quantity.kind != "duration" or quantity.value != 1 or at + 1 >= len(items):
        return False
    before = items[at - 1] if at else None
    given = before is not None and (before.tag in ("TIME", "p") or passage.plays(before, "period-opener", "lasted"))
    return not given and passage.plays(items[at + 1], "per-one")


def _is_unit_of_cost(passage: Passage, items: Sequence[Item], at: int, before: Item | None) -> bool:
    """吨|煤|成本: a unit of measure that opens the name of a cost."""
    if before is not None and before.tag in ("Q", "m", "r", "TIME", "q"):
        return False
    behind = items[at + 1 : at + 3]
    costs = any(passage.word(item).endswith(tuple(cues().words("unit-cost"))) for item in behind)
    return items[at].tag == "q" and costs and unit_word(passage.word(items[at])) is not None


def _generic(passage: Passage, items: Sequence[Item]) -> Iterable[Denominator]:
    """一罐可乐含糖35克, 一台服务器装8块: what holds of any one of the kind."""
    verb = next((at for at, item in enumerate(items) if passage.plays(item, "holds")), 0)
    if not verb or items[0].tag != "m" or items[0].text[0] != "一":
        return
    nouns = [item for item in items[1:verb] if is_nominal(item)]
    code = unit_word(passage.word(items[0])[1:])
    if code == "{个}" and nouns:
        code = passage.word(nouns[-1])
    if code:
        yield Denominator(code, items[0].start, items[verb].end)


def _behind(passage: Passage, statement: Statement) -> str | None:
    """5万美元|一辆, 3500美元|一个月: the one that closes the clause right behind the number."""
    items = statement.clause.items
    if (
        statement.at
        and passage.plays(items[statement.at - 1], "equal", "exchange-rate")
        and _is_one_of_money(items[: statement.at])
    ):
        return items[statement.at - 2].quantity.unit  # type: ignore[union-attr]  # 1美元约合7.2元人民币
    if statement.at + 2 != len(items) or items[-1].start != items[-2].end:
        return None
    word = passage.word(items[-1])
    return unit_word(word[1:]) if word[0] == "一" and items[-1].tag in ("m", "Q", "TIME") else None


def _is_one_of_money(before: Sequence[Item]) -> bool:
    quantity = before[-2].quantity if len(before) > 1 else None
    return quantity is not None and quantity.kind == "money" and quantity.value == 1


def _equals(passage: Passage, last: Statement, statement: Statement) -> bool:
    """每天充4小时，就是20 kWh; 每个2656美元（约1.8万元）: the same said in another unit."""
    items = statement.clause.items
    if statement.clause.anchor is not None:
        return statement.clause.anchor.quantity is last.quantity and last.quantity.kind == statement.quantity.kind
    return statement.at > 0 and statement.clause is not last.clause and passage.plays(items[0], "equal")


@dataclass(frozen=True, slots=True)
class _Listed:
    """The unit of a listed word; `before`: the part of speech of what must follow it, where that matters."""

    code: str
    before: frozenset[str]


@cache
def _listed() -> Lexicon[_Listed]:
    """The words of ontology/circumstances.ttl that name a denominator."""
    nodes = [node for node in read("circumstances").values() if "kg:Denominator" in node.get("rdf:type", ())]
    return Lexicon(
        {
            str(word): _Listed(str(node["kg:unit"][0]), frozenset(map(str, node.get("kg:before", ()))))
            for node in nodes
            for word in node["skos:altLabel"]
        }
    )


@cache
def unit_word(word: str) -> str | None:
    """The code of a unit or classifier, which is what one of it is counted in; None for another word."""
    found = scan(f"1{word}") if word else []
    whole = len(found) == 1 and found[0].text == f"1{word}" and found[0].value == 1 and found[0].unit != "1"
    return found[0].unit if whole else None
