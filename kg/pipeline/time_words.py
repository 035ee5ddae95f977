"""The time expressions of a clause: 2024年前三季度, 未来三天, 入夏以来, 春节假期首日, 在巴黎奥运会上."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ontology.cues import cues
from kg.pipeline.clauses import Item
from kg.pipeline.passages import Passage

_LONGEST = 5  # words of an event that a word such as 期间 makes a time of


@dataclass(frozen=True, slots=True)
class Time:
    """items[first:last] of clause `place` say when. `iso` is the date where they are nothing but one with its year.

    base: it is what something is compared with (比上年增长), and not when it is.
    """

    place: int
    first: int
    last: int
    start: int
    end: int
    text: str
    iso: str | None
    base: bool


def times(passage: Passage, place: int) -> list[Time]:
    """The time expressions of a clause in order."""
    items = passage.clauses[place].items
    spans: list[tuple[int, int]] = []
    for begin, last in _spans(passage, items):
        first = begin
        while spans and spans[-1][1] > begin:
            first = min(first, spans.pop()[0])  # 春节|疏运|期间: the event has the holiday in its name
        spans.append((first, last))
    return [_time(passage, place, first, last) for first, last in spans]


def year(passage: Passage, time: Time) -> str:
    """The year that a time names, in its own words: 2024年, 去年; '' when it names none."""
    for item in passage.clauses[time.place].items[time.first : time.last]:
        value = _date(item)
        if value[:4].isdigit() or passage.plays(item, "year"):
            return item.text
    return ""


def is_current(passage: Passage, time: Time) -> bool:
    """True for 5日, 2025年1月7日, 昨日, 今年: the days a report is of, and times told from when it was written."""
    items = passage.clauses[time.place].items[time.first : time.last]
    return any(_date(i).split("T")[0].count("-") >= 2 or passage.plays(i, "day", "year") for i in items)


def _spans(passage: Passage, items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(items):
        if at and passage.plays(items[at], "event-closer") and items[at - 1].tag != "Q":
            first, last = _event(items, at), at + 1
        elif _is_time(passage, items[at]) and not (at and passage.plays(items[at - 1], "per-opener")):
            first, last = _opened(passage, items, at), _extended(passage, items, at)
        elif _spelled(passage, items, at):
            first, last = at, _extended(passage, items, _spelled(passage, items, at) - 1)
        elif at == 0 and _occasion(passage, items):
            first, last = 1, _occasion(passage, items)
        else:
            at += 1
            continue
        yield first, last
        at = last


def _is_time(passage: Passage, item: Item) -> bool:
    if item.tag != "TIME" and not passage.plays(item, "time", "holiday", "year"):
        return False
    return not passage.word(item).startswith(tuple(cues().words("not-time")))


def _spelled(passage: Passage, items: Sequence[Item], at: int) -> int:
    """第三|季: where a time ends that a tagger cuts into words; 0 where none begins."""
    for last in range(at + 2, min(at + 4, len(items) + 1)):
        if passage.text[items[at].start : items[last - 1].end] in cues().words("time"):
            return last
    return 0


def _extended(passage: Passage, items: Sequence[Item], at: int) -> int:
    """Where the expression ends that has items[at] in it: 2023年|末, 4日|至|6日, 假日|三天."""
    last = at + 1
    while last < len(items) and items[last].start == items[last - 1].end:
        item = items[last]
        if _is_time(passage, item) or passage.plays(item, "time-closer"):
            last += 1
        elif passage.plays(item, "time-range") and last + 1 < len(items) and _is_time(passage, items[last + 1]):
            last += 2
        elif _is_length(item) and passage.plays(items[last - 1], "holiday", "time-opener"):
            last += 1
        else:
            break
    return last


def _is_length(item: Item) -> bool:
    return item.quantity is not None and item.quantity.kind == "duration"


def _opened(passage: Passage, items: Sequence[Item], at: int) -> int:
    """Where it begins: 前|三季度, 未来|三天."""
    while at and items[at - 1].end == items[at].start and passage.plays(items[at - 1], "time-opener"):
        at -= 1
    return at


def _event(items: Sequence[Item], at: int) -> int:
    """Where the event begins that items[at] closes: as far as its preposition or the clause goes."""
    first = at
    while first and at - first < _LONGEST and items[first - 1].tag not in ("p", "Q", "c", "d", "w"):
        first -= 1
    return first


def _occasion(passage: Passage, items: Sequence[Item]) -> int:
    """在|巴黎奥运会|上: where an event ends that 在 opens the clause with; 0 when none does."""
    if not passage.plays(items[0], "occasion-opener"):
        return 0
    for at in range(2, min(len(items), _LONGEST + 2)):
        if passage.plays(items[at], "occasion-closer"):
            return at if passage.word(items[at - 1]).endswith(tuple(cues().words("occasion"))) else 0
    return 0


def _time(passage: Passage, place: int, first: int, last: int) -> Time:
    items = passage.clauses[place].items
    inside = items[first:last]
    text = passage.source[inside[0].start : inside[-1].end]
    value = _date(inside[0]) if len(inside) == 1 else ""
    iso = value if value[:4].isdigit() else None
    return Time(place, first, last, inside[0].start, inside[-1].end, text, iso, _is_base(passage, items, first))


def _date(item: Item) -> str:
    value = item.quantity.date_value if item.quantity is not None else None
    return value or ""


def _is_base(passage: Passage, items: Sequence[Item], first: int) -> bool:
    """比|去年同期, 恢复到|2019年同期: something is measured against it."""
    if first == 0:
        return False
    before = passage.text[max(0, items[first].start - 4) : items[first].start]
    longer = tuple(word for word in cues().words("time-base") if len(word) > 1)
    return passage.plays(items[first - 1], "base", "compare", "time-base") or before.endswith(longer)
