"""Products: count × each = total, power × time, price × amount: 20辆, 每辆45座, 合计900座."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.model import Relation
from kg.ontology.counting import classifiers, worked
from kg.pipeline.drawn.reading import Reading, multiplies, relation
from kg.pipeline.relations.measures import is_plain, is_share
from kg.pipeline.relations.products import each_of
from kg.pipeline.statements import Statement, in_sentences
from kg.quantities import unit_of

_WINDOW = 1  # sentences
_FACTORS = {("power", "time"): "energy", ("speed", "time"): "length"}


def products(reading: Reading) -> Iterator[Relation]:
    """For each number for one of something, the count and total that it makes; the tie that says so goes before."""
    done = set()
    for each in reading.said:
        for count, total in _tied(reading, each) or _by_unit(reading, each) or _of_measures(reading, each):
            key = frozenset((each.name, count.name, total.name))
            if key not in done:
                done.add(key)
                yield relation("product", [("count", count), ("each", each), ("total", total)])


def _tied(reading: Reading, each: Statement) -> list[tuple[Statement, Statement]]:
    """(count, total) of the readings that hold, else of the first that the words themselves say."""
    for kind, roles in (("product", ("count", "each", "total")), ("ratio", ("denominator", "quotient", "numerator"))):
        for group in reading.tied(kind, each):
            choices = [dict(reading.members(tie)) for tie in group]
            choices = [c for c in choices if c.get(roles[1]) is each and set(roles) <= set(c)]
            if not choices or is_share(each) or each.quantity.kind == "multiple":
                continue
            held = [c for c in choices if multiplies(c[roles[0]], each, c[roles[2]])]
            # of 1600万千瓦（16吉瓦） the one said first
            held = [c for c in held if not reading.other_side(c[roles[2]])] or held
            said = choices[:1] if kind == "product" and not any(tie.weak for tie in group) else []
            return [(choice[roles[0]], choice[roles[2]]) for choice in held or said]
    return []


def _by_unit(reading: Reading, each: Statement) -> list[tuple[Statement, Statement]]:
    """(count, total) by the unit that the number is for one of: 每度电0.5元, 人均每天110分钟."""
    per = each.per or each.quantity.per
    if not per or is_share(each) or each.change:
        return []
    around = in_sentences(reading.said, each.sentence - _WINDOW, each.sentence + _WINDOW)
    near = [s for s in around if s is not each]
    near.sort(key=lambda s: abs(s.index - each.index))
    whole = "{" not in per and not unit_of(per).dimension.startswith("unknown")  # kW.h is one unit
    codes = [per] if whole else per.split(".")
    for code in codes:
        number, unit = _measured(code)
        counts = [s for s in near if is_plain(s) and not each_of(s) and _counts(s, unit, each)]
        totals = [s for s in near if _same_measure(s, each) and is_plain(s) and not _per(s, code)]
        totals.sort(key=reading.other_side)  # of 1600万千瓦（16吉瓦） the one said first
        totals = [s for s in totals if s.sentence >= each.sentence]
        # 每度电0.5元: where the denominator is not written with the number, it is not in its interval either.
        size = number if each.quantity.per else number * unit_of(unit).factor
        held = [(c, t) for c, t in product(counts, totals) if c is not t and multiplies(c, each, t, 1 / size)]
        if held:
            return held[:1]
    return []


def _measured(code: str) -> tuple[float, str]:
    """(10, 股) of 10股, (1, kW.h) of kW.h."""
    digits = code[: len(code) - len(code.lstrip("0123456789"))]
    return (float(digits), code[len(digits) :]) if digits else (1.0, code)


def _counts(count: Statement, unit: str, each: Statement) -> bool:
    """So many of what the other is for one of."""
    own = count.quantity.unit
    bare = unit.strip("{}")
    of = count.of.text if count.of is not None else ""
    noun = count.binding.noun.text + of
    if own.strip("{}") == bare:
        return True
    people = {own, "{" + bare + "}"} <= classifiers("people")
    persons = bare == "人" and (own in ("1", "{人次}") or own in classifiers("people"))
    named = (len(bare) > 1 and bare in noun) or (noun.endswith(bare) and own.startswith("{"))
    bare_count = own.startswith("{") and not noun and count.sentence <= each.sentence + 1  # 单卡700瓦。一台装8块
    same = unit_of(own).dimension == unit_of(unit).dimension not in ("count", "") and not own.startswith("{")
    return (
        people
        or persons
        or named
        or bare_count
        or (same and unit_of(unit).dimension != "count" and own != each.quantity.unit)
    )


def _per(statement: Statement, code: str) -> bool:
    per = statement.per or statement.quantity.per
    return per is not None and code in per.split(".")


def _same_measure(a: Statement, b: Statement) -> bool:
    one, other = unit_of(a.quantity.unit), unit_of(b.quantity.unit)
    if a.quantity.unit == b.quantity.unit:
        return True
    counts = one.dimension == other.dimension == "count"
    people = {a.quantity.unit, b.quantity.unit} <= classifiers("people") | classifiers("anything")
    return people if counts else one.dimension == other.dimension


def _of_measures(reading: Reading, rate: Statement) -> list[tuple[Statement, Statement]]:
    """5千瓦, 4小时, 20千瓦时; 2048张, 21天, 103.2万卡时: in one sentence the units themselves say what is multiplied."""
    near = [s for s in reading.said[max(0, rate.index - 3) : rate.index + 4] if s.sentence == rate.sentence]
    if rate.quantity.kind == "duration":
        for total in (s for s in near if s.quantity.unit in worked()):
            hour = unit_of(worked()[total.quantity.unit]).factor
            counts = [s for s in near if _dimension(s) == "count" and s is not total]
            held = [(count, total) for count in counts if multiplies(rate, count, total, 1 / hour)]
            if held:
                return held[:1]
    for (one, other), result in _FACTORS.items():
        if _dimension(rate) != one:
            continue
        times = [s for s in near if _dimension(s) == other]
        results = [s for s in near if _dimension(s) == result]
        held = [(time, total) for time, total in product(times, results) if multiplies(rate, time, total)]
        if held:
            return held[:1]
    return []


def _dimension(statement: Statement) -> str:
    return unit_of(statement.quantity.unit).dimension
