"""Before, after, how much and how fast: 由4200元上涨到4620元,每吨上涨420元,涨幅10%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.relations.measures import (
    apart,
    comparable,
    is_plain,
    is_previous,
    is_share,
    readings,
    tells_growth,
    tie,
)
from kg.pipeline.statements import Statement, year

_MOST_YEARS = 31  # that the check can raise a rate to
_OLDEST = 50  # years: nothing that grows is told to have lasted longer
_NEAR = 5  # numbers: further off, a change is about something else
Pair = tuple[Statement, Statement]


def changes(said: Sequence[Statement]) -> Iterator[Tie]:
    """Ties of order, difference, growth and decline."""
    for before, after in _steps(said, 0, len(said)):
        less, greater = (before, after) if after.change == "rise" else (after, before)
        yield tie(
            "order", [("less", less), ("greater", greater)], after.change, before.quantity.start, after.quantity.end
        )
    for change in said:
        if change.level and is_share(change):
            yield from _shrunk_to(said, change)
        elif change.change and not change.level:
            yield from _sizes(said, change)
        elif (change.has("apart") or _is_pace(change)) and not is_share(change):
            yield from _apart(said, change)


def _shrunk_to(said: Sequence[Statement], share: Statement) -> Iterator[Tie]:
    """由2180平方公里缩小到1526平方公里,缩小到七成: of what it was, so that 缩小到三成 is 缩小了三成 misspelt."""
    if share.own or share.binding.noun or share.has("average"):
        return
    for before, after in _steps_near(said, share):
        if after.index < share.index and not is_share(after) and after.change == share.change:
            members = [("numerator", after), ("denominator", before), ("quotient", share)]
            yield tie("ratio", members, share.change, before.quantity.start, share.quantity.end)


def _is_pace(gap: Statement) -> bool:
    """比…的10秒06快0.08秒; 最快也要26岁 compares nothing."""
    return gap.has("pace") and any(item.text in cues().words("base") for item in gap.clause.items[: gap.at])


def _apart(said: Sequence[Statement], gap: Statement) -> Iterator[Tie]:
    """16.3万元和19.7万元,两者相差3.4万元: between the two before it."""
    two = [s for s in said[max(0, gap.index - _NEAR) : gap.index] if (comparable(s, gap) and not s.change) or s.level][
        -2:
    ]
    values = [s.quantity.value for s in two]
    if len(two) == 2 and None not in values and gap.sentence - two[0].sentence <= 1:
        yield from readings("difference", gap, [apart(two[0], two[1], gap)], "相差", weak=True)


def _steps(said: Sequence[Statement], first: int, last: int) -> Iterator[Pair]:
    """(from, to) of each 增至, 降到 among the numbers from `first` up to `last`."""
    for at, after in enumerate(said[first:last], first):
        if after.level:
            before = _start_of(said, at)
            if before is not None:
                yield before, after


def _steps_near(said: Sequence[Statement], change: Statement) -> Iterator[Pair]:
    around = _steps(said, max(0, change.index - _NEAR), change.index + _NEAR + 1)
    return (pair for pair in around if _near(pair[1], change))


def _start_of(said: Sequence[Statement], at: int) -> Statement | None:
    """What a 降到 came from: the number with 从, else the one before it in the sentence about the same thing."""
    level = said[at]
    for candidate in reversed(said[max(0, at - 3) : at]):
        if candidate.sentence != level.sentence or not comparable(candidate, level):
            continue
        settled = not candidate.change or candidate.level
        if candidate.has("from") or (not level.own and settled and not candidate.has("base")):
            return candidate
        return None
    return None


def _sizes(said: Sequence[Statement], change: Statement) -> Iterator[Tie]:
    """The rate or the amount of a change, against the before and after, or the amount, beside it."""
    if change.has("average"):
        yield from _yearly(said, change)  # 平均每年净增10.5万个: a year's share of the change
        return
    pairs = list(_pairs(said, change))
    rate = change.quantity.unit in ("%", "[ppth]") or change.quantity.kind == "multiple"
    if not rate:
        alike = [(b, a) for b, a in pairs if comparable(a, change)]
        yield from readings("difference", change, [_difference(b, a, change) for b, a in alike], change.change)
        return
    kind = "growth" if change.change == "rise" else "decline"
    pairs = [(b, a) for b, a in pairs if tells_growth(change, a)]
    if pairs:
        yield from readings(
            kind, change, [[("before", b), ("after", a), ("rate", change)] for b, a in pairs], change.change
        )
        return
    if any(cue.role == "comparable" for cue in change.frame):
        return
    amounts = [members for members in _amounts(said, change) if tells_growth(change, members[0][1])]
    if amounts:
        yield from readings(kind, change, amounts, change.change)
        return
    after = next(_afters(said, change), None)
    if after is not None:
        yield tie(kind, [("after", after), ("rate", change)], change.change, after.quantity.start, change.quantity.end)


def _yearly(said: Sequence[Statement], change: Statement) -> Iterator[Tie]:
    """由2015年的820亿元增至2020年的1320亿元,年均增长10.0%: so much a year on what it was the year before."""
    yearly = any(cue.text in cues().words("yearly-growth") for cue in change.left)
    if not yearly or change.quantity.unit != "%":
        return
    kind = "growth" if change.change == "rise" else "decline"
    steps = list(_steps_near(said, change))
    for before, after in steps or _dated(said, change):
        first, last = _year_beside(before), _year_beside(after)
        periods = last - first if first is not None and last is not None else 0
        if 1 < periods <= _MOST_YEARS and tells_growth(change, after):
            roles: list[tuple[str, Statement | str]] = [("before", before), ("after", after), ("rate", change)]
            members = [*roles, ("periods", str(periods))]
            yield tie(f"compound-{kind}", members, "年均", before.quantity.start, change.quantity.end)


def _dated(said: Sequence[Statement], change: Statement) -> list[Pair]:
    """2019年出口额4500万元,2023年已达3.6亿元: the two amounts before the rate, each of its own year."""
    near = [s for s in said[max(0, change.index - _NEAR) : change.index] if s.sentence == change.sentence]
    amounts = [s for s in near if is_plain(s) and not s.has("base") and _year_beside(s) is not None]
    return [(amounts[0], amounts[1])] if len(amounts) == 2 and comparable(*amounts) else []


def _year_beside(statement: Statement) -> int | None:
    """Of the date that stands before the number in its clause (由2015年的820亿元), or of the one that goes on to it."""
    before = (item for item in reversed(statement.clause.items[: statement.at]) if item.tag in ("TIME", "Q"))
    date = next(before, None)
    date = date if date is not None and date.tag == "TIME" else statement.when
    return year(date) if date is not None else None


def _difference(before: Statement, after: Statement, amount: Statement) -> list[tuple[str, Statement]]:
    more, less = (after, before) if amount.change == "rise" else (before, after)
    return [("minuend", more), ("subtrahend", less), ("difference", amount)]


def _pairs(said: Sequence[Statement], change: Statement) -> Iterator[Pair]:
    """(before, after) that the change may be between, likeliest first."""
    # 如果增加到300分钟,风险降低26%: what rose is not what fell.
    steps = [(b, a) for b, a in _steps_near(said, change) if _one_base(b, change) and _one_way(a, change)]
    # 毛利增长23%,毛利率由45%提高到53%: what follows under a name of its own is another thing.
    steps = [(b, a) for b, a in steps if a.index < change.index or not (b.own and is_share(change))]
    yield from sorted(steps, key=lambda pair: abs(pair[1].index - change.index))
    for base in _nearest(said, change):
        # 下降1.1%,比乙公司同期176.5万辆多: what is compared with afterwards is no base of it.
        told = base.index < change.index or is_previous(base)
        if told and _is_base(base) and _one_base(base, change):
            for after in reversed(said[max(0, base.index - _NEAR) : base.index]):
                said_before = after.index < change.index
                if after.sentence == base.sentence and said_before and comparable(after, base) and _is_now(after):
                    yield base, after


def _one_way(after: Statement, change: Statement) -> bool:
    return after.change in ("", change.change)


def _nearest(said: Sequence[Statement], change: Statement) -> list[Statement]:
    near = [s for s in said[max(0, change.index - _NEAR) : change.index + 3] if _near(s, change) and s is not change]
    return sorted(near, key=lambda s: abs(s.index - change.index))


def _near(statement: Statement, change: Statement) -> bool:
    return (
        statement.sentence == change.sentence
        and statement.clause.segment == change.clause.segment
        and abs(statement.index - change.index) <= _NEAR
    )


def _is_base(statement: Statement) -> bool:
    """A number of the period compared with: 去年同期为600亿元, 比去年同期的2090亿美元."""
    based = statement.has("base") or is_previous(statement)
    return based and not statement.change and not is_share(statement) and not _is_year(statement)


def _is_year(statement: Statement) -> bool:
    """較111年增加2040億元: a year of an era that the text does not name."""
    quantity = statement.quantity
    return quantity.unit == "a" and quantity.kind == "duration" and (quantity.value or 0) > _OLDEST


def _is_now(statement: Statement) -> bool:
    return not is_share(statement) and (not statement.change or statement.level) and not _is_base(statement)


def _is_year_after(statement: Statement, change: Statement) -> bool:
    """去年办理3.12万对,比上年减少0.78万对: 去年 is the year before for what is told of this year only."""
    year_before = cues().words("year-before")
    based = any(item.text in year_before for item in change.clause.items[: change.at])
    own = any(item.text in year_before for item in statement.clause.items[: statement.at])
    return based and not own and is_plain(statement) and not statement.has("base")


def _one_base(before: Statement, change: Statement) -> bool:
    """A rate that names its own base (比2019年同期增长26.5%) belongs to no other."""
    named = [i for i in change.clause.items[: change.at] if i.tag == "TIME"]
    if not change.has("base") or not named or before.clause is change.clause:
        return True
    said = {i.text for i in before.clause.items[: before.at] if i.tag == "TIME"}
    return any(i.text in said for i in named if i.text not in cues().words("same-period"))


def _amounts(said: Sequence[Statement], rate: Statement) -> Iterator[list[tuple[str, Statement]]]:
    """办理结婚登记3.12万对,比上年减少0.78万对,下降20%: the rate from the amount of the change."""
    for amount in _nearest(said, rate):
        if (
            amount.change == rate.change
            and not amount.level
            and not is_share(amount)
            and amount.quantity.kind != "multiple"
            and not _is_apart(said, amount, rate)
        ):
            for after in _afters(said, amount):
                if comparable(after, amount):
                    yield [("after", after), ("change", amount), ("rate", rate)]


def _is_apart(said: Sequence[Statement], amount: Statement, rate: Statement) -> bool:
    """余额146.3亿元,增加1.9亿元,贷款总额11992亿元,增长3.8%: another number stands between, of which the rate is."""
    between = said[min(amount.index, rate.index) + 1 : max(amount.index, rate.index)]
    return any(is_plain(s) and not is_share(s) and s.own for s in between)


def _afters(said: Sequence[Statement], change: Statement) -> Iterator[Statement]:
    """The amounts before a change that it may have led to, nearest first."""
    for candidate in reversed(said[max(0, change.index - _NEAR) : change.index]):
        if (
            candidate.sentence == change.sentence
            and candidate.clause.segment == change.clause.segment
            and (_is_now(candidate) or _is_year_after(candidate, change))
        ):
            yield candidate
