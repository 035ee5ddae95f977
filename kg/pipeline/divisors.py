"""The words of a clause that say for one of what its numbers are: 每台, 每10股, 人均, 日产, 吨煤成本, 一天可产."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.ontology.cues import cues
from kg.ontology.turtle import read
from kg.pipeline.clauses import Clause, Item
from kg.pipeline.passages import Passage
from kg.pipeline.phrases import is_nominal
from kg.quantities import scan


@dataclass(frozen=True, slots=True)
class Divisor:
    """`code` is a unit's, a classifier's, or a noun. Numbers behind `end` are for one of it.

    outlives: 每收入100美元 has no number of its own, and holds for the next clause.
    """

    code: str
    end: int
    outlives: bool = False


def divisors(passage: Passage, place: int) -> list[Divisor]:
    """The divisors that a clause names, in order."""
    items = passage.clauses[place].items
    following = passage.following[place]
    then = following is not None and passage.plays(passage.clauses[following].items[0], "then")
    found = [*_generic(passage, items)]
    for at, item in enumerate(items):
        listed = _listed_at(passage, items, at)
        if listed is not None:
            found.append(listed)
        elif item.quantity is not None and _is_one(passage, items, at):
            found.append(Divisor(item.quantity.unit, item.end))
        elif passage.word(item).startswith(_openers()) and item.entity is None:
            found += _each(passage, items, at, then)
        elif _opens_cost(passage, items, at):
            found.append(Divisor(unit_word(passage.word(item)) or "", item.end))
    return found


def closing(passage: Passage, clause: Clause, at: int) -> str | None:
    """What stands right behind the number items[at] and closes the clause: 5万美元|一辆, 3500美元|一个月."""
    items = clause.items
    if at > 1 and passage.plays(items[at - 1], "equal", "exchange-rate"):
        quantity = items[at - 2].quantity
        if quantity is not None and quantity.kind == "money" and quantity.value == 1:
            return quantity.unit  # 1美元约合7.2元人民币
    if at + 2 != len(items) or items[-1].start != items[-2].end or items[-1].tag not in ("m", "Q", "TIME"):
        return None
    word = passage.word(items[-1])
    return unit_word(word[1:]) if word[0] == "一" else None


def _each(passage: Passage, items: Sequence[Item], at: int, then: bool) -> Iterator[Divisor]:
    """每|台, 每台, 每|10股, 每个|机柜; and 每|收入|100美元, behind which 就 opens the clause with the number."""
    opener = next(w for w in _openers() if passage.word(items[at]).startswith(w))
    rest, following = passage.word(items[at])[len(opener) :], at + 1
    if not rest and following < len(items):
        last = following + 1 == len(items)
        if items[following].tag == "Q":
            yield _measured(items[following], last)
            return
        if following + 2 == len(items) and items[-1].tag == "Q" and (items[following].tag == "v" or then):
            yield _measured(items[-1], True)
            return
        rest, following = passage.word(items[following]), following + 1
    code = _counted(passage, items, rest.removeprefix("一"), following)
    if code:
        yield Divisor(code, items[following - 1].end)


def _counted(passage: Passage, items: Sequence[Item], word: str, following: int) -> str | None:
    """The code of a classifier or unit; the noun behind 个, which says nothing, or where there is no classifier."""
    code = unit_word(word)
    if code == "{个}" or word in ("", "个"):
        return _noun(passage, items, following) or code
    if code is None and items[following - 1].tag != "v":
        return word + _noun(passage, items, following)
    return code


def _measured(item: Item, outlives: bool) -> Divisor:
    """每10股, 每百公里, 每千人: so many of a unit are no unit; one is."""
    assert item.quantity is not None
    return Divisor(item.quantity.unit if item.quantity.value == 1 else item.text, item.end, outlives)


def _noun(passage: Passage, items: Sequence[Item], first: int) -> str:
    last = first
    while last < len(items) and (is_nominal(items[last]) or items[last].tag in ("a", "b")):
        last += 1
    return "".join(passage.word(item) for item in items[first:last])


def _is_one(passage: Passage, items: Sequence[Item], at: int) -> bool:
    """一天可产45.6吨, 一年的净利: what happens in one of them, not the length of something."""
    quantity = items[at].quantity
    if quantity is None or quantity.kind != "duration" or quantity.value != 1 or at + 1 >= len(items):
        return False
    before = items[at - 1] if at else None
    given = before is not None and (before.tag in ("TIME", "p") or passage.plays(before, "period-opener", "lasted"))
    return not given and passage.plays(items[at + 1], "per-one")


def _opens_cost(passage: Passage, items: Sequence[Item], at: int) -> bool:
    """吨|煤|成本: a unit of measure that opens the name of a cost."""
    if items[at].tag != "q" or (at and items[at - 1].tag in ("Q", "m", "r", "TIME", "q")):
        return False
    names = tuple(cues().words("unit-cost"))
    costs = any(passage.word(item).endswith(names) for item in items[at + 1 : at + 3])
    return costs and unit_word(passage.word(items[at])) is not None


def _generic(passage: Passage, items: Sequence[Item]) -> Iterator[Divisor]:
    """一罐可乐含糖35克, 一台服务器装8块: what holds of any one of the kind."""
    verb = next((at for at, item in enumerate(items) if passage.plays(item, "holds")), 0)
    if not verb or items[0].tag != "m" or items[0].text[0] != "一":
        return
    nouns = [item for item in items[1:verb] if is_nominal(item)]
    code = unit_word(passage.word(items[0])[1:])
    if code == "{个}" and nouns:
        code = passage.word(nouns[-1])
    if code:
        yield Divisor(code, items[verb].end)


@dataclass(frozen=True, slots=True)
class _Listed:
    """The unit of a listed word; `before`: the part of speech of what must follow it, where that matters."""

    code: str
    before: frozenset[str]


def _listed_at(passage: Passage, items: Sequence[Item], at: int) -> Divisor | None:
    """The longest listed word that begins at items[at]."""
    start, limit = items[at].start, items[-1].end
    for length in range(min(max(map(len, _listed())), limit - start), 0, -1):
        entry = _listed().get(passage.text[start : start + length])
        if entry is not None:
            end = start + length
            return Divisor(entry.code, end) if not entry.before or _leads(passage, items, at, end, entry) else None
    return None


def _leads(passage: Passage, items: Sequence[Item], at: int, end: int, entry: _Listed) -> bool:
    """True for a length of time before what is done in it (日|投放); not behind a number, a date, or 全 (全月平均价)."""
    following = items[at + 1] if at + 1 < len(items) else None
    if end != items[at].end or following is None or passage.plays(following, "change"):
        return False
    if following.tag not in entry.before:
        return False
    before = items[at - 1] if at and items[at - 1].end == items[at].start else None
    if before is None:
        return True
    return before.tag not in ("Q", "m", "TIME", "r") and not passage.plays(before, "period-opener", "time-opener")


@cache
def _listed() -> dict[str, _Listed]:
    """The words of ontology/circumstances.ttl that name a divisor."""
    nodes = [node for node in read("circumstances").values() if "kg:Denominator" in node.get("rdf:type", ())]
    return {
        str(word): _Listed(str(node["kg:unit"][0]), frozenset(map(str, node.get("kg:before", ()))))
        for node in nodes
        for word in node["skos:altLabel"]
    }


@cache
def _openers() -> tuple[str, ...]:
    """每 and 平均每, the longest first."""
    return tuple(sorted(cues().words("per-opener"), key=len, reverse=True))


@lru_cache(maxsize=4096)
def unit_word(word: str) -> str | None:
    """The code of a unit or classifier, which is what one of it is counted in; None for another word."""
    found = scan(f"1{word}") if word else []
    whole = len(found) == 1 and found[0].text == f"1{word}" and found[0].value == 1 and found[0].unit != "1"
    return found[0].unit if whole else None
