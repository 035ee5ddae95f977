"""One reading of several: where words can be tied in more than one way, the author meant the one that holds.

A reader, too, takes 比去年的4.84亿人次增长7.4% to speak of the number that makes it true. Only when no reading holds
is there something to report, and then of the likeliest; and where the words merely suggest a relation, a mismatch
alone says nothing: such a check is marked, for the explanation to see whether one slip of the pen accounts for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Check

WEAK = "weak"
"""The reading of a check whose relation the text only suggests and whose numbers do not agree."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The group of readings that a check's tie belongs to, its rank in it, and whether the text only suggests it."""

    group: str
    rank: int
    weak: bool

    @staticmethod
    def parsed(group: str, weak: bool) -> Reading:
        """From the "name:rank" of a tie."""
        name, _, rank = group.rpartition(":")
        return Reading(name, int(rank), weak)


def settled(found: Sequence[tuple[Check, Reading | None]]) -> list[Check]:
    """The checks, one a group of each kind: a user's own check of a tie judges beside the shipped one."""
    kept = [check for check, reading in found if reading is None]
    groups: dict[tuple[str, str], list[tuple[int, Check, bool]]] = {}
    for check, reading in found:
        if reading is not None:
            groups.setdefault((reading.group, check.kind), []).append((reading.rank, check, reading.weak))
    for members in groups.values():
        kept += _of_group(sorted(members, key=lambda m: m[0]))
    return kept


def _of_group(members: Sequence[tuple[int, Check, bool]]) -> list[Check]:
    """The first that holds as written; else the first, unless it only seems to be meant."""
    exact = [check for _, check, _ in members if check.verdict == "consistent" and check.reading == "narrow"]
    if exact:
        return exact[:1]
    _, first, weak = members[0]
    if first.verdict == "consistent" or not weak:
        return [first]
    return [replace(check, verdict="unverifiable", severity=3, reading=WEAK) for _, check, _ in members]
