"""Totals that say of how many numbers they are: 两者合计168项, 分两批下达, and what a total's own words leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg.model import Tie
from kg.ontology.counting import classifiers
from kg.ontology.cues import cues
from kg.pipeline.clauses import Item
from kg.pipeline.relations.measures import alike, is_additive, is_plain, left_open, tie
from kg.pipeline.statements import Statement

_REACH = 8  # numbers back: a longer list is a table
_SOME = (2, 3, 4, 5, 6)  # members that a text counts and then names


def counted_totals(said: Sequence[Statement]) -> Iterator[Tie]:
    for at in range(len(said)):
        yield from _so_many(said, at)
        yield from _instalments(said, at)


def _so_many(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """…126项,…又签订42项,两者合计168项; 两项相加约144亿元: the total says how many numbers it is of, so it is of the last
    so many of its sort, whatever stands between. A second total beside the first (两者合计168项、4.5亿元) is of as many."""
    total = said[at]
    size = _number_added(said, at)
    if size is None or not is_plain(total):
        return
    before = [s for s in reversed(said[max(0, at - _REACH) : at]) if total.sentence - s.sentence <= 1]
    members = [s for s in before if alike(s, total) and is_plain(s) and is_additive(s) and not s.bracketed]
    members = [s for s in members if not s.has("base") and not is_of_another(s, total)][:size]
    if len(members) == size:
        roles = [("total", total), *(("part", m) for m in members[::-1])]
        yield tie("sum", roles, "合计", members[-1].quantity.start, total.quantity.end)


def is_of_another(member: Statement, total: Statement) -> bool:
    """两家合计研发投入6.7亿元 adds up no profits: where the total's clause names what it is of, so must a member's."""
    names = [item.text for item in total.clause.items[: total.at] if _is_name(item)]
    beside = "".join(item.text for item in member.clause.items)
    return bool(names) and not any(name in beside for name in names)


def _is_name(item: Item) -> bool:
    """A noun of two characters or more, or what a tagger takes for a verb (研发投入); no word of adding up."""
    long = len(item.text) > (2 if item.tag == "v" else 1)
    return long and item.tag in ("n", "nz", "vn", "E", "v") and item.text not in _adding()


@cache
def _adding() -> frozenset[str]:
    roles = ("added-up", "both", "all-three", "general-noun", "link", "total")
    return frozenset().union(*map(cues().words, roles))


def _number_added(said: Sequence[Statement], at: int) -> int | None:
    """Two for 两者合计 or 两项相加, three for 三者合计."""
    total = said[at]
    if total.clause.opener == "、" and at and _adjacent(said[at - 1], total):
        return _number_added(said, at - 1)
    items = total.clause.items[: total.at]
    if not any(item.text in cues().words("added-up") for item in items):
        return None
    for item in items:
        for size, role in ((2, "both"), (3, "all-three")):
            if item.text in cues().words(role):
                return size
        if item.quantity is not None and item.quantity.value in _SOME:
            return int(item.quantity.value)
    return None


def _adjacent(one: Statement, other: Statement) -> bool:
    return (
        one.sentence == other.sentence and one.quantity.end + 1 == other.quantity.start and one.index + 1 == other.index
    )


def _instalments(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """246亿元…将分两批下达,首批156亿元,第二批90亿元: as many numbers as there are instalments make up the whole."""
    parts = said[at]
    size = parts.quantity.value
    items = parts.clause.items
    divided = items[: parts.at][-1:]
    if not divided or divided[0].text not in cues().words("divides"):
        return
    if parts.quantity.unit not in classifiers("instalment") or size not in _SOME:
        return
    whole = next((s for s in reversed(said[max(0, at - 2) : at]) if is_plain(s) and is_additive(s)), None)
    if whole is None or whole.sentence != parts.sentence:
        return
    after = [s for s in said[at + 1 : at + 1 + 2 * int(size)] if s.sentence == parts.sentence and alike(s, whole)]
    if len(after) == size and all(is_plain(m) and not m.has("part") for m in after) and not left_open(whole, after):
        roles = [("total", whole), *(("part", m) for m in after)]
        yield tie("sum", roles, "分", whole.quantity.start, after[-1].quantity.end)
