"""The same number said again, in passing: the headline's in the text, 这座96兆瓦的数据中心 after 规划负载96兆瓦.

What is only mentioned names too little to be held against the first for certain. So a tie is made only where two digits
changed about are all that keeps the two apart, and nothing else in reach says the same; and it is weak.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.clauses import DE
from kg.pipeline.phrases import is_nominal
from kg.pipeline.relations.measures import alike, digits, is_exact, readings
from kg.pipeline.relations.products import each_of
from kg.pipeline.statements import Statement

_POINTS = str.maketrans("", "", ".．·")
_POINT_TELLS = 3  # characters that two texts share but for the point: 146米
_REACH = 12  # numbers: further back nothing is meant by 这
# Numbers of something other than the thing itself: a part, a base, one step of several.
_OF_OTHERS = ("part", "rest", "base", "from", "initial", "added", "average", "compare", "besides")


def mentions(said: Sequence[Statement]) -> Iterator[Tie]:
    telling = [s for s in said if _is_telling(s)]
    for place, statement in enumerate(telling):
        if _is_definite(statement):
            known = [s for s in telling[max(0, place - _REACH) : place] if _may_be_one(s, statement)]
            yield from _mistaken(statement, known[::-1])
        if statement.sentence == 0:
            yield from _mistaken(statement, [s for s in telling[place + 1 :] if _may_be_one(statement, s)])


def _mistaken(statement: Statement, others: Sequence[Statement]) -> Iterator[Tie]:
    """The tie of a number with the nearest of the others that it is when two digits are changed about."""
    if any(_equal(statement, other) for other in others):
        return
    for other in [s for s in others if _mistyped(s, statement)][:1]:
        first, again = sorted((statement, other), key=lambda s: s.index)
        yield from readings("repeat", again, [[("first", first), ("again", again)]], "", weak=True)


def _is_telling(statement: Statement) -> bool:
    """An amount of the thing itself, in two digits at least."""
    quantity = statement.quantity
    exact = is_exact(statement) and quantity.kind not in ("date", "ordinal")
    return exact and digits([statement]) > 1 and not any(map(statement.has, _OF_OTHERS))


def _equal(one: Statement, other: Statement) -> bool:
    return one.quantity.narrow.meets(other.quantity.narrow)


def _mistyped(one: Statement, other: Statement) -> bool:
    """Two digits changed about; or the point of three digits or more moved, of a headline's number that is said of the
    same doing in the text (水位下降14.6米, 累计下降1.46米)."""
    if _swapped(one.quantity.text, other.quantity.text):
        return True
    first, second = one.quantity.text, other.quantity.text
    same = _bare(first) == _bare(second) and first != second and len(_bare(first)) > _POINT_TELLS
    doing = {c.text for c in one.left if c.role == "change"} & {c.text for c in other.left if c.role == "change"}
    return same and 0 in (one.sentence, other.sentence) and bool(doing)


def _bare(text: str) -> str:
    return text.translate(_POINTS)


def _swapped(one: str, other: str) -> bool:
    """True for two digits changed about, one next to the other but for a point: 96兆瓦 and 69兆瓦, 2.12 and 2.21."""
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(apart) != 2:
        return False
    first, second = apart
    between = one[first + 1 : second]
    digits = one[first].isdigit() and one[second].isdigit() and between in ("", ".", "．", "·")
    return digits and one[first] == other[second] and one[second] == other[first]


def _may_be_one(first: Statement, again: Statement) -> bool:
    """Of one sort, said the same way of what has one name or is pointed at, in another sentence."""
    if first.sentence >= again.sentence or not alike(first, again) or each_of(first) != each_of(again):
        return False
    if (first.change, first.level) != (again.change, again.level):
        return False
    names, others = _names(first), _names(again)
    named = any(a in b or b in a for a in names for b in others)
    return named or (_is_pointed_at(again) and first.quantity.unit == again.quantity.unit)


def _names(statement: Statement) -> set[str]:
    """What is named beside a number in its clause, up to the number before and after it: words of two characters or
    more, so that 个 and 年 name nothing."""
    items, at = statement.clause.items, statement.at
    numbers = [k for k in statement.clause.quantities() if k != at]
    first = max((k + 1 for k in numbers if k < at), default=0)
    last = min((k for k in numbers if k > at), default=len(items))
    named = (i for i in items[first:last] if i is not items[at] and (is_nominal(i) or i.tag in ("v", "vn", "TIME")))
    general = cues().words("link") | cues().words("general-noun")
    names = {item.text for item in named if len(item.text) > 1 and item.text not in general}
    # GDP and 国内生产总值 have one name.
    return names | {item.entity.iri for item in items[first:last] if item.entity is not None}


def _is_definite(statement: Statement) -> bool:
    """这268件文物; 96兆瓦的数据中心 or 264亿元补贴资金 where a clause begins: a number that opens one is known."""
    items, at = statement.clause.items, statement.at
    named = at + 1 < len(items) and (items[at + 1].text in DE or is_nominal(items[at + 1]))
    opens = named and (at == 0 or (at == 1 and is_nominal(items[0]) and items[at + 1].text in DE))
    return opens or _is_pointed_at(statement)


def _is_pointed_at(statement: Statement) -> bool:
    before = [item for item in statement.clause.items[: statement.at] if item.tag != "q"]
    return bool(before) and before[-1].text in cues().words("anaphor")
