"""Totals and their parts.

A sum is claimed only of a list that the text closes: 其余, 合计 after the members, 分别, or two words that together
name the whole (国内, 海外). Each member of a list after 其中 stays within its whole; the list itself need not add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.counting import classifiers
from kg.ontology.cues import cues
from kg.pipeline.relations.counted_totals import is_of_another
from kg.pipeline.relations.measures import (
    alike,
    is_additive,
    is_other_time,
    is_plain,
    is_share,
    left_open,
    readings,
    tie,
)
from kg.pipeline.statements import Statement, in_sentences

_MOST = 8  # members: a longer list is a table


def sums(said: Sequence[Statement]) -> Iterator[Tie]:
    for at, statement in enumerate(said):
        yield from _within_frame(said, at)
        if statement.has("part") and not is_share(statement):
            yield from _group(said, at)
        elif statement.has("total") and is_plain(statement) and not statement.has("average"):
            yield from _total_after(said, at)
        yield from _included(said, at)
        if statement.has("added"):
            yield from _added(said, at)


def _group(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """T, 其中 A n1, B n2, 其余 n3."""
    first = said[at]
    whole = _whole(said, at)
    if whole is None or first.change or not is_additive(first) or not is_additive(whole):
        return
    members, net = [first, *_further(said, at)], bool(whole.change) or _net(whole, first)
    if not net:
        # Behind a semicolon another list may begin (教师1480人,其中博士1110人;本科生22200人).
        for member in (m for m in members if m.clause.segment == first.clause.segment):
            yield tie("part", [("part", member), ("whole", whole)], "其中", member.quantity.start, member.quantity.end)
    if net and _has_a_fall(said, members):
        return  # 新增贷款3万亿元,其中住户5000亿元,企业2.8万亿元,非银减少3000亿元
    if len(members) > 1 and not left_open(whole, members):
        # What a list does not close may count one thing twice (女同志32人,党员41人): it need not add up to its whole.
        closed = not net and _closed(said, members) and _complete(said, whole, members)
        yield from readings(
            "sum", members[-1], [[("total", whole), *(("part", m) for m in members)]], "其中", weak=not closed
        )


def _has_a_fall(said: Sequence[Statement], members: Sequence[Statement]) -> bool:
    after = said[members[-1].index + 1 :][:1]
    return any(s.sentence == members[-1].sentence and s.change and alike(s, members[-1]) for s in after)


def _net(whole: Statement, part: Statement) -> bool:
    """A balance of pluses and minuses: its parts may be greater than it."""
    return any(
        cue.role == "net" and whole.clause.start <= cue.start < part.quantity.start for cue in part.frame
    ) or whole.has("net")


def _within_frame(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """20名学生中,已有13人考进学校: 中 after a number's noun makes it the whole of the next number of its sort."""
    whole = said[at]
    if not whole.follows("frame") or at + 1 == len(said) or not is_plain(whole):
        return
    part = said[at + 1]
    frame = next(c for c in whole.right if c.role == "frame")
    if frame.text in cues().words("inside") and frame.end == whole.clause.end and _counted_in(whole, part):
        yield tie("part", [("part", part), ("whole", whole)], frame.text, whole.quantity.start, part.quantity.end)


def _counted_in(whole: Statement, part: Statement) -> bool:
    return (
        part.sentence == whole.sentence and alike(whole, part) and is_plain(part) and part.quantity.unit.startswith("{")
    )


def _whole(said: Sequence[Statement], at: int) -> Statement | None:
    """The nearest amount of the same sort before 其中, in its sentence or the one before."""
    part = said[at]
    near = [s for s in reversed(said[:at]) if s.sentence >= part.sentence - 1 and alike(s, part) and _is_amount(s)]
    # 去年实现8426亿元。其中…: the time before is the only one there is.
    of_its_time = [s for s in near if not is_other_time(s, part)] or (near if part.when is None else [])
    for candidate in of_its_time:
        if not candidate.has("part") and not candidate.has("base"):
            return candidate if _may_hold(candidate, part, said[candidate.index + 1 : part.index]) else None
    return None


def _is_amount(statement: Statement) -> bool:
    """An amount of its own, or what was added to one (新增停车位3200个), which has parts as well."""
    added = bool(statement.change) and any(c.role == "net" for c in statement.left) and not is_share(statement)
    return (is_plain(statement) or added) and not statement.has("share")


def _may_hold(whole: Statement, part: Statement, between: Sequence[Statement]) -> bool:
    """个 counts anything: 9个考场 do not hold 31个考室. Names of one sort end alike (车站, 地下站). Where something else is
    told in between under a name of its own (7座车站,桥隧比78.6%,其中隧道31座), 其中 may be of that."""
    one, other = whole.of, part.of
    aside = any(not s.change and not s.bracketed and not alike(s, whole) for s in between)
    if (part.quantity.unit not in classifiers("anything") and not aside) or one is None or other is None:
        return True
    return one.iri == other.iri or one.text[-1] == other.text[-1] or one.text in other.text or other.text in one.text


def _further(said: Sequence[Statement], at: int) -> list[Statement]:
    """The members that follow the first in its sentence, to a total, a comparison or another 其中."""
    members = [said[at]]
    for statement in said[at + 1 :]:
        # 其余两区共1万3240人 is a member, whatever it is the sum of.
        ends = statement.has("part") or (statement.has("total") and not statement.has("rest"))
        if statement.sentence != said[at].sentence or ends:
            break
        if not _goes_on(members, statement):
            break
        if statement.bracketed or not alike(statement, said[at]):
            continue
        if (
            statement.change
            or statement.has("net")
            or statement.has("base")
            or statement.has("each")
            or is_other_time(statement, said[at])
        ):
            break
        members.append(statement)
    return members[1:]


