"""A change or a multiple of what the text names and has told elsewhere: 是2019年的8倍, 比液氮温度低73开尔文,
比上年提高1.7个百分点,上年为17.6%.

Within a sentence the name is enough; farther away it only suggests which number is meant, and so does every rate, which
may be of comparable prices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.clauses import DE, Item
from kg.pipeline.relations.measures import (
    apart,
    comparable,
    explained,
    is_exact,
    is_plain,
    is_previous,
    is_share,
    readings,
    tells_growth,
)
from kg.pipeline.statements import Statement

_REACH = 6  # numbers to either side
_WINDOW = 2  # sentences


def bases(said: Sequence[Statement], tied: Sequence[Tie]) -> Iterator[Tie]:
    """`tied`: what else was found. A number that the text explains needs no other explanation."""
    known = explained(tied, "rate", "difference", "quotient")
    for statement in said:
        if statement.name in known or not is_exact(statement) or statement.level:
            continue
        name = _base(statement)
        if name:
            yield from _against(said, statement, name)


def _base(statement: Statement) -> list[Item]:
    """The words that name what the number is measured against: 2019年 in 是2019年的8倍, 液氮温度 in 比液氮温度低73开尔文."""
    items, at = statement.clause.items, statement.at
    first = at - len(_words(statement))
    multiple = statement.quantity.kind == "multiple" or is_share(statement)
    if multiple and not statement.change and at > first and items[at - 1].text in DE:
        link = next((k for k in range(at - 1, first - 1, -1) if items[k].text in cues().words("of")), None)
        return list(items[link + 1 : at - 1]) if link is not None else []
    opener = next((k for k in range(at - 1, first - 1, -1) if items[k].text in cues().words("base")), None)
    if opener is None or not (statement.change or any(c.role == "comparative" for c in statement.left)):
        return []
    words = [
        item for item in items[opener + 1 : at] if item.tag in ("TIME", "n", "nz", "E", "vn", "ORG", "LOC", "s", "f")
    ]
    return words or [items[opener]]  # 同比 names its base itself


def _against(said: Sequence[Statement], statement: Statement, name: Sequence[Item]) -> Iterator[Tie]:
    around = said[max(0, statement.index - _REACH) : statement.index + 3]
    near = [s for s in around if s is not statement and abs(s.sentence - statement.sentence) < _WINDOW and is_exact(s)]
    known = [s for s in near if _is_told(s, statement, name)]
    known = [s for s in known if _says(s, name)] or known  # 比上年: 上年为17.6% before 去年占19.3%
    before = [s for s in reversed(near) if s.index < statement.index and s not in known]
    pairs = [(base, next((s for s in before if _is_now(s, base)), None)) for base in known]
    told = [(base, now) for base, now in pairs if now is not None]
    if len({base.quantity.value for base, _ in told}) == 1:  # else anybody's guess
        base, now = told[0]
        yield from _ties(now, base, statement)


def _is_told(s: Statement, statement: Statement, name: Sequence[Item]) -> bool:
    """The number of the base: its own clause names it, or says 上年 where the base is the year before."""
    of_points = statement.quantity.unit == "{pp}"
    if not is_share(s) or s.change if of_points else not is_plain(s) or s.change:
        return False
    before = _words(s)
    previous = tuple(cues().words("previous"))
    if all(item.text in cues().words("base") or item.text.startswith(previous) for item in name):
        return any(item.text.startswith(previous) for item in before)
    words = "".join(item.text for item in name)
    times = {item.text for item in name if item.tag == "TIME"}
    if times:
        return s.when is not None and s.when.text in times
    return len(words) > 1 and (words in "".join(item.text for item in before) or _is_of(s, words))


def _says(s: Statement, name: Sequence[Item]) -> bool:
    """The very words, where others only mean the same: 上年 of 比上年, not 去年."""
    words = {item.text for item in name}
    return any(item.text in words for item in _words(s))


def _words(s: Statement) -> Sequence[Item]:
    """Those between the number before it in its clause and itself: its own."""
    first = max((k + 1 for k in s.clause.quantities() if k < s.at), default=0)
    return s.clause.items[first : s.at]


def _is_of(s: Statement, words: str) -> bool:
    """液氮的沸点约为零下196摄氏度,也就是77开尔文: 液氮温度 is a number of that subject."""
    return s.subject is not None and len(s.subject.text) > 1 and words.startswith(s.subject.text)


def _is_now(s: Statement, base: Statement) -> bool:
    settled = not s.change or s.level
    alike = is_share(s) == is_share(base) and comparable(s, base)
    if not alike or not settled or s.has("base"):
        return False
    # 去年占19.3%,上年为17.6%: what is previous depends on what it stands beside.
    return not is_previous(s) if s.when is None or base.when is None else s.when.text != base.when.text


def _ties(now: Statement, base: Statement, statement: Statement) -> Iterator[Tie]:
    far = len({s.sentence for s in (now, base, statement)}) > 1
    relative = statement.quantity.kind == "multiple" or is_share(statement)
    if relative and not statement.change:
        members = [("numerator", now), ("denominator", base), ("quotient", statement)]
        yield from readings("ratio", statement, [members], "是", weak=far)
    elif relative:
        if tells_growth(statement, now):
            kind = "growth" if statement.change == "rise" else "decline"
            members = [("before", base), ("after", now), ("rate", statement)]
            yield from readings(kind, statement, [members], statement.change, weak=True)
    elif comparable(now, statement) or statement.quantity.unit == "{pp}":
        yield from readings("difference", statement, [apart(now, base, statement)], "比", weak=far)
