"""How the text means a number: asserted, planned, estimated, potential, negated, asked or supposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Modality
from kg.ontology.contexts import Mark
from kg.ontology.cues import cues
from kg.pipeline.clauses import DE
from kg.pipeline.passages import Passage
from kg.pipeline.phrases import is_nominal
from kg.pipeline.statements import Statement

# What bears on a whole statement, the plan in it included: 否认计划裁员.
_OUTER: tuple[Modality, ...] = ("asked", "negated")
_FARTHEST = 24  # clauses: no reader keeps a cue in mind for longer


@dataclass(frozen=True, slots=True)
class Reach:
    """The part of the text, start to end, that a cue bears on; `at` is where the cue stands."""

    sense: Modality
    weak: bool
    at: int
    start: int
    end: int


def reaches(passage: Passage) -> list[Reach]:
    """What every cue of the passage bears on, and the questions that no cue marks."""
    found = [reach for mark in passage.marks for reach in _reaches(passage, mark)]
    return sorted([*found, *_questions(passage)], key=lambda r: r.at)


def modality(statement: Statement, found: Sequence[Reach]) -> Modality:
    """The sense of the nearest cue that bears on the number, of those that touch its clause, in their order.

    One that only speaks of the future gives way to others.
    """
    place = statement.quantity.start
    over = [reach for reach in found if reach.start <= place < reach.end]
    behind = [reach for reach in over if reach.at > place]
    if behind and behind[0].sense not in _OUTER:
        return behind[0].sense
    outer = next((sense for sense in _OUTER if any(reach.sense == sense for reach in over)), None)
    if outer is not None:
        return outer
    if not over or is_base(statement) or describes(statement, over):
        return "asserted"
    strong = [reach for reach in over if not reach.weak]
    return (strong or over)[-1].sense


def describes(statement: Statement, over: Sequence[Reach]) -> bool:
    """如果…，一个40千瓦的机柜只能放4台: a number that only describes what the clause goes on to speak of is taken for
    granted, unless a cue of its own clause stands before it."""
    items = statement.clause.items
    following = items[statement.at + 1] if statement.at + 1 < len(items) else None
    noun = following is not None and (following.text in DE or is_nominal(following))
    told = noun and any(item.tag == "Q" for item in items[statement.at + 1 :])
    return told and not any(reach.at >= statement.clause.start for reach in over)


def is_base(statement: Statement) -> bool:
    """由360个增加到900个: what a change starts from is how things are, whatever is planned for its end."""
    origin = next((cue for cue in reversed(statement.left) if cue.role in ("from", "change")), None)
    if origin is None or origin.role != "from":
        return False
    between = [i for i in statement.clause.items[: statement.at] if i.start >= origin.end]
    return not any(i.tag == "v" for i in between)


def _reaches(passage: Passage, mark: Mark) -> Iterator[Reach]:
    place = passage.clause_at(mark.start)
    clause = passage.clauses[place]
    if _is_noun(passage, mark, place):
        return
    start, end = mark.end, passage.extent(place)
    if mark.context.direction != "forward":
        start = clause.start
    if mark.context.direction == "backward":
        end = mark.start
    elif mark.context.scope == "number":
        end = _next_number(passage, mark, place)
    elif mark.context.scope != "clause" and clause.anchor is None:
        end = passage.extent(_last_clause(passage, mark, place))
    if mark.context.until:
        closing = passage.text.find(mark.context.until, mark.end, end)
        end = closing if closing >= 0 else end
    yield Reach(mark.context.sense, mark.context.weak, mark.start, start, end)
    if mark.text in cues().words("denies"):
        yield from _denied(passage, mark, passage.first[place])


def _denied(passage: Passage, mark: Mark, first: int) -> Iterator[Reach]:
    """针对“裁员1000人”的说法，负责人否认…; 网传发生6级地震，地震局辟谣: what is denied stands before."""
    opening = passage.clauses[first]
    rumour = passage.text.startswith(tuple(cues().words("rumour")), opening.start)
    if passage.extent(first) <= mark.start and (rumour or passage.plays(opening.items[0], "about")):
        yield Reach(mark.context.sense, False, mark.start, opening.start, passage.extent(first))


def _is_noun(passage: Passage, mark: Mark, place: int) -> bool:
    """正如你的预测，…; 投资计划涉及3个县; 星联计划发射了60颗: nothing is predicted or planned here.

    根据基金组织的预测，…: it is.
    """
    items = passage.clauses[place].items
    before = [item for item in items if item.end <= mark.start][-1:]
    behind = [item for item in items if item.start >= mark.end][:2]
    owned = bool(before) and before[0].text in DE
    if mark.context.sense == "estimated":
        return owned and not behind and not passage.plays(items[0], "source-opener")
    if not mark.context.before or any(item.start == mark.start and item.tag in mark.context.tags for item in items):
        return False
    named = len(behind) > 1 and behind[0].tag == "v" and passage.plays(behind[1], "done")
    return named or owned or (bool(before) and before[0].tag in ("v", "vn"))


def _next_number(passage: Passage, mark: Mark, place: int) -> int:
    """全年计划115万吨, 目标产量90万吨: the end of a number behind the cue with at most a noun and 为 between."""
    for item in [item for item in passage.clauses[place].items if item.start >= mark.end][:3]:
        if item.tag == "Q":
            return item.end
        if not (is_nominal(item) or passage.plays(item, "link")):
            break
    return mark.end


def _last_clause(passage: Passage, mark: Mark, place: int) -> int:
    """The last clause that a cue reaches which goes beyond its own.

    预计，… and 到2000年，…将… go on over semicolons and subjects; a cue that closes its clause has its content in
    the next.
    """
    closes = not passage.text[mark.end : passage.clauses[place].end].strip()
    wide = (mark.context.scope == "report" and closes) or _is_outlook(passage, place)
    bounded = mark.context.scope == "chain" and not wide
    last = place
    following = passage.following[place]
    while following is not None and following - place <= _FARTHEST:
        clause = passage.clauses[following]
        if not (closes and last == place):
            if _is_fact(passage, following) or (clause.opener in ";；" and not wide):
                break
            if bounded and _names_subject(passage, following) and not passage.plays(clause.items[0], "coordinate"):
                break
        last, following = following, passage.following[following]
    return last


def _is_outlook(passage: Passage, place: int) -> bool:
    """到2000年，…: a sentence that opens with the time to come."""
    items = passage.clauses[passage.first[place]].items
    return len(items) > 1 and passage.plays(items[0], "outlook") and items[1].tag == "TIME"


def _is_fact(passage: Passage, place: int) -> bool:
    """目前已完成6亿元, 建成了16个班: told as a fact by a word before its verb, or by 了 behind it."""
    items = passage.clauses[place].items
    verb = next((at for at, item in enumerate(items) if item.tag == "v"), len(items))
    if any(passage.plays(item, "actual") for item in items[: verb + 1]):
        return True
    number = next((at for at, item in enumerate(items) if item.tag == "Q"), len(items))
    return any(item.tag == "v" and passage.plays(after, "done") for item, after in pairwise(items[:number]))


def _names_subject(passage: Passage, place: int) -> bool:
    """True when a clause turns to another subject; 合计 and 其中 are none."""
    topic = passage.topics[place].phrase
    words = [passage.word(item) for item in passage.clauses[place].items[topic.first : topic.last]]
    return bool(topic) and not all(word in cues().words("total") for word in words)


def _questions(passage: Passage) -> Iterator[Reach]:
    """The last clause before a question mark, unless it asks for something else: 是6级的多少倍?"""
    for place, clause in enumerate(passage.clauses):
        if clause.anchor is not None or passage.following[place] is not None:
            continue
        tail = passage.text[clause.end : passage.ends[place]]
        if not tail.lstrip("”’』」 ").startswith(("？", "?")):
            continue
        if not any(passage.plays(item, "wh") for item in clause.items):
            yield Reach("asked", False, clause.start, clause.start, passage.ends[place])
