"""When a number holds: the time words of a text, and how far each of them reaches.

A time before the number in its own clause is its own. One that opens a clause frames the clauses after it, and the
sentences after that until one has its own (全年…。按常住地分，…). The base of a comparison frames nothing: after
比去年同期的43.2万吨增加, the increase is this year's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ontology.cues import cues
from kg.pipeline.clauses import Clause, Item
from kg.pipeline.passages import Passage
from kg.pipeline.statements import Statement


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: items[first:last] of clause `place`. `iso` is its date where it is nothing but a full one.

    base: it is what something is compared with, or a share is of.
    """

    place: int
    first: int
    last: int
    start: int
    end: int
    text: str
    iso: str | None
    base: bool


class Times:
    """The time expressions of a passage by clause, and the frame that holds at each clause."""

    def __init__(self, passage: Passage, told: frozenset[int]) -> None:
        """told: the clauses that only name a source (国家能源局20日发布): their time is that of saying."""
        self._passage = passage
        self._own = [_expressions(passage, place) for place in range(len(passage.clauses))]
        self._frames = self._frame_all(told)
        self._places = {id(clause): place for place, clause in enumerate(passage.clauses)}

    def of(self, statement: Statement) -> str | None:
        """When the number holds: a date as ISO 8601 where it names its year, else the words."""
        place = self._places[id(statement.clause)]
        found = self._in_clause(statement, place) or self._frames[place]
        if found is None:
            return None
        return found.iso or self._anchored(found, place)

    def _in_clause(self, statement: Statement, place: int) -> Time | None:
        """The nearest time before the number that does not belong to something else."""
        for time in reversed([t for t in self._own[place] if t.last <= statement.at]):
            if not time.base or _is_its_number(statement, time):
                if not (_is_ratio(statement) and _in_base(self._passage, statement, time)):
                    return time
        return None

    def _frame_all(self, told: frozenset[int]) -> list[Time | None]:
        frames: list[Time | None] = []
        frame: Time | None = None
        for place, clause in enumerate(self._passage.clauses):
            if place and "\n" in self._passage.text[self._passage.clauses[place - 1].end : clause.start]:
                frame = None
            frames.append(frame)
            if place not in told and clause.anchor is None:
                frame = next((t for t in reversed(self._own[place]) if _frames(self._passage, clause, t)), frame)
        return frames

    def _anchored(self, time: Time, place: int) -> str:
        """全年 after 去年 is that year's whole: the words with the year that holds around them."""
        words = cues().words
        if time.text not in words("part-of-year"):
            return time.text
        frame = self._frames[time.place]
        year = _year(self._passage, frame) if frame is not None and place is not None else ""
        return year + time.text


def _year(passage: Passage, frame: Time) -> str:
    """The year that a time names, in its own words: 2024年, 去年."""
    for item in passage.clauses[frame.place].items[frame.first : frame.last]:
        value = item.quantity.date_value if item.quantity is not None else None
        if (value and value[:4].isdigit()) or passage.plays(item, "year"):
            return item.text
    return ""


def _expressions(passage: Passage, place: int) -> list[Time]:
    clause = passage.clauses[place]
    items = clause.items
    found: list[Time] = []
    at = 0
    while at < len(items):
        last = _extended(passage, items, at)
        if last == at:
            at += 1
            continue
        first = _opened(passage, items, at, found[-1].last if found else 0)
        found.append(_time(passage, place, first, last))
        at = last
    return found


def _extended(passage: Passage, items: Sequence[Item], at: int) -> int:
    """Where the time expression whose first time word is items[at] ends; `at` when it is none."""
    if not (_is_time(passage, items[at]) or _closes_event(passage, items, at)):
        return at
    last = at + 1
    while last < len(items) and items[last].start == items[last - 1].end:
        item = items[last]
        through = last + 1 < len(items) and _is_time(passage, items[last + 1])
        if _is_time(passage, item) or passage.plays(item, "time-closer"):
            last += 1
        elif passage.plays(item, "time-range") and through:
            last += 2
        elif item.quantity is not None and item.quantity.kind == "duration" and passage.plays(items[last - 1], "holiday"):
            last += 1
        else:
            break
    return last


