"""Count × per-unit = total, and total ÷ count = average: 五台涡轮机,每台380兆瓦,共1900兆瓦."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.counting import classifiers, interchangeable
from kg.ontology.cues import cues
from kg.ontology.properties import properties
from kg.pipeline.relations.measures import in_list, is_other_time, is_plain, is_share, readings
from kg.pipeline.statements import Statement, in_sentences
from kg.quantities import scan, unit_of

_WINDOW = 2  # sentences: a per-unit number and its count stand close together, or in different stories


def products(said: Sequence[Statement]) -> Iterator[Tie]:
    for each in said:
        if is_share(each) or each.quantity.value is None or each.change:
            continue
        units = each_of(each)
        if len(units) == 2:
            yield from _twice(said, each, units)
        for unit in units:
            counts = _counts(said, each, unit)
            if counts:
                yield from _with_totals(said, each, counts, unit)
                break


def _with_totals(said: Sequence[Statement], each: Statement, counts: Sequence[Statement], unit: str) -> Iterator[Tie]:
    choices = [(count, total) for count in counts for total in _totals(said, each, count, unit)]
    choices = [(c, t) for c, t in choices if _of_one_time(each, c, t) and not _is_of_others(said, c, t)]
    strong = [(c, t) for c, t in choices if _says_total(t) or (each.has("average") and _is_averaged(t, each))]
    chosen = strong or choices
    weak = not strong
    if each.has("average"):
        members = [[("numerator", t), ("denominator", c), ("quotient", each)] for c, t in chosen]
        yield from readings("ratio", each, members, "平均", weak=weak)
    else:
        members = [[("count", c), ("each", each), ("total", t)] for c, t in chosen]
        yield from readings("product", each, members, unit, weak=weak)


def _twice(said: Sequence[Statement], each: Statement, units: Sequence[str]) -> Iterator[Tie]:
    """资助200名学生,每人每年5000元,连续资助3年,总额300万元: for one of two sorts, so that the total is of both."""
    counts = [next(iter(_counts(said, each, unit, units) or _times(said, each, unit)), None) for unit in units]
    first, second = counts
    if first is None or second is None or first is second:
        return
    around = in_sentences(said, each.sentence - 1, each.sentence + 1)
    near = [s for s in around if s not in (each, first, second)]
    totals = [s for s in near if _says_total(s) and same_measure(s, each) and not each_of(s) and not s.has("base")]
    roles: list[tuple[str, Statement | str]] = [("count", first), ("factor", second), ("each", each)]
    roles += _factor_size(each, second)
    members = [[*roles, ("total", total)] for total in totals]
    yield from readings("product", each, members, "".join(units))


def _factor_size(each: Statement, factor: Statement) -> list[tuple[str, str]]:
    """What one of the factor's unit is in SI, where the amount is not by that already."""
    unit = unit_of(factor.quantity.unit)
    return [] if unit.factor == 1.0 or each.quantity.per == unit.code else [("unitSize", f"{unit.factor:.12g}")]


def _times(said: Sequence[Statement], each: Statement, unit: str) -> list[Statement]:
    """For how many years or days: 连续资助3年."""
    here = in_sentences(said, each.sentence, each.sentence)
    near = [s for s in here if s.quantity.kind == "duration" and is_plain(s)]
    return [s for s in near if s.quantity.unit == _code(unit) and s.quantity.value is not None and not each_of(s)]


def _code(unit: str) -> str:
    return next((q.unit for q in scan(f"1{unit}")), "")


def _of_one_time(each: Statement, count: Statement, total: Statement) -> bool:
    """人均月薪5500元 adds up to no 36万元 a year, nor a number to another of its own unit."""
    if count.quantity.unit == total.quantity.unit:
        return False
    one, other = (_times_of(s) for s in (each, total))
    return one == other or unit_of(count.quantity.unit).dimension == "time" or not one


def _times_of(statement: Statement) -> set[str]:
    codes = {*(statement.per or "").split("."), *map(_code, each_of(statement))}
    return {code for code in codes if code and unit_of(code).dimension == "time"}


def _is_of_others(said: Sequence[Statement], count: Statement, total: Statement) -> bool:
    """100架的合同总额为99亿美元 is for those, not for 5架 told before."""
    beside = said[max(0, total.index - 1) : total.index]
    return any(s is not count and s.clause is total.clause and s.quantity.unit == count.quantity.unit for s in beside)


def each_of(statement: Statement) -> list[str]:
    """What the number is for one of, in the text's words: 台, 辆车, 个机柜, 人, 天; none when it is not per unit."""
    found = []
    for mark in (c for c in statement.left if c.role == "each"):
        if len(mark.text) == 2 and mark.text in cues().words("average"):
            found.append(mark.text[0])  # 人均体育场地面积 is for one 人, not for one 场地
            continue
        words = [i for i in statement.clause.items[: statement.at] if i.end > mark.start]
        text = ""
        for item in words:
            named = item.tag in ("n", "nz", "q", "E", "vn", "ORG", "s", "m") and not properties().is_word(item.text)
            if item.start >= mark.end and not named:
                break  # 每辆|售价35万元: the price is not what there are twelve of
            text += item.text if item.start >= mark.end else item.text[max(0, mark.start - item.start) :]
        bare = _without_mark(text)
        if bare and bare not in found:
            found.append(bare)
    return found + _spaced(statement)


def _spaced(statement: Statement) -> list[str]:
    """平均站距1.56公里: a length divided by its 站."""
    noun = statement.binding.noun.text
    endings = (e for e in cues().words("distance") if noun.endswith(e))
    return [_without_mark(noun.removesuffix(e)) for e in endings if statement.has("average")]


def _without_mark(text: str) -> str:
    for word in sorted(cues().words("average") | cues().words("each-prefix"), key=len, reverse=True):
        text = text.removeprefix(word)
    return text


