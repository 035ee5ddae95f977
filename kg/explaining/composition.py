"""The counted thing exchanged for its part or its whole: racks written where their GPUs were meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.checking.formatting import number
from kg.explaining.edits import Edit
from kg.model import Claim, Entity, Interval
from kg.ontology.turtle import expand, read
from kg.pipeline.gazetteer import gazetteer


@dataclass(frozen=True, slots=True)
class Composition:
    """One `whole` holds `number` of `part`; `label` is the part's name."""

    whole: str
    part: str
    label: str
    whole_label: str
    number: float


def exchanged(claim: Claim) -> Iterator[tuple[Edit, Claim]]:
    """The claim with its counted thing taken for the thing it is made of (n wholes → n parts), and the other way."""
    if claim.of is None or not claim.quantity.unit.startswith("{") or claim.quantity.value is None:
        return
    for fact in _compositions():
        if claim.of.iri == fact.whole:
            yield _scaled(claim, fact.label, 1 / fact.number, f"÷ {number(fact.number)}")
        elif claim.of.iri == fact.part:
            yield _scaled(claim, fact.whole_label, fact.number, f"× {number(fact.number)}")


def _scaled(claim: Claim, label: str, factor: float, operation: str) -> tuple[Edit, Claim]:
    """Numbers stay as written; in units of the original thing there are `factor` times as many: 60万个GPU ÷ 72 racks."""
    quantity, of = claim.quantity, claim.of
    assert of is not None and quantity.value is not None
    scaled = replace(
        quantity,
        text=f"{quantity.text} {label} {operation}",
        value=quantity.value * factor,
        narrow=Interval(quantity.narrow.low * factor, quantity.narrow.high * factor),
        wide=Interval(quantity.wide.low * factor, quantity.wide.high * factor),
    )
    meant = Entity(of.text, of.start, of.end, label, of.type, of.iri)
    edit = Edit("counted thing", f"{quantity.text} {label}", 1.0)
    return edit, replace(claim, quantity=scaled, of=meant)


@cache
def _compositions() -> tuple[Composition, ...]:
    """The composition facts of ontology/facts."""
    labels = {entry.iri: entry.label for entry in gazetteer().entries}
    found = []
    for node in read("facts").values():
        if "kg:CompositionFact" in node.get("rdf:type", ()):
            whole, part = expand(str(node["kg:whole"][0])), expand(str(node["kg:part"][0]))
            number = float(node["kg:low"][0])
            found.append(Composition(whole, part, labels.get(part, part), labels.get(whole, whole), number))
    return tuple(found)
