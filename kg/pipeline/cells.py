"""Claims of table cells: whose number it is from the heading of its row, what it measures from that of its column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.model import Claim, Entity, Property
from kg.ontology.cues import cues
from kg.ontology.properties import properties
from kg.pipeline.binding import dimension
from kg.pipeline.phrases import Phrase
from kg.pipeline.subjects import as_entity
from kg.pipeline.tables import Cell, Place
from kg.quantities import scan


def placed(places: Sequence[Place]) -> dict[int, Place]:
    """The places by where their cells begin."""
    return {place.cell.start: place for place in places}


def in_cell(claim: Claim, places: Mapping[int, Place], entities: Sequence[Entity]) -> Claim:
    """The claim with what the headings of its cell say; as it is where it stands in no table."""
    place = places.get(claim.quantity.start)
    if place is None:
        return claim
    headings = [cell for cell in (place.row, place.column) if cell.text]
    time = next((at for cell in headings if (at := _time(cell)) is not None), None)
    named = [cell for cell in headings if _time(cell) is None]
    measure = _measure(place, claim, named)
    whose = next((cell for cell in named if cell is not measure), None)
    return replace(
        claim,
        subject=_entity(whose, entities) or (claim.subject if time is not None or whose is None else None),
        of=None if whose is not None else claim.of,
        property=_property(measure, claim) or claim.property,
        time=time or claim.time,
        role="rise" if is_change(place) else claim.role,
    )


def is_change(place: Place) -> bool:
    """True in a column of rates of change: 环比."""
    return place.column.name in cues().words("column-change")


def _measure(place: Place, claim: Claim, named: Sequence[Cell]) -> Cell | None:
    """Which heading says what is measured: one with a unit, one over 项目, one that is a known property; else the column's."""
    if not named:
        return None
    kind = dimension(claim.quantity)
    if place.corner.name in cues().words("row-measures") and place.row in named:
        return place.row
    units = [cell for cell in named if cell.unit]
    known = [cell for cell in reversed(named) if properties().lookup(cell.name, kind) is not None or is_change(place)]
    return next(iter((*units, *known)), named[-1])


def _property(cell: Cell | None, claim: Claim) -> Property | None:
    if cell is None:
        return None
    found = properties().lookup(cell.name, dimension(claim.quantity))
    return replace(found or Property(f"urn:kg:property:{cell.name}", cell.name), text=cell.name)


def _time(cell: Cell) -> str | None:
    """When, in a heading that is a date or a year and nothing else."""
    found = scan(cell.name)
    if len(found) == 1 and found[0].kind == "date" and found[0].text == cell.name:
        return found[0].date_value or cell.name
    bare = cell.text.isdecimal() and len(cell.text) == len("2024") and cell.text[:2] in ("19", "20")
    return cell.text if bare else None


def _entity(cell: Cell | None, entities: Sequence[Entity]) -> Entity | None:
    if cell is None:
        return None
    named = next((e for e in entities if e.start == cell.start and e.end == cell.start + len(cell.name)), None)
    return as_entity(Phrase(0, 1, cell.name, cell.start, cell.start + len(cell.name), named))
