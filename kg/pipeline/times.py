"""When a number holds: how far each time expression of a text reaches.

A time before the number in its own clause is its own. One that opens a clause frames the clauses after it, and the
sentences after that until one has its own (全年…。按常住地分，…). The base of a comparison frames nothing: after
比去年同期的43.2万吨增加, the increase is this year's.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.pipeline.clauses import DE, Item
from kg.pipeline.passages import Passage
from kg.pipeline.statements import Statement
from kg.pipeline.time_words import Time, is_current, times, year

# What may stand before a time that opens its clause.
_BEFORE = frozenset(("p", "c", "d", "f", "TIME", "xc", "w"))


class Times:
    """The time expressions of a passage by clause, and the frame that holds at each clause."""

    def __init__(self, passage: Passage, told: Collection[int]) -> None:
        """told: the clauses that only name a source (国家能源局20日发布): their time is that of saying."""
        self._passage = passage
        self._own = [times(passage, place) for place in range(len(passage.clauses))]
        self._frames = self._frame_all(told)

    def of(self, statement: Statement) -> str | None:
        """When the number holds: a date as ISO 8601 where it names its year, else the words."""
        place = self._passage.place(statement.clause)
        found = self._in_clause(statement, place) or self._frames[place]
        return None if found is None else found.iso or self._anchored(found)

    def _in_clause(self, statement: Statement, place: int) -> Time | None:
        """The nearest time before the number that does not belong to something else."""
        before = [time for time in self._own[place] if time.last <= statement.at]
        return next((time for time in reversed(before) if self._is_own(statement, time)), None)

    def _is_own(self, statement: Statement, time: Time) -> bool:
        """True unless the time is that of what the number is compared with, turns from, or is a share of.

        比去年同期的43.2万吨增加12.5%: 43.2 is last year's, 12.5 is not; nor are 占去年净利润的30%, 是1992年登记量的近5倍.
        """
        items = statement.clause.items
        if time.base and _predicates(self._passage, items[time.last : statement.at]):
            return False
        origin = time.first > 0 and self._passage.plays(items[time.first - 1], "from")
        if origin and any(item.tag == "Q" for item in items[time.last : statement.at]):
            return False  # 由目前30%左右提高到100%
        measured = time.base or (
            time.first and self._passage.plays(items[time.first - 1], "share", "of", "equal", "link", "time-base")
        )
        return not (measured and _is_ratio(statement) and any(i.text in DE for i in items[time.last : statement.at]))

    def _frame_all(self, told: Collection[int]) -> list[Time | None]:
        """The frame at each clause: the last that opened in its paragraph, or in the heading or the table above."""
        frames: list[Time | None] = []
        frame: Time | None = None
        for place, clause in enumerate(self._passage.clauses):
            if place in told or self._begins_paragraph(place):
                frame = None  # a speaker sets a frame of his own
            elif frame is not None and self._passage.first[place] == place and not self._lasts(frame, place):
                frame = None
            frames.append(frame)
            if place not in told and clause.anchor is None:
                frame = next((t for t in reversed(self._own[place]) if _frames(self._passage, t, frame)), frame)
        return frames

    def _lasts(self, frame: Time, place: int) -> bool:
        """False where the next sentence leaves the frame: 十年后 was told from what came before, 现有 is of now."""
        last = self._passage.clauses[frame.place].items[frame.last - 1]
        relative = self._passage.plays(last, "relative")
        return not relative and not any(self._passage.plays(i, "standing") for i in self._passage.clauses[place].items)

    def _begins_paragraph(self, place: int) -> bool:
        """True where a line begins and the one above is closed by a full stop: no heading, no row of a table."""
        if place == 0:
            return True
        between = self._passage.text[self._passage.clauses[place - 1].end : self._passage.clauses[place].start]
        return "\n" in between and any(stop in between for stop in "。!?")

    def _anchored(self, time: Time) -> str:
        """全年 after 去年 is that year's whole: the words with the year that holds around them."""
        frame = self._frames[time.place]
        inside = self._passage.clauses[time.place].items[time.first : time.last]
        if frame is None or len(inside) > 1 or not self._passage.plays(inside[0], "part-of-year"):
            return time.text
        return year(self._passage, frame) + time.text


def _frames(passage: Passage, time: Time, frame: Time | None) -> bool:
    """True when the time opens its sentence, is a clause of its own, or has a number of its own behind it.

    The day of an event, too, frames what is said after it (沪深两市昨日缩量整理。…), as 今年 does; another year does
    not (1958年发表处女作，出版长篇小说9部). Nor does one that, in the sentence of another frame, only gives a number to compare
    with: 2024年销售427万辆，上年为302万辆，同比增长41.26%.
    """
    clause = passage.clauses[time.place]
    following = clause.items[time.last] if time.last < len(clause.items) else None
    bare = following is not None and time.first == 0 and (following.tag == "Q" or passage.plays(following, "link"))
    framed = frame is not None and passage.clauses[frame.place].sentence == clause.sentence
    if time.base or (bare and framed):
        return False
    before = [item for item in clause.items[: time.first] if not passage.plays(item, "time-limit", "dateline")]
    if any(item.tag == "v" for item in before):
        return False
    if is_current(passage, time) or any(item.tag == "Q" for item in clause.items[time.last :]):
        return True
    opens = passage.first[time.place] == time.place or time.last == len(clause.items)
    return opens and all(item.tag in _BEFORE for item in before)


def _predicates(passage: Passage, between: Sequence[Item]) -> bool:
    """True where a verb or adjective stands between, outside an attribute: 增长, but not the one of 公布的岩面高程."""
    attribute = max((at for at, item in enumerate(between) if item.text in DE), default=-1)
    return any(i.tag in ("v", "a", "ad") and not passage.plays(i, "link") for i in between[attribute + 1 :])


def _is_ratio(statement: Statement) -> bool:
    quantity = statement.quantity
    fraction = quantity.unit == "1" and quantity.value is not None and 0 < quantity.value < 1
    return fraction or quantity.kind in ("percent", "multiple")
