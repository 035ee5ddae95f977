"""So much per hour, square metre or head, beside the amount and the hours, area or heads: 336公里, 1小时12分钟, 时速280公里.

Which amount a rate is of, the text leaves to the reader: every reading is weak, and the one that holds is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.relations.measures import digits, explained, is_exact, is_other_time, is_plain, nearest, readings
from kg.pipeline.relations.products import of_one_sort, per_size
from kg.pipeline.statements import Statement

_REACH = 5  # numbers to either side
_NUMERATORS, _DENOMINATORS = 3, 2  # readings tried: the nearest of each
_TELLING = 8  # digits of the three together: fewer fit each other by chance
_TELLING_AVERAGE = 6  # where 平均 says that there is something it is the average of


def rates(said: Sequence[Statement], tied: Sequence[Tie]) -> Iterator[Tie]:
    """`tied`: what else was found. A rate that the text explains needs no guess."""
    known = explained(tied, "each", "quotient")
    for rate in said:
        if rate.name in known:
            continue
        per = rate.per
        if per is None or "." in per or not _is_amount(rate) or rate.change:
            continue
        around = [s for s in nearest(said, rate, _REACH, 1) if _may_be_of(s, rate)]
        amounts = [s for s in around if of_one_sort(s.quantity.unit, rate.quantity.unit) and s.per != per]
        sizes = {s.name: size for s in around if (size := per_size(rate, s)) is not None}
        wholes = [
            s for s in around if s.name in sizes and s.per is None and s not in amounts and s.quantity.text != per
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


def _may_be_of(statement: Statement, rate: Statement) -> bool:
    """An amount of its sentence or the one before."""
    said_before = statement.sentence <= rate.sentence
    return said_before and _is_amount(statement) and not statement.bracketed and not is_other_time(statement, rate)


def _is_amount(statement: Statement) -> bool:
    return is_exact(statement) and is_plain(statement)