def _is_time(passage: Passage, item: Item) -> bool:
    word = passage.word(item)
    if word.startswith(tuple(cues().words("not-time"))):
        return False
    return item.tag == "TIME" or word in cues().words("time") | cues().words("holiday") | cues().words("year")


def _closes_event(passage: Passage, items: Sequence[Item], at: int) -> bool:
    """入夏|以来, 春运|首日: a word that makes a time of what stands before it."""
    return at > 0 and passage.plays(items[at], "event-closer") and items[at - 1].tag != "Q"


def _opened(passage: Passage, items: Sequence[Item], at: int, lowest: int) -> int:
    """Where the expression begins: 前|三季度, 未来|三天; an event as far as the clause or its preposition goes."""
    first = at
    if _closes_event(passage, items, at):
        while first > lowest and first > at - 5 and items[first - 1].tag not in ("p", "Q", "c", "d", "w"):
            first -= 1
        return first
    while first > lowest and items[first - 1].end == items[first].start and passage.plays(items[first - 1], "time-opener"):
        first -= 1
    return first


def _time(passage: Passage, place: int, first: int, last: int) -> Time:
    items = passage.clauses[place].items
    inside = items[first:last]
    text = "".join(item.text for item in inside)
    value = inside[0].quantity.date_value if len(inside) == 1 and inside[0].quantity is not None else None
    iso = value if value and value[:4].isdigit() and inside[0].quantity is not None else None
    base = first > 0 and passage.plays(items[first - 1], "base", "compare", "time-base")
    return Time(place, first, last, inside[0].start, inside[-1].end, text, iso, base)


def _frames(passage: Passage, clause: Clause, time: Time) -> bool:
    """True when the time opens its clause, or says when what the clause is about happened, and numbers follow it.

    An event's day frames what is said after it (沪深两市昨日缩量整理。…); its year or month does not (1958年发表处女作，
    出版长篇小说9部).
    """
    if time.base:
        return False
    before = clause.items[: time.first]
    if any(i.tag == "Q" for i in before) or any(i.tag == "v" and not passage.plays(i, "time-limit") for i in before):
        return False
    opens = not any(i.tag not in ("p", "c", "d", "f", "TIME", "xc", "r") and not passage.plays(i, "time-limit", "dateline") for i in before)
    numbers = any(i.tag == "Q" for i in clause.items[time.last :])
    return opens or numbers or _is_day(passage, clause, time)


def _is_day(passage: Passage, clause: Clause, time: Time) -> bool:
    for item in clause.items[time.first : time.last]:
        value = item.quantity.date_value if item.quantity is not None else None
        if (value and len(value.split("T")[0].split("-")) >= 3) or passage.plays(item, "day"):
            return True
    return False


def _is_its_number(statement: Statement, time: Time) -> bool:
    """比去年同期的43.2万吨增加: the number right behind the base is the base's own."""
    return not any(cue.role == "change" and cue.start >= time.end for cue in statement.left)


def _is_ratio(statement: Statement) -> bool:
    quantity = statement.quantity
    return quantity.kind in ("percent", "multiple") or (quantity.unit == "1" and quantity.value is not None and 0 < quantity.value < 1)


def _in_base(passage: Passage, statement: Statement, time: Time) -> bool:
    """占去年净利润的30%, 是1992年登记量的近5倍: what a share is of has a time of its own."""
    items = statement.clause.items
    if time.first == 0 or not passage.plays(items[time.first - 1], "share", "of", "equal", "link", "time-base"):
        return False
    return any(item.text == "的" for item in items[time.last : statement.at])
