"""What the text itself computes: 按1吨约合7.33桶计算,约合3274吨; 每张照片按4MB计算,可存储800万张; 按365天计算,日均7353人次.

按…计算 names what a number is computed with, so the number that follows is the outcome, and the nearest of the other
sort before it is what it was computed from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.counting import interchangeable
from kg.ontology.cues import cues
from kg.pipeline.phrases import is_nominal
from kg.pipeline.relations.measures import alike, is_plain, is_share, readings, tie
from kg.pipeline.relations.products import each_of, is_count, per_size, same_measure
from kg.pipeline.statements import Statement
from kg.quantities import unit_of

_REACH = 6  # numbers back: what an outcome is computed from
_ONE = (1, 100)  # 1吨约合7.33桶, 100日元兑5元


def conversions(said: Sequence[Statement]) -> Iterator[Tie]:
    at = 0
    while at < len(said):
        basis = _basis(said, at)
        at += max(1, len(basis))
        if basis and at < len(said):
            yield from _computed(said, basis, said[at])


def _basis(said: Sequence[Statement], at: int) -> list[Statement]:
    """The numbers between 按 and 计算, the first of which is said[at]; none where there is no such frame."""
    first = said[at]
    if not any(item.text in cues().words("basis") for item in first.clause.items[: first.at]):
        return []
    found = [first]
    for statement in said[at + 1 : at + 3]:
        listed = statement.clause is not first.clause and statement.clause.opener == "、"
        if statement.sentence == first.sentence and (statement.clause is first.clause or listed):
            found.append(statement)
    last = found[-1]
    reckoned = any(item.text in cues().words("reckoned") for item in last.clause.items[last.at + 1 :])
    return found if reckoned else []


def _computed(said: Sequence[Statement], basis: Sequence[Statement], outcome: Statement) -> Iterator[Tie]:
    first, *others = basis
    if outcome.sentence != first.sentence or outcome.quantity.value is None or outcome.change or outcome.bracketed:
        return
    before = [s for s in reversed(said[max(0, first.index - _REACH) : first.index]) if _may_be_from(s, first)]
    if others and first.quantity.value in _ONE and not is_share(others[0]):
        yield from _by_a_rate(before, first, others[0], outcome)
    elif others and is_share(others[-1]) and alike(first, outcome):
        yield from readings("ratio", outcome, [_ratio(outcome, first, others[-1])], "按")
    elif not others and is_share(first):
        whole = [_ratio(outcome, s, first) for s in before if alike(s, outcome)][:1]
        yield from readings("ratio", outcome, whole, "按", weak=True)
    elif not others and (unit := _one_of(first)):
        yield from _by_each(before, first, outcome, unit)
    elif not others:
        yield from _by_a_number(before, first, outcome)


def _may_be_from(statement: Statement, basis: Statement) -> bool:
    near = basis.sentence - statement.sentence <= 1
    return near and is_plain(statement) and statement.quantity.value is not None and not statement.has("base")


def _by_a_rate(before: Sequence[Statement], one: Statement, other: Statement, outcome: Statement) -> Iterator[Tie]:
    """2.4万桶,按1吨约合7.33桶计算,约合3274吨. Currencies are the business of `exchanges`."""
    if unit_of(one.quantity.unit).dimension.startswith("money"):
        return
    for amount in before:
        for of, to in ((one, other), (other, one)):
            if _one_unit(amount, of) and _one_unit(outcome, to):
                members = [("amount", amount), ("converted", outcome), ("rateOf", of), ("rateIs", to)]
                yield tie("exchange", members, "按", amount.quantity.start, outcome.quantity.end)
                return


def _one_unit(a: Statement, b: Statement) -> bool:
    return a.quantity.unit == b.quantity.unit or interchangeable(a.quantity.unit, b.quantity.unit)


def _one_of(basis: Statement) -> str:
    """What the basis is for one of: 每张照片按4MB, 一个标准足球场按7140平方米; empty for nothing."""
    first = basis.clause.items[0]
    named = [item.text for item in basis.clause.items[: basis.at] if is_nominal(item)]
    one = first.text[1:] + "".join(named) if first.tag == "m" and first.text[0] in cues().words("article") else ""
    per = basis.per if basis.quantity.per is None else None
    unit = next(iter(each_of(basis)), "")
    if len(unit) == 1 and per is not None and not per.startswith("{"):
        unit += per  # 每个|参数: the noun is a property's name as well
    return unit or one or per or ""


def _by_each(before: Sequence[Statement], each: Statement, outcome: Statement, unit: str) -> Iterator[Tie]:
    """32TB,每张照片按4MB计算,可存储800万张; 720亿个参数,以每个参数占用2字节计算,约144GB."""
    count: Statement | None
    total: Statement | None
    if same_measure(outcome, each) and not each_of(outcome):
        count = next((s for s in before if is_count(s, unit) or _names(s, unit)), None)
        total = outcome
    elif is_count(outcome, unit):
        count, total = outcome, next((s for s in before if same_measure(s, each) and not each_of(s)), None)
    else:
        return
    if count is not None and total is not None:
        yield from readings("product", outcome, [[("count", count), ("each", each), ("total", total)]], "按")


def _names(statement: Statement, unit: str) -> bool:
    """参数量为720亿 is of what 每个参数 is for one of."""
    noun = unit[-2:]
    words = "".join(item.text for item in statement.clause.items[: statement.at])
    return statement.quantity.unit == "1" and noun in words


def _by_a_number(before: Sequence[Statement], basis: Statement, outcome: Statement) -> Iterator[Tie]:
    """268.4万人次,按365天计算,日均7353人次; 以总股本60亿股计算,每股收益6.54元; 日产500吨,按300天计算,年产15万吨."""
    size = per_size(outcome, basis)
    numerator = next((s for s in before if alike(s, outcome) and per_size(s, basis) is None), None)
    each = next((s for s in before if same_measure(s, outcome) and per_size(s, basis) is not None), None)
    if size is not None and numerator is not None:
        yield from readings("ratio", outcome, [[*_ratio(numerator, basis, outcome), *size]], "按")
    elif each is not None:
        members = [*_ratio(outcome, basis, each), *(per_size(each, basis) or ())]
        yield from readings("ratio", outcome, [members], "按")


def _ratio(numerator: Statement, denominator: Statement, quotient: Statement) -> list[tuple[str, Statement | str]]:
    return [("numerator", numerator), ("denominator", denominator), ("quotient", quotient)]
