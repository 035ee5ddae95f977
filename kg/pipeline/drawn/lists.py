"""Enumerations: a count beside its list: 东城、西城、海淀三个区, also where 等 keeps it open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Relation
from kg.ontology.cues import cues
from kg.pipeline.clauses import LISTING, Item
from kg.pipeline.drawn.reading import Reading, relation
from kg.pipeline.phrases import is_modifier, is_nominal
from kg.pipeline.statements import Statement

_MOST = 100  # no list of more stands in a sentence


def enumerations(reading: Reading) -> Iterator[Relation]:
    for statement in reading.said:
        if _counts_things(statement) and _members(statement.clause.items[: statement.at]) > 1:
            yield relation("enumeration", [("count", statement)], "、")


def _counts_things(statement: Statement) -> bool:
    quantity = statement.quantity
    return quantity.value is not None and quantity.unit.startswith("{") and quantity.value <= _MOST


def _members(items: Sequence[Item]) -> int:
    """How many names stand in the list that ends here, 等 behind it or not."""
    at = len(items)
    if at and items[at - 1].text in cues().words("open"):
        at -= 1
    count = 0
    while at and (is_nominal(items[at - 1]) or is_modifier(items[at - 1])):
        while at and (is_nominal(items[at - 1]) or is_modifier(items[at - 1])):
            at -= 1
        count += 1
        if not at or items[at - 1].text not in LISTING:
            break
        at -= 1
    return count
