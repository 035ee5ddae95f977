"""Dates that the calendar does not have: 11月31日, 2025年10月18日(星期四)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.model import Tie
from kg.pipeline.clauses import Clause
from kg.pipeline.relations.measures import tie
from kg.pipeline.statements import Statement
from kg.quantities.calendar import calendar
from kg.quantities.moments import Moment


def calendars(dated: Sequence[Statement], clauses: Sequence[Clause]) -> Iterator[Tie]:
    """A tie of each date that cannot be. It stands alone: the calendar is what it is held against."""
    brackets = {clause.anchor.start: clause for clause in clauses if clause.anchor is not None}
    for date in dated:
        moment = Moment.parsed(date.quantity.date_value)
        if moment is None:
            continue
        text = date.quantity.text
        if moment.month is not None and moment.day is not None and moment.day > moment.last_day():
            yield _tie(date, "day", f"{text} > {moment.month}月{moment.last_day()}日")
        elif (said := _weekday(date, brackets)) and (found := moment.weekday()) and said != found:
            names = calendar().weekday_names
            yield _tie(date, "weekday", f"{text} = {names[found]} ≠ {names[said]}")


def _tie(date: Statement, rule: str, words: str) -> Tie:
    quantity = date.quantity
    return tie("calendar", [("dated", date), ("rule", rule), ("words", words)], "", quantity.start, quantity.end)


def _weekday(date: Statement, brackets: Mapping[int, Clause]) -> int | None:
    """The weekday said right after the date, in brackets or without: 1 for 星期一 to 7 for 星期日."""
    following = date.clause.items[date.at + 1 : date.at + 2]
    bracket = brackets.get(date.quantity.start)
    following = bracket.items[:1] if bracket is not None else following
    return next((calendar().weekdays[item.text] for item in following if item.text in calendar().weekdays), None)
