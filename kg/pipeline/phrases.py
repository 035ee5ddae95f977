"""Noun phrases in a clause: where one begins and ends, what its head is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import Entity
from kg.ontology.cues import cues
from kg.pipeline.clauses import DE, JOINING, NOMINAL, Item

_MODIFIERS = frozenset(("a", "b", "m", "an"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """items[first:last] of a clause; the head is the last item, `entity` what the head names, if anything."""

    first: int
    last: int
    text: str
    start: int
    end: int
    entity: Entity | None

    def __bool__(self) -> bool:
        return self.last > self.first


NOTHING = Phrase(0, 0, "", 0, 0, None)


def phrase(items: Sequence[Item], first: int, last: int) -> Phrase:
    """The phrase items[first:last], without the 的 or joining word at its edges."""
    while first < last and items[first].text in (*DE, *JOINING):
        first += 1
    while last > first and items[last - 1].text in (*DE, *JOINING):
        last -= 1
    inside = items[first:last]
    if not inside:
        return Phrase(first, first, "", 0, 0, None)
    return Phrase(first, last, "".join(_spaced(inside)), inside[0].start, inside[-1].end, inside[-1].entity)


def _spaced(inside: Sequence[Item]) -> list[str]:
    """Latin words keep the space between them (Hopper GPU), Chinese ones have none."""
    parts: list[str] = []
    for at, item in enumerate(inside):
        if at and item.start > inside[at - 1].end and item.text[0].isascii() and inside[at - 1].text[-1].isascii():
            parts.append(" ")
        parts.append(item.text)
    return parts


def is_nominal(item: Item) -> bool:
    """True for a word that can head a noun phrase. 其中 and 每 stand before one, 时 and 期间 behind."""
    return item.tag in NOMINAL and not is_marker(item)


def is_marker(item: Item) -> bool:
    """Words LAC tags as nouns or pronouns that lead a number in and name nothing."""
    return item.entity is None and (item.text in _markers() or _is_each(item))


def _is_each(item: Item) -> bool:
    """每家, 每次, 每股: for one of them, which is nobody's name."""
    return item.tag in ("r", "TIME", "m", "q") and item.text.startswith(tuple(cues().words("each-opener")))


@cache
def _markers() -> frozenset[str]:
    words = cues().words
    return (
        words("part")
        | words("frame")
        | words("rest")
        | words("distributive")
        | words("deed")
        | words("each-marker")
        | words("slug")
    )


def is_modifier(item: Item) -> bool:
    """True for a word that can stand inside a noun phrase before its head."""
    return (item.tag in _MODIFIERS or item.tag in ("r", "q")) and not is_marker(item)


def run_left(items: Sequence[Item], last: int, lowest: int) -> int:
    """Where the noun phrase whose head is items[last - 1] begins, not below `lowest`.

    It reaches over modifiers, over 的 to what owns the head, over 、 and 和 to the other members of a list.
    """
    first = last - 1
    while first > lowest:
        item = items[first - 1]
        if (
            is_nominal(item)
            or is_modifier(item)
            or (item.text in (*DE, *JOINING) and first - 1 > lowest and _may_end(items[first - 2]))
            or (item.tag in ("f", "TIME") and items[first].text in DE and not is_marker(item))
        ):
            first -= 1
        else:
            break
    # 第二产业, 第三医院: an ordinal is part of the name; other numerals are not.
    while first < last - 1 and items[first].tag in ("q", "m") and items[first].text not in cues().words("ordinal"):
        first += 1
    return first


def _may_end(item: Item) -> bool:
    return is_nominal(item) or (item.tag in ("r", "a", "TIME", "f") and not is_marker(item))


def run_right(items: Sequence[Item], first: int) -> int:
    """Where the noun phrase that begins at `first` ends: modifiers, nominals, 的 and 和 between them."""
    last = first
    while last < len(items):
        item = items[last]
        following = items[last + 1] if last + 1 < len(items) else None
        if is_nominal(item) or is_modifier(item):
            last += 1
        elif item.text in cues().words("limit") and last > first and following is not None and is_nominal(following):
            last += 1  # 地级以上城市
        elif (item.text in DE and last > first and following is not None and _may_go_on(following)) or (
            item.text in JOINING and last > first and following is not None and is_nominal(following)
        ):
            last += 1
        else:
            break
    while last > first and not is_nominal(items[last - 1]):
        last -= 1
    return last


def before_total(items: Sequence[Item], first: int, last: int) -> int:
    """Where items[first:last] end without 总 at their end: whose 发电机|总|功率 it is, is not 总."""
    while last > first and items[last - 1].text in cues().words("total"):
        last -= 1
    return last


def _may_go_on(item: Item) -> bool:
    return is_nominal(item) or item.tag in ("a", "b")