def _goes_on(members: Sequence[Statement], statement: Statement) -> bool:
    """A semicolon ends a list of commas; one whose members it parts goes on over it."""
    if statement.clause.segment == members[-1].clause.segment:
        return True
    segments = [m.clause.segment for m in members]
    return len(set(segments)) == len(segments) and statement.quantity.unit == members[-1].quantity.unit


def _closed(said: Sequence[Statement], members: Sequence[Statement]) -> bool:
    if any(_is_rest(said, m) or m.has("respectively") for m in members):
        return True
    names = [_name(m) for m in members]
    return any(
        len(members) == len(words) and all(any(w in name for name in names) for w in words)
        for words in cues().complements
    )


def _is_rest(said: Sequence[Statement], member: Statement) -> bool:
    """其余4个, and what 其余 counts before it: 其余两场分别为7420人和5930人."""
    before = said[member.index - 1] if member.index else member
    return member.has("rest") or (member.has("respectively") and before.clause is member.clause and before.has("rest"))


def _complete(said: Sequence[Statement], whole: Statement, members: Sequence[Statement]) -> bool:
    """False when a number of their sort stands among them that is none of them: what it belongs to is anybody's guess."""
    between = said[whole.index + 1 : members[-1].index]
    return all(s in members or not alike(s, members[0]) or s.change for s in between)


def _name(member: Statement) -> str:
    before = member.clause.items[: member.at]
    return "".join(i.text for i in before) + member.binding.of.text


def _total_after(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """A n1 和 B n2, 合计 T: the members stand before the total; how many of them, the sum itself tells."""
    total = said[at]
    run = _run_before(said, at)
    open_ended = any(s.has("besides") for s in run) or not _closes(said, run, total)
    listed = len(run) > 1 and all(m.clause.opener == "、" for m in run[1:])
    together = listed or (total.has("together") and not open_ended)
    together = together and not all(is_of_another(s, total) for s in run)
    choices = [run[-size:] for size in _sizes(run)]
    roles = [[("total", total), *(("part", m) for m in members)] for members in choices]
    yield from readings("sum", total, roles, "合计", weak=not together)


def _closes(said: Sequence[Statement], run: Sequence[Statement], total: Statement) -> bool:
    """True when the total comes right behind its members, and no other number of their sort before them could be one."""
    if not run or total.index - run[-1].index > 1 or left_open(run[0], [total]):
        return False
    here = in_sentences(said, total.sentence, total.sentence)
    return not any(alike(s, total) for s in here if s.index < run[0].index)


def _run_before(said: Sequence[Statement], at: int) -> list[Statement]:
    total = said[at]
    run: list[Statement] = []
    for statement in reversed(said[:at]):
        if statement.sentence != total.sentence or len(run) == _MOST:
            break
        if not alike(statement, total):
            continue
        listed = bool(run) and run[0].clause.opener == "、"
        if not is_plain(statement) or statement.bracketed or any(map(statement.has, ("average", "each", "base"))):
            break
        if statement.has("total") and not listed:
            break
        run.insert(0, statement)
    return run


def _sizes(run: Sequence[Statement]) -> list[int]:
    """The likeliest first: the whole chain of 、, then all, then fewer."""
    chain = 1
    while chain < len(run) and run[-chain].clause.opener == "、":
        chain += 1
    sizes = [chain, *range(len(run), 1, -1)]
    return [size for size in dict.fromkeys(sizes) if size > 1]


def _included(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """包括与xAI的合同在内,共获12台订单: what was said before of the one included is a part of this."""
    whole = said[at]
    marks = [c for c in whole.frame if c.role == "inclusive" and c.end <= whole.quantity.start]
    if not marks or not is_plain(whole):
        return
    for part in reversed(said[:at]):
        subject = part.subject
        if (
            subject is not None
            and subject.iri in _named(whole, marks[0].end)
            and alike(part, whole)
            and _same_thing(part, whole)
        ):
            yield tie(
                "part", [("part", part), ("whole", whole)], marks[0].text, whole.quantity.start, whole.quantity.end
            )
            return


def _named(whole: Statement, end: int) -> set[str]:
    """The entities of the whole's sentence that stand before `end`."""
    return {entity.iri for entity in whole.named if entity.start < end}


def _added(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """最初订购了两台,随后又追加了三台: with the number of them all, said before, the two make it up."""
    added = said[at]
    if at == 0 or not said[at - 1].has("initial") or not alike(said[at - 1], added):
        return
    initial = said[at - 1]
    whole = next((s for s in reversed(said[: at - 1]) if _same_thing(s, initial) and _same_doing(s, initial)), None)
    if whole is not None:
        roles = [("total", whole), ("part", initial), ("part", added)]
        yield tie("sum", roles, "追加", initial.quantity.start, added.quantity.end)


def _same_doing(a: Statement, b: Statement) -> bool:
    """Both of what was ordered, or both of what was built: 为15万台服务器供电 is not the whole of 订购了三台."""
    one, other = a.measured, b.measured
    return one is not None and other is not None and one.iri == other.iri


def _same_thing(a: Statement, b: Statement) -> bool:
    if a.quantity.unit != b.quantity.unit or not is_plain(a):
        return False
    one, other = a.of, b.of
    if one is None or other is None:
        return True
    return one.iri == other.iri or one.text in other.text or other.text in one.text
