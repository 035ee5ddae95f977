"""Wholes whose members follow without 其中: 共有127人,124人升井,3人遇难; 由三部分组成,长度分别为….

Nothing says that all the members are named, so each tie is weak: that they add up is shown, that they do not is a
reason to speak only where one slip of the pen accounts for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.relations.measures import (
    alike,
    digits,
    in_list,
    is_additive,
    is_exact,
    is_other_time,
    is_plain,
    left_open,
    readings,
)
from kg.pipeline.statements import Statement

_MOST = 8  # members: a longer list is a table
_TELLING = 2  # digits a number, on the average
_ASIDE = ("base", "each", "average", "total", "part", "net", "besides")


def compositions(said: Sequence[Statement]) -> Iterator[Tie]:
    taken: set[int] = set()
    for whole in said:
        if whole.index not in taken and not in_list(said, whole) and _may_be_whole(whole):
            for members in _lists(said, whole):
                taken.update(member.index for member in members)
                roles = [("total", whole), *(("part", member) for member in members)]
                yield from readings("sum", members[-1], [roles], "共", weak=True)


def _may_be_whole(whole: Statement) -> bool:
    plain = is_plain(whole) or _is_frame(whole)  # 裁减的2400个岗位中: what is told of is all that was cut
    return is_exact(whole) and plain and is_additive(whole) and not whole.bracketed


def _lists(said: Sequence[Statement], whole: Statement) -> Iterator[list[Statement]]:
    """The lists of what it is made of: 按经营地分,城镇…,乡村…;按消费类型分,商品…,餐饮…. What follows is of it only where 共,
    包括, 由…组成 or 其余 says so."""
    rows: dict[int, list[Statement]] = {}
    for member in _followers(said, whole):
        rows.setdefault(member.clause.segment, []).append(member)
    # 甲312人;乙201人;丙15人: a list of semicolons.
    lists = [[row[0] for row in rows.values()]] if all(len(row) == 1 for row in rows.values()) else list(rows.values())
    for members in lists:
        if (
            len(members) > 1
            and _says_so(whole, members)
            and not left_open(whole, members)
            and _telling([whole, *members])
        ):
            yield members


def _followers(said: Sequence[Statement], whole: Statement) -> Iterator[Statement]:
    """The numbers of its sort that follow it up to one that something else is said of: in its sentence, or where the
    next is opened by how it is divided, in that."""
    for found, statement in enumerate(said[whole.index + 1 :]):
        if (statement.sentence != whole.sentence and not _divides(statement, whole)) or found == _MOST:
            return
        if not alike(statement, whole) or statement.bracketed:
            continue
        aside = statement.change or any(map(statement.has, _ASIDE)) or is_other_time(statement, whole)
        if aside or not is_plain(statement) or not is_exact(statement):
            return
        yield statement


def _divides(statement: Statement, whole: Statement) -> bool:
    return statement.sentence == whole.sentence + 1 and any(cue.role == "composed" for cue in statement.frame)


def _says_so(whole: Statement, members: Sequence[Statement]) -> bool:
    cues = members[-1].frame
    composed = any(c.role == "composed" and whole.quantity.end <= c.start < members[-1].quantity.start for c in cues)
    return whole.has("total") or composed or members[-1].has("rest") or _is_frame(whole)


def _is_frame(whole: Statement) -> bool:
    """裁减的2400个岗位中,1500个在本土,900个在海外."""
    return any(
        c.role == "frame" and c.end == whole.clause.end and c.text in cues().words("inside") for c in whole.right
    )


def _telling(numbers: Sequence[Statement]) -> bool:
    return digits(numbers) >= _TELLING * len(numbers)
