"""Count × per-unit = total, and total ÷ count = average: 五台涡轮机,每台380兆瓦,共1900兆瓦."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.relations.measures import is_plain, is_share, tie
from kg.pipeline.statements import Statement
from kg.quantities import unit_of

_WINDOW = 2  # sentences: a per-unit number and its count stand close together, or in different stories


def products(said: Sequence[Statement]) -> Iterator[Tie]:
    for each in said:
        if is_share(each):
            continue
        unit, count = next(((u, c) for u in each_of(each) if (c := _count(said, each, u)) is not None), ("", None))
        total = _total(said, each, count, unit) if count is not None else None
        if count is None or total is None:
            continue
        start, end = min(count.quantity.start, each.quantity.start), max(total.quantity.end, each.quantity.end)
        if each.has("average"):
            yield tie("ratio", [("numerator", total), ("denominator", count), ("quotient", each)], "平均", start, end)
        else:
            yield tie("product", [("count", count), ("each", each), ("total", total)], unit, start, end)


def each_of(statement: Statement) -> list[str]:
    """What the number is for one of, in the text's words: 台, 辆车, 个机柜, 人, 天; none when it is not per unit."""
    found = []
    for mark in (c for c in statement.left if c.role == "each"):
        words = [i for i in statement.clause.items[: statement.at] if i.end > mark.start]
        text = ""
        for item in words:
            if item.start >= mark.end and item.tag not in ("n", "nz", "q", "E", "vn", "ORG", "s", "m"):
                break
            text += item.text if item.start >= mark.end else item.text[max(0, mark.start - item.start) :]
        bare = _without_mark(text)
        if bare and bare not in found:
            found.append(bare)
    return found


def _without_mark(text: str) -> str:
    for word in sorted(cues().words("average") | {"每", "单", "平均", "每一"}, key=len, reverse=True):
        text = text.removeprefix(word)
    return text.removeprefix("每").removeprefix("一")


def _count(said: Sequence[Statement], each: Statement, unit: str) -> Statement | None:
    """The number of those units: the nearest before, or else the first after."""
    near = [s for s in said if abs(s.sentence - each.sentence) <= _WINDOW and s is not each and _counts(s, unit)]
    before = [s for s in near if s.index < each.index]
    after = [s for s in near if s.index > each.index and s.sentence == each.sentence]
    return before[-1] if before else (after[0] if after else None)


def _counts(statement: Statement, unit: str) -> bool:
    quantity = statement.quantity
    if not quantity.unit.startswith("{") or not is_plain(statement) or each_of(statement):
        return False
    classifier = quantity.unit.strip("{}")
    noun = unit.removeprefix(classifier) if unit.startswith(classifier) else unit
    of = statement.claim.of.text if statement.claim and statement.claim.of else ""
    if noun == "":
        return True
    if not of:
        return classifier == noun
    return of.endswith(noun) or noun.endswith(of) or (len(noun) > 1 and noun in of)


def _total(said: Sequence[Statement], each: Statement, count: Statement, unit: str) -> Statement | None:
    """An amount of the each's dimension that is said of them all, per day if the each is per day as well."""
    low, high = min(each.sentence, count.sentence), max(each.sentence, count.sentence) + 1
    near = [s for s in said if low <= s.sentence <= high and s not in (each, count) and _same_measure(s, each)]
    others = set(each_of(each)) - {unit}
    near = [s for s in near if is_plain(s) and set(each_of(s)) <= others]
    total = [s for s in near if s.has("total") and s.index > min(count.index, each.index)]
    if total:
        return min(total, key=lambda s: abs(s.index - each.index))
    if each.has("average"):
        before = [s for s in near if s.index < each.index]
        return before[-1] if before else None
    return None


def _same_measure(a: Statement, b: Statement) -> bool:
    one, other = a.quantity.unit, b.quantity.unit
    if one == other:
        return True
    return unit_of(one).dimension == unit_of(other).dimension and not unit_of(one).dimension.startswith("count")
