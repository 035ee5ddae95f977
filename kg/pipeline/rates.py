"""Rates by which one unit is told in another: 1费丹约合6.3亩, 按1美元合7.2元计算. They are of the unit, and of nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from unicodedata import numeric

from kg.model import Claim, Entity, Property
from kg.ontology.cues import cues
from kg.ontology.properties import properties
from kg.pipeline.binding import dimension
from kg.pipeline.gazetteer import entity_iri
from kg.pipeline.statements import Statement

_BASES = (1, 10, 100)  # how many of the unit a rate is told for


def of_rate(claim: Claim, statement: Statement, said: Sequence[Statement]) -> Claim:
    """The claim, of the unit where it is one side of a rate."""
    sides = [(said[at - 1], said[at]) for at in (statement.index, statement.index + 1) if 0 < at < len(said)]
    for base, converted in sides:
        word = _cue(base, converted)
        unit = _unit(base) if word else None
        if unit is not None:
            named = properties().lookup(word, dimension(claim.quantity)) or Property(f"urn:kg:property:{word}", word)
            return replace(claim, subject=unit, of=None, property=replace(named, text=word))
    return claim


def _cue(base: Statement, converted: Statement) -> str:
    """The word by which one of the first is so much of the second; empty where it is no rate."""
    if base.clause is not converted.clause or base.quantity.value not in _BASES:
        return ""
    if base.quantity.unit == converted.quantity.unit or base.quantity.kind in ("ordinal", "date"):
        return ""
    words = cues().words("as-much") | cues().words("against-currency")
    between = base.clause.items[base.at + 1 : converted.at]
    found = [item.text for item in between if item.text in words]
    adverbs = all(item.text in words or item.tag in ("d", "p", "v") for item in between)
    return found[0] if found and adverbs else ""


def _unit(base: Statement) -> Entity | None:
    """费丹 of 1费丹: what stands behind the number's digits."""
    text = base.quantity.text
    word = "".join(dropwhile(lambda sign: not sign.isalpha() or numeric(sign, None) is not None, text))
    if not word:
        return None
    start = base.quantity.end - len(word)
    return Entity(word, start, base.quantity.end, word, "Thing", entity_iri("Thing", word))
