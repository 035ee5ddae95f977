"""Totals and their parts.

A sum is claimed only of a list that the text closes: 其余, 合计 after the members, 分别, or two words that together
name the whole (国内, 海外). Other lists after 其中 stay within their whole, no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.relations.measures import alike, is_plain, is_share, tie
from kg.pipeline.statements import Statement


def sums(said: Sequence[Statement]) -> Iterator[Tie]:
    for at, statement in enumerate(said):
        yield from _within_frame(said, at)
        if statement.has("part") and not is_share(statement):
            yield from _group(said, at)
        elif statement.has("total") and is_plain(statement):
            yield from _total_after(said, at)
        if statement.has("added"):
            yield from _added(said, at)


def _group(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """T, 其中 A n1, B n2, 其余 n3."""
    first = said[at]
    whole = _whole(said, at)
    if whole is None or first.change or whole.has("net"):
        return
    members = [first, *_further(said, at)]
    for member in members:
        yield tie("part", [("part", member), ("whole", whole)], "其中", member.quantity.start, member.quantity.end)
    if len(members) > 1:
        kind = "sum" if _closed(members) else "list"
        roles = [("total", whole), *(("part", m) for m in members)]
        yield tie(kind, roles, "其中", whole.quantity.start, members[-1].quantity.end)


def _within_frame(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """20名学生中,已有13人考进学校: 中 after a number's noun makes it the whole of the next number of its sort."""
    whole = said[at]
    if not whole.follows("frame") or at + 1 == len(said) or not is_plain(whole):
        return
    part = said[at + 1]
    frame = next(c for c in whole.right if c.role == "frame")
    if frame.text in ("中", "里", "当中") and frame.end == whole.clause.end and _counted_in(whole, part):
        yield tie("part", [("part", part), ("whole", whole)], frame.text, whole.quantity.start, part.quantity.end)


def _counted_in(whole: Statement, part: Statement) -> bool:
    return part.sentence == whole.sentence and alike(whole, part) and is_plain(part) and part.quantity.unit.startswith("{")


def _whole(said: Sequence[Statement], at: int) -> Statement | None:
    """The nearest amount of the same sort before 其中, in its sentence or the one before."""
    part = said[at]
    for candidate in reversed(said[:at]):
        if candidate.sentence < part.sentence - 1:
            return None
        if alike(candidate, part) and is_plain(candidate) and not candidate.has("part") and not candidate.has("base"):
            return candidate
    return None


def _further(said: Sequence[Statement], at: int) -> list[Statement]:
    """The members that follow the first in its sentence, to a total, a comparison or another 其中."""
    members = []
    for statement in said[at + 1 :]:
        if statement.sentence != said[at].sentence or statement.has("part") or statement.has("total"):
            break
        if statement.bracketed or not alike(statement, said[at]):
            continue
        if statement.change or statement.has("base") or statement.has("each"):
            break
        members.append(statement)
    return members


def _closed(members: Sequence[Statement]) -> bool:
    if any(m.has("rest") for m in members) or any(m.has("respectively") for m in members):
        return True
    names = [_name(m) for m in members]
    return any(
        len(members) == len(words) and all(any(w in name for name in names) for w in words)
        for words in cues().complements
    )


def _name(member: Statement) -> str:
    begin = member.clause.items[0].start if member.clause.items else member.quantity.start
    return "".join(i.text for i in member.clause.items if begin <= i.start < member.quantity.start) + member.binding.of.text


def _total_after(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """A n1 和 B n2, 合计 T: the members stand directly before the total, one beside the other."""
    total = said[at]
    members: list[Statement] = []
    for statement in reversed(said[:at]):
        if statement.sentence != total.sentence or not alike(statement, total) or not is_plain(statement):
            break
        if statement.has("total") or statement.has("each") or statement.bracketed:
            break
        members.insert(0, statement)
    if len(members) > 1 and all(m.clause is not total.clause for m in members):
        yield tie("sum", [("total", total), *(("part", m) for m in members)], "合计", members[0].quantity.start, total.quantity.end)


def _added(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """最初订购了两台,随后又追加了三台: with the number of them all, said before, the two make it up."""
    added = said[at]
    if at == 0 or not said[at - 1].has("initial") or not alike(said[at - 1], added):
        return
    initial = said[at - 1]
    whole = next((s for s in reversed(said[: at - 1]) if _same_thing(s, initial)), None)
    if whole is not None:
        roles = [("total", whole), ("part", initial), ("part", added)]
        yield tie("sum", roles, "追加", initial.quantity.start, added.quantity.end)


def _same_thing(a: Statement, b: Statement) -> bool:
    if a.quantity.unit != b.quantity.unit or not is_plain(a):
        return False
    one, other = a.claim, b.claim
    if one is None or other is None or one.of is None or other.of is None:
        return True
    return one.of.iri == other.of.iri or one.of.text in other.of.text or other.of.text in one.of.text
