"""Measures that multiply into each other: 35万千瓦 for 1286小时 are 4.5亿千瓦时, 120米 by 85米 are 10200平方米.

Nothing but their dimensions and their standing together says so, and each tie is weak.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.relations.measures import digits, explained, is_exact, is_plain, nearest, readings
from kg.pipeline.statements import Statement
from kg.quantities import unit_of

_REACH = 4  # numbers to either side of the product
_TELLING = 6  # digits of the three together
# Two dimensions and that of their product, with the roles of words that must name the lengths: an area and a length have
# nothing to do with each other, a surface and a mean depth have.
_PRODUCTS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("power", "time", "energy", ()),
    ("area", "length", "volume", ("depth",)),
    ("length", "length", "area", ("side", "width")),
)


def measured(said: Sequence[Statement], tied: Sequence[Tie]) -> Iterator[Tie]:
    """`tied`: what else was found. An amount that the text explains needs no guess."""
    known = explained(tied, "total", "second")
    for product in said:
        if product.name in known or not _is_amount(product):
            continue
        for first, second, dimension, named in _PRODUCTS:
            if _dimension(product) == dimension:
                around = [s for s in nearest(said, product, _REACH, 1) if _is_amount(s)]
                pairs = [p for p in _pairs(around, first, second, named) if digits((*p, product)) >= _TELLING]
                choices = [[("count", a), ("each", b), ("total", product)] for a, b in pairs]
                yield from readings("product", product, choices, "×", weak=True)


def _pairs(
    around: Sequence[Statement], first: str, second: str, named: Sequence[str]
) -> Iterator[tuple[Statement, Statement]]:
    """The first of each that its words name, or a time in hours; of two lengths the one is the other's width."""
    ones = [s for s in around if _dimension(s) == first]
    others = [s for s in around if _dimension(s) == second and (second != "time" or s.quantity.unit == "h")]
    if len(named) == 2:
        ones = [s for s in ones if _is_named(s, named[0])][:1]
    others = [s for s in others if not named or _is_named(s, named[-1])][:1]
    yield from ((a, b) for a in ones for b in others)


def _is_named(statement: Statement, role: str) -> bool:
    before = statement.clause.items[: statement.at]
    return any(item.text.endswith(tuple(cues().words(role))) for item in before[-2:])


def _is_amount(statement: Statement) -> bool:
    return is_exact(statement) and is_plain(statement)


def _dimension(statement: Statement) -> str:
    return unit_of(statement.quantity.unit).dimension
