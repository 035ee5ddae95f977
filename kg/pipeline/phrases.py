"""Noun phrases in a clause: where one ends, how far it reaches to the left, what its head is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Entity
from kg.pipeline.clauses import MODIFIER, NOMINAL, Item

_DE = ("的", "之")
_JOINING = ("、", "和", "与", "及", "以及", "或", "·", "-", "—", "兼")


@dataclass(frozen=True, slots=True)
class Phrase:
    """items[first:last] of a clause; the head is the last item. `text` leaves out nothing between them."""

    first: int
    last: int
    text: str
    start: int
    end: int
    entity: Entity | None

    def __bool__(self) -> bool:
        return self.last > self.first


def phrase(items: Sequence[Item], first: int, last: int) -> Phrase:
    """The phrase items[first:last], without white space and the 的 or joining word at its edges."""
    while first < last and (items[first].text in _DE or items[first].text in _JOINING):
        first += 1
    while last > first and (items[last - 1].text in _DE or items[last - 1].text in _JOINING):
        last -= 1
    inside = items[first:last]
    named = [item.entity for item in inside if item.entity]
    text = "".join(_spaced(inside))
    if not inside:
        return Phrase(first, first, "", 0, 0, None)
    return Phrase(first, last, text, inside[0].start, inside[-1].end, named[0] if named else None)


def _spaced(inside: Sequence[Item]) -> list[str]:
    """Latin words keep the space between them (Hopper GPU), Chinese ones have none."""
    parts: list[str] = []
    for at, item in enumerate(inside):
        if at and item.start > inside[at - 1].end and item.text[0].isascii() and inside[at - 1].text[-1].isascii():
            parts.append(" ")
        parts.append(item.text)
    return parts


def is_nominal(item: Item) -> bool:
    return item.tag in NOMINAL


def run_left(items: Sequence[Item], last: int, lowest: int, *, across_de: bool) -> int:
    """Where the noun phrase that ends before `last` begins, not below `lowest`.

    A run of nominals and their modifiers; with `across_de` also what stands before 的 and before 、和.
    """
    first = last
    while first > lowest:
        item = items[first - 1]
        if is_nominal(item) or (item.tag in MODIFIER and first < last and item.text not in ("其中", "各", "每")):
            first -= 1
        elif across_de and first < last and item.text in (*_DE, *_JOINING) and first - 1 > lowest:
            before = items[first - 2]
            if not (is_nominal(before) or before.tag in ("r", "a", "f", "TIME")):
                break
            first -= 1
        elif across_de and first < last and item.tag in ("f", "TIME") and items[first].text in _DE:
            first -= 1
        else:
            break
    while first < last and items[first].tag in ("a", "m") and not is_nominal(items[first]) and first + 1 < last:
        if is_nominal(items[first + 1]) or items[first + 1].tag in MODIFIER:
            break
        first += 1
    return first


def run_right(items: Sequence[Item], first: int) -> int:
    """Where the noun phrase that begins at `first` ends: modifiers, nominals, and 的 between nominals."""
    last = first
    while last < len(items):
        item = items[last]
        if is_nominal(item) or item.tag in ("a", "r", "b"):
            last += 1
        elif item.text in _DE and last > first and last + 1 < len(items) and _goes_on(items[last + 1]):
            last += 1
        elif item.text in ("、", "和", "与", "及") and last > first and last + 1 < len(items) and is_nominal(items[last + 1]):
            last += 1
        else:
            break
    while last > first and not is_nominal(items[last - 1]):
        last -= 1
    return last


def _goes_on(item: Item) -> bool:
    return is_nominal(item) or item.tag in ("a", "b")