def per_size(rate: Statement, whole: Statement) -> list[tuple[str, str]] | None:
    """None unless the rate is for one of what `whole` is an amount of; else how large that one is, where it needs saying:
    日均7353人次 is by the day of 86,400 s, a rate in km/h says so itself."""
    per = rate.per
    if per is None or "." in per:
        return None
    many = _of_so_many(rate, whole)
    if many is not None:
        return many
    heads = {whole.quantity.unit, per} <= classifiers("head")
    if not heads and not of_one_sort(whole.quantity.unit, per):
        return None
    unit = unit_of(per)
    measured = rate.quantity.per is None and unit.dimension != "count"
    return [("unitSize", f"{unit.factor:.12g}")] if measured else []


def _of_so_many(rate: Statement, whole: Statement) -> list[tuple[str, str]] | None:
    """每千名老年人拥有床位42.8张, 每10股派3.2元: for so many of a unit."""
    per = rate.per
    found = scan(per) if per is not None else ()
    if len(found) != 1 or found[0].text != per or found[0].value in (None, 1):
        return None
    unit = found[0].unit
    if not {whole.quantity.unit, unit} <= classifiers("head") and not of_one_sort(whole.quantity.unit, unit):
        return None
    return [("unitSize", f"{unit_of(unit).factor * (found[0].value or 1):.12g}")]


def of_one_sort(unit: str, other: str) -> bool:
    """True for two units of one dimension, or of what may be counted by either."""
    if unit == other or interchangeable(unit, other):
        return True
    dimension = unit_of(unit).dimension
    return dimension == unit_of(other).dimension != "count"


def _counts(said: Sequence[Statement], each: Statement, unit: str, within: Sequence[str] = ()) -> list[Statement]:
    """The numbers of those units: the nearest before first, then those after in the sentence."""
    around = in_sentences(said, each.sentence - _WINDOW, each.sentence + _WINDOW)
    near = [s for s in around if s is not each and is_count(s, unit, within)]
    before = [s for s in reversed(near) if s.index < each.index]
    after = [s for s in near if s.index > each.index and s.sentence == each.sentence]
    # Members of a list (其中地下站25座,地面站3座) stand behind the whole they are of.
    return sorted([*before, *after], key=lambda s: in_list(said, s))


def is_count(statement: Statement, unit: str, within: Sequence[str] = ()) -> bool:
    """True for a number of those that `unit` (a classifier, a noun or both) is one of; one for each of `within` as well."""
    quantity = statement.quantity
    if not quantity.unit.startswith("{") or not is_plain(statement) or set(each_of(statement)) - set(within):
        return False
    if unit in cues().words("period-prefix"):
        return False  # 日均: days are no 桶
    classifier = quantity.unit.strip("{}")
    noun = unit.removeprefix(classifier) if unit.startswith(classifier) else unit
    of = statement.of.text if statement.of is not None else ""
    nouns = classifiers("noun")
    if quantity.unit in nouns and f"{{{noun}}}" in nouns and noun != classifier:
        return False  # 71万人 are no number of 户
    if {quantity.unit, f"{{{unit}}}"} <= classifiers("people"):
        return True  # 200名学生, 每人
    if noun == "":
        return True
    if not of or of == classifier:
        # 800万张 are of what 每张照片 is one of; 5个 may be anything.
        return classifier == noun or (unit.startswith(classifier) and quantity.unit not in classifiers("anything"))
    return of.endswith(noun) or noun.endswith(of) or (len(noun) > 1 and noun in of) or noun.startswith(of)


def _totals(said: Sequence[Statement], each: Statement, count: Statement, unit: str) -> list[Statement]:
    """Amounts of the each's dimension that may be said of them all, per day if the each is per day as well."""
    low, high = min(each.sentence, count.sentence), max(each.sentence, count.sentence) + 1
    others = set(each_of(each)) - {unit}
    near = [s for s in in_sentences(said, low, high) if s not in (each, count) and same_measure(s, each)]
    near = [
        s
        for s in near
        if (is_plain(s) or s.has("total"))
        and set(each_of(s)) <= others
        and not is_other_time(s, each)
        and not s.has("base")
    ]
    near = [s for s in near if not _supplies(s, count)]
    return sorted(near, key=lambda s: (not _says_total(s), s.sentence != each.sentence, abs(s.index - each.index)))


def _supplies(amount: Statement, count: Statement) -> bool:
    """这些发电机将为3000台服务器供电,总功率50兆瓦: what feeds them has an amount of its own, it is not their total."""
    if not (count.has("supply") or count.follows("supply")):
        return False
    one, other = amount.subject, count.subject
    return one is not None and other is not None and one.iri == other.iri


def _is_averaged(total: Statement, each: Statement) -> bool:
    """What an average is of: no less than it; and of money, of which a text tells much, told before it under the same
    name (月租8000元 is no total of 人均月薪5500元, nor 十年前只有8000元 of 人均收入2.4万元)."""
    if _size(total) < _size(each):
        return False
    if each.quantity.kind != "money":
        return True
    one, other = total.measured, each.measured
    return total.index < each.index and (one is None or other is None or one.iri == other.iri)


def _size(statement: Statement) -> float:
    return (statement.quantity.value or 0.0) * unit_of(statement.quantity.unit).factor


def _says_total(statement: Statement) -> bool:
    return statement.has("total")


def same_measure(a: Statement, b: Statement) -> bool:
    """True for two amounts of one unit, or of one dimension that is no count."""
    one, other = a.quantity.unit, b.quantity.unit
    if one == other:
        return a.quantity.value is not None
    dimension = unit_of(one).dimension
    return dimension == unit_of(other).dimension and not dimension.startswith("count")
