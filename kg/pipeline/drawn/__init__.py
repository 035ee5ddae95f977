"""Relations: how the text itself says that its numbers hang together, one reading each, in the terms of docs/annotation.md.

Ties are what checks run on: every reading of a cue, in the roles that arithmetic needs, and nothing that arithmetic
cannot use. Relations are what a reader takes from the text: the likeliest reading only, and also where a member is left
out (占去年净利润的30%). Where a list may or may not be whole, that its numbers add up tells that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.model import Relation, Tie
from kg.pipeline.drawn.growth import growths
from kg.pipeline.drawn.lists import enumerations
from kg.pipeline.drawn.order import differences, orders
from kg.pipeline.drawn.products import products
from kg.pipeline.drawn.ratios import ratios, shares
from kg.pipeline.drawn.reading import Reading
from kg.pipeline.drawn.sameness import equalities, exchanges, repeats
from kg.pipeline.drawn.spans import spans
from kg.pipeline.drawn.wholes import parts, sums
from kg.pipeline.statements import Discourse

Finder = Callable[[Reading], Iterator[Relation]]
# What the words of one number can only say once goes by the first that reads them.
FINDERS: tuple[Finder, ...] = (
    exchanges,
    equalities,
    growths,
    products,
    ratios,
    shares,
    sums,
    differences,
    parts,
    orders,
    spans,
    enumerations,
    repeats,
)


def relations(discourse: Discourse, ties: Sequence[Tie]) -> tuple[Relation, ...]:
    """The relations of one text, each once, in order of their place."""
    reading = Reading(discourse, ties)
    for finder in FINDERS:
        for relation in finder(reading):
            reading.add(relation)
    return tuple(sorted(reading.found, key=lambda r: (r.start, r.end, r.kind, r.members)))


__all__ = ["FINDERS", "relations"]
