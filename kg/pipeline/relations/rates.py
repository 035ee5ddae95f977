"""So much per hour, square metre or head, beside the amount and the hours, area or heads: 336公里, 1小时12分钟, 时速280公里.

Which amount a rate is of, the text leaves to the reader: every reading is weak, and the one that holds is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.relations.measures import digits, is_exact, is_other_time, is_plain, readings
from kg.pipeline.relations.products import of_one_sort, per_size
from kg.pipeline.statements import Statement

_REACH = 5  # numbers to either side
_NUMERATORS, _DENOMINATORS = 3, 2  # readings tried: the nearest of each
_TELLING = 8  # digits of the three together: fewer fit each other by chance
_TELLING_AVERAGE = 6  # where 平均 says that there is something it is the average of


def rates(said: Sequence[Statement], tied: Sequence[Tie]) -> Iterator[Tie]:
    """`tied`: what else was found. A rate that the text explains needs no guess."""
    explained = {name for tie in tied for role, name in tie.members if role in ("each", "quotient")}
    for rate in said:
        if rate.name in explained:
            continue
        per = rate.claim.per if rate.claim is not None else None
        if per is None or "." in per or not _is_amount(rate) or rate.change:
            continue
        around = [s for s in _around(said, rate) if _is_amount(s) and not s.bracketed and not is_other_time(s, rate)]
        amounts = [s for s in around if of_one_sort(s.quantity.unit, rate.quantity.unit) and _per(s) != per]
        sizes = {s.name: size for s in around if (size := per_size(rate, s)) is not None}
        wholes = [
            s for s in around if s.name in sizes and _per(s) is None and s not in amounts and s.quantity.text != per
        ]
        choices: list[list[tuple[str, Statement | str]]] = [
            [("numerator", n), ("denominator", d), ("quotient", rate), *sizes[d.name]]
            for n in amounts[:_NUMERATORS]
            for d in wholes[:_DENOMINATORS]
            if digits((n, d, rate)) >= (_TELLING_AVERAGE if rate.has("average") or _is_of_many(per) else _TELLING)
        ]
        yield from readings("ratio", rate, choices, "每", weak=True)


def _is_of_many(per: str) -> bool:
    """每千名, 每万人: said to be computed from all of them."""
    return per.startswith(tuple(cues().words("so-many")))


def _is_amount(statement: Statement) -> bool:
    return is_exact(statement) and is_plain(statement)


def _per(statement: Statement) -> str | None:
    return statement.claim.per if statement.claim is not None else None


def _around(said: Sequence[Statement], rate: Statement) -> list[Statement]:
    """The numbers near it, of its sentence or the one before; the nearest first, those before it before those after."""
    near = said[max(0, rate.index - _REACH) : rate.index + _REACH + 1]
    near = [s for s in near if s is not rate and 0 <= rate.sentence - s.sentence <= 1]
    return sorted(near, key=lambda s: (s.sentence != rate.sentence, abs(s.index - rate.index), s.index > rate.index))
