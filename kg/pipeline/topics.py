"""What a clause is about, and who is said to have said it.

The topic is the first noun phrase before the predicate that no preposition governs. It stays the subject of the
clauses after it until one names its own (Chinese drops a subject that goes on: 查处造纸厂289家,关闭195家).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ontology.cues import cues
from kg.pipeline.clauses import Clause, Item
from kg.pipeline.phrases import Phrase, is_nominal, phrase

_NONE = Phrase(0, 0, "", 0, 0, None)
# Words that may stand before a topic without being part of it.
_BEFORE_TOPIC = frozenset(("c", "d", "TIME", "ad", "vd", "xc", "u"))
_LOCALISERS = frozenset(("f",))
_DE = ("的", "之")
_JOINING = ("、", "和", "与", "及", "以及", "·")


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic of a clause and where its predicate begins; `speaker` when the clause only says who speaks."""

    phrase: Phrase
    predicate: int
    speaker: str = ""


def topic(clause: Clause) -> Topic:
    """The topic that the clause itself names (an empty phrase when it names none)."""
    items = clause.items
    first = _skip_to_topic(items)
    last = _topic_end(items, first)
    speaker = _speaker(items, last)
    found = phrase(items, first, last) if last > first else _NONE
    return Topic(found, last, found.text if speaker else "")


def _skip_to_topic(items: Sequence[Item]) -> int:
    at = 0
    while at < len(items):
        item = items[at]
        if item.tag == "p" or item.text in cues().words("according"):
            at = _after_preposition(items, at + 1)
        elif (item.tag in _BEFORE_TOPIC or item.text in cues().words("part")) and item.tag not in ("E", "Q"):
            at += 1
        else:
            break
    return at


def _after_preposition(items: Sequence[Item], at: int) -> int:
    """Behind the phrase a preposition governs: to its localiser (在…中), or over its noun phrase (从大阪到东京)."""
    for end in range(at, len(items)):
        if items[end].tag in _LOCALISERS and items[end].text not in cues().words("part"):
            return end + 1
        if items[end].tag == "v" and end > at and not _inside_attribute(items, end):
            break
        if items[end].tag == "Q":
            break
    end = _topic_end(items, at)
    return max(end, at)


def _inside_attribute(items: Sequence[Item], at: int) -> bool:
    """在5月份召开的会议上: the verb belongs to an attribute that 的 closes."""
    return any(item.text in _DE for item in items[at + 1 : at + 6])


def _topic_end(items: Sequence[Item], first: int) -> int:
    at = first
    while at < len(items):
        item = items[at]
        if is_nominal(item) or item.tag in ("r", "a", "b"):
            at += 1
        elif item.text in (*_DE, *_JOINING) and at > first and at + 1 < len(items) and _may_follow(items[at + 1]):
            at += 1
        elif item.tag in ("TIME", "m", "f") and at > first and at + 1 < len(items) and items[at + 1].text in _DE:
            at += 1
        elif item.tag == "m" and at + 1 < len(items) and is_nominal(items[at + 1]):
            at += 1
        else:
            break
    while at > first and not (is_nominal(items[at - 1]) or items[at - 1].tag == "r"):
        at -= 1
    return at


def _may_follow(item: Item) -> bool:
    return is_nominal(item) or item.tag in ("a", "r", "b", "TIME", "m")


def _speaker(items: Sequence[Item], last: int) -> bool:
    """True for a clause that ends in a verb of saying: 世界银行的报告还显示，"""
    rest = items[last:]
    return bool(rest) and rest[-1].text in cues().words("says")
