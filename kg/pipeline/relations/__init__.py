"""Ties: which numbers the text itself relates, by which cue. One module a family."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.model import Tie
from kg.pipeline.relations.bases import bases
from kg.pipeline.relations.calendars import calendars
from kg.pipeline.relations.changes import changes
from kg.pipeline.relations.comparisons import comparisons
from kg.pipeline.relations.compositions import compositions
from kg.pipeline.relations.conversions import conversions
from kg.pipeline.relations.counted_totals import counted_totals
from kg.pipeline.relations.equality import equalities
from kg.pipeline.relations.exchanges import exchanges
from kg.pipeline.relations.flows import flows
from kg.pipeline.relations.intensities import intensities
from kg.pipeline.relations.lists import enumerations, respectives
from kg.pipeline.relations.measured import measured
from kg.pipeline.relations.mentions import mentions
from kg.pipeline.relations.nearby import nearby
from kg.pipeline.relations.products import products
from kg.pipeline.relations.rates import rates
from kg.pipeline.relations.repeats import repeats
from kg.pipeline.relations.shares import shares
from kg.pipeline.relations.spans import spans
from kg.pipeline.relations.sums import sums
from kg.pipeline.relations.supplies import supplies
from kg.pipeline.statements import Discourse, Statement

Finder = Callable[[Sequence[Statement]], Iterator[Tie]]
FINDERS: tuple[Finder, ...] = (
    equalities,
    exchanges,
    conversions,
    products,
    sums,
    counted_totals,
    compositions,
    shares,
    changes,
    comparisons,
    supplies,
    flows,
    enumerations,
    mentions,
    repeats,
    intensities,
)


def ties(discourse: Discourse) -> tuple[Tie, ...]:
    """All ties between the numbers of one text, and its dates, each once, in order of their place."""
    found: dict[str, Tie] = {}
    for finder in FINDERS:
        for tie in finder(discourse.statements):
            if tie.id not in found or found[tie.id].weak:  # what one cue suggests another may say
                found[tie.id] = tie
    found.update((tie.id, tie) for tie in spans(discourse.statements, discourse.dates))
    found.update((tie.id, tie) for tie in respectives(discourse.statements, discourse.clauses))
    found.update((tie.id, tie) for tie in calendars(discourse.dates, discourse.clauses))
    said = tuple(found.values())
    found.update(
        (tie.id, tie) for finder in (bases, rates, nearby, measured) for tie in finder(discourse.statements, said)
    )
    return tuple(sorted(found.values(), key=lambda t: (t.start, t.end, t.kind)))


__all__ = ["FINDERS", "ties"]
