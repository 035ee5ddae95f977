"""Dates and how long it was between them: 从1965年到1996年的31年, 2021年3月开工,2024年9月建成,历时三年半."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.clauses import Item
from kg.pipeline.relations.measures import tie
from kg.pipeline.statements import Statement
from kg.quantities import unit_of
from kg.quantities.moments import YEAR, Moment


def spans(said: Sequence[Statement], dated: Sequence[Statement]) -> Iterator[Tie]:
    """`dated`: the dates of the text, each with its Moment as `date_value`."""
    for statement in said:
        quantity = statement.quantity
        if unit_of(quantity.unit).dimension != "time" or quantity.value is None or statement.change:
            continue
        if quantity.kind == "age":
            yield from _age(dated, statement)
        elif quantity.kind == "duration":
            yield from _duration(dated, statement)


def _duration(dated: Sequence[Statement], statement: Statement) -> Iterator[Tie]:
    pair = _joined(dated, statement) or _since_founding(dated, statement)
    if pair is None and statement.has("lasted"):
        pair = _begun_and_finished(dated, statement)
    if pair is not None:
        yield _span(*pair, statement, "从…到…", slack=_rounding(pair, unit_of(statement.quantity.unit).factor))


def _rounding(pair: tuple[Statement, Statement], unit: float) -> float:
    """Half a unit, where the dates are closer than that: from March to September of years later it was 三年半."""
    spans = (moment.bounds() for d in pair if (moment := Moment.parsed(d.quantity.date_value)) is not None)
    return 0 if any(last - first >= unit for first, last in filter(None, spans)) else unit / 2


def _span(first: Statement, last: Statement, statement: Statement, cue: str, *, slack: float) -> Tie:
    """slack: seconds that the length may be off by: it is rounded, or counted from one birthday or the next."""
    members: list[tuple[str, Statement | str]] = [("from", first), ("to", last), ("duration", statement)]
    if slack:
        members.append(("slack", str(int(slack))))
    cycles = [moment.cycle for d in (first, last) if (moment := Moment.parsed(d.quantity.date_value)) is not None]
    if min(cycles) > 0:
        members.append(("cycle", str(int(min(cycles)))))
    places = [d.quantity for d in (first, last, statement)]
    return tie("span", members, cue, min(q.start for q in places), max(q.end for q in places))


def _joined(dated: Sequence[Statement], statement: Statement) -> tuple[Statement, Statement] | None:
    """从 Y1 到 Y2 的 n 年: the two dates stand directly before, joined by 到."""
    dates = [d for d in dated if d.sentence == statement.sentence and d.quantity.start < statement.quantity.start]
    if len(dates) < 2:
        return None
    first, second = dates[-2], dates[-1]
    joined = first.clause is second.clause and any(
        i.text in cues().words("reach") for i in first.clause.items[first.at + 1 : second.at]
    )
    near = second.clause is statement.clause and _only_attribute(second.clause.items[second.at + 1 : statement.at])
    return (first, second) if joined and near else None


def _only_attribute(between: Sequence[Item]) -> bool:
    return all(i.text in cues().words("span-filler") or i.tag in ("d", "f") for i in between)


def _since_founding(dated: Sequence[Statement], statement: Statement) -> tuple[Statement, Statement] | None:
    """创办于1905年,2025年举行建校120周年庆典: 周年 is counted from the founding to the date said with it."""
    if not statement.quantity.text.endswith(tuple(cues().words("anniversary"))):
        return None
    near = [
        d for d in dated if 0 <= statement.sentence - d.sentence <= 1 and d.quantity.end <= statement.quantity.start
    ]
    founded = [d for d in near if _is_founding(d)]
    then = [d for d in near if d not in founded and d.sentence == statement.sentence]
    return (founded[-1], then[-1]) if len(founded) == 1 and then else None


def _is_founding(date: Statement) -> bool:
    """创办于1905年, 1905年建校: the word stands beside the date itself."""
    around = date.clause.items[max(0, date.at - 2) : date.at + 2]
    return any(item.text in cues().words("founded") for item in around)


def _begun_and_finished(dated: Sequence[Statement], statement: Statement) -> tuple[Statement, Statement] | None:
    """The one date of its sentence when something begins and the one when something ends."""
    dates = [
        d for d in dated if d.sentence == statement.sentence and d.clause.anchor is None and not _beside(d, "born")
    ]
    if len(dates) == 2 and any(i.text in cues().words("interval") for i in statement.clause.items[: statement.at]):
        return dates[0], dates[1]
    ends = cues().words("ended") | cues().words("finish")
    # 投产 begins a plant's work, and ends the building of it, which is what took so long.
    begins = (cues().words("begun") | cues().words("begin")) - ends
    begun = [d for d in dates if _tells(d, dates, begins, "since")]
    finished = [d for d in dates if d not in begun and _tells(d, dates, ends, "reach")]
    if len(begun) != 1 or len(finished) != 1 or len(dates) != 2:
        return None
    return begun[0], finished[0]


def _tells(date: Statement, dates: Sequence[Statement], after: Collection[str], before: str) -> bool:
    """True for a date followed by one of those words in its clause, or preceded by one of the role."""
    items = date.clause.items
    places = sorted(d.at for d in dates if d.clause is date.clause)
    ends = [*places, len(items)]
    following = items[date.at + 1 : ends[places.index(date.at) + 1]]
    if date.at > 0 and items[date.at - 1].text in cues().words(before):
        return True
    return any(i.text in after for i in following)


def _age(dated: Sequence[Statement], statement: Statement) -> Iterator[Tie]:
    """Born in Y1, n years old in Y2: Y2 in the age's own clause, the birth in it or a clause before."""
    dates = [
        d for d in dated if 0 <= statement.sentence - d.sentence <= 1 and d.quantity.start < statement.quantity.start
    ]
    born = [d for d in dates if _beside(d, "born")]
    then = [d for d in dates if d.clause is statement.clause and d not in born]
    then = then or [d for d in dates if d.sentence == statement.sentence and d not in born and _beside(d, "died")]
    then = then or _just_said(dates, born, statement) or _that_year(dated, statement)
    if born and then:
        yield _span(born[-1], then[-1], statement, "出生", slack=YEAR if _dated_closely(born[-1], then[-1]) else 0)


