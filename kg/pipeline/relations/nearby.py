"""A change or a gap beside two numbers of its sort, where nothing says that it is between them.

第三季度为546.7亿元,季增14.4%; 募集14.88亿元,扣除费用1.08亿元后净额13.80亿元. Every reading is weak: the one that holds is
meant, and that none does is told only where one slip of the pen accounts for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.relations.measures import (
    apart,
    comparable,
    digits,
    explained,
    is_exact,
    is_plain,
    is_share,
    readings,
    tells_growth,
)
from kg.pipeline.respective import lists
from kg.pipeline.statements import Statement

_REACH = 7  # numbers before it
_ENDS = 3  # of which the nearest are tried
_TELLING = 8  # digits of the three together: fewer fit each other by chance
Member = tuple[str, Statement]


def nearby(said: Sequence[Statement], tied: Sequence[Tie]) -> Iterator[Tie]:
    """`tied`: what else was found. A number whose change the text explains needs no guess."""
    known = explained(tied, "rate", "difference", "quotient")
    # 甲营收42.1亿元,乙38.7亿元,分别增长6.5%和2.3%: one for each, so between none.
    known.update(member.name for members in lists(said) for member in members)
    for change in said:
        if change.name in known:
            continue
        if is_share(change) and not change.change and (change.has("share") or change.has("quotient")):
            yield from readings("ratio", change, _shares(said, change), "占", weak=True)
        if not _is_amount_of_change(change):
            continue
        pairs = [pair for pair in combinations(_ends(said, change), 2) if _telling(*pair, change)]
        if not is_share(change):
            yield from readings("difference", change, [apart(*pair, change) for pair in pairs], "", weak=True)
        elif pairs := [pair for pair in pairs if all(tells_growth(change, level) for level in pair)]:
            kind = "growth" if change.change == "rise" else "decline"
            yield from readings(kind, change, [_rate(*pair, change) for pair in pairs], change.change, weak=True)


def _is_amount_of_change(statement: Statement) -> bool:
    exact = is_exact(statement) and statement.quantity.kind not in ("multiple", "date", "ordinal")
    gap = statement.has("apart") or _is_net(statement) or _is_left(statement) or statement.has("comparative")
    changed = bool(statement.change) and not statement.level
    return exact and not statement.has("average") and (changed or (gap and not is_share(statement)))


def _is_net(statement: Statement) -> bool:
    """净额, 净增: what is left of two. 净利润 is a name."""
    return any(cue.role == "net" and cue.text not in cues().words("profit") for cue in statement.left)


def _is_left(statement: Statement) -> bool:
    """其余0.17万人, 还有0.17万人未种."""
    return statement.has("rest") or statement.has("outstanding")


def _ends(said: Sequence[Statement], change: Statement) -> list[Statement]:
    """The nearest amounts of its sort (of any sort, where it is a rate) before it, and the level it leads to right after."""
    found = [s for s in reversed(said[max(0, change.index - _REACH) : change.index]) if _may_end(s, change)]
    after = [s for s in said[change.index + 1 : change.index + 2] if _is_reached(s) and _may_end(s, change)]
    return [*after, *found][:_ENDS]


def _is_reached(statement: Statement) -> bool:
    """再增198亿元,达到1518亿元."""
    return statement.level or (statement.has("level") and not statement.own)


def _may_end(statement: Statement, change: Statement) -> bool:
    near = abs(change.sentence - statement.sentence) <= 1 and is_exact(statement)
    return near and is_plain(statement) and (is_share(change) or comparable(statement, change))


def _telling(one: Statement, other: Statement, change: Statement) -> bool:
    alike = one.quantity.value != other.quantity.value and comparable(one, other) and _of_one(one, other)
    return alike and digits((one, other, change)) >= _TELLING


def _of_one(one: Statement, other: Statement) -> bool:
    """甲公司营收42.1亿元,乙公司38.7亿元: neither is where the other came from."""
    first, second = one.subject, other.subject
    named = bool(one.own) and bool(other.own)
    return not named or first is None or second is None or first.iri == second.iri


def _shares(said: Sequence[Statement], share: Statement) -> Iterator[list[Member]]:
    """对欧盟出口96.5亿元,占16.0%;出口总额603.2亿元: the part before it, a whole of its sort before or after."""
    around = said[max(0, share.index - _REACH) : share.index + _ENDS + 1]
    near = [s for s in around if abs(s.sentence - share.sentence) <= 1 and is_plain(s) and is_exact(s)]
    parts = [s for s in reversed(near) if s.index < share.index and s.sentence == share.sentence]
    for part in parts[:1]:
        for whole in sorted(near, key=lambda s: abs(s.index - part.index)):
            may_hold = _value(whole) > _value(part) or whole.has("total")
            if whole is not part and may_hold and comparable(whole, part) and digits((part, whole, share)) > _TELLING:
                yield [("numerator", part), ("denominator", whole), ("quotient", share)]


def _rate(one: Statement, other: Statement, rate: Statement) -> list[Member]:
    less, more = sorted((one, other), key=_value)
    before, after = (less, more) if rate.change == "rise" else (more, less)
    return [("before", before), ("after", after), ("rate", rate)]


def _value(statement: Statement) -> float:
    return statement.quantity.value or 0.0