def _just_said(dates: Sequence[Statement], born: Sequence[Statement], statement: Statement) -> list[Statement]:
    """1978年考入武汉大学,时年32岁."""
    before = statement.clause.items[: statement.at]
    if not any(item.text in cues().words("at-that-age") for item in before):
        return []
    return [d for d in dates[-1:] if d not in born and d.sentence == statement.sentence]


def _that_year(dated: Sequence[Statement], statement: Statement) -> list[Statement]:
    """他38岁那年,也就是1984年: the date that opens the next clause, behind 即 or 也就是."""
    if statement.clause.items[-1].text not in cues().words("that-year"):
        return []
    after = (d for d in dated if d.sentence == statement.sentence and d.quantity.start > statement.quantity.end)
    date = next(after, None)
    between = date.clause.items[: date.at] if date is not None else []
    said = any(item.text in cues().words("equal") for item in between)
    return [date] if date is not None and said and all(item.tag in ("d", "v") for item in between) else []


def _dated_closely(first: Statement, last: Statement) -> bool:
    """True where a date says more than its year: counting by 虚岁 still shifts an age by one."""
    moments = [Moment.parsed(d.quantity.date_value) for d in (first, last)]
    return any(moment is not None and moment.month is not None for moment in moments)


def _beside(date: Statement, role: str) -> bool:
    """True when a word of that role stands in the date's clause."""
    words = cues().words(role)
    return any(item.text in words for item in date.clause.items)
