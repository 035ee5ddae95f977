"""Growth: a level, where it came from, how much and how fast it changed: 由23元升至24元, 每公斤涨1元, 涨幅4.3%."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Claim, Relation
from kg.ontology.cues import cues
from kg.ontology.properties import properties
from kg.pipeline.cells import is_change as is_change_column
from kg.pipeline.clauses import DE
from kg.pipeline.drawn.reading import Reading, relation
from kg.pipeline.relations.measures import comparable, in_list, is_previous, is_share
from kg.pipeline.statements import Statement

_NEAR = 8  # numbers back: a bulletin sets a level, three of its parts and then its growth


@dataclass(slots=True)
class _Growth:
    after: Statement
    before: Statement | None = None
    changes: list[Statement] = field(default_factory=list)


def growths(reading: Reading) -> Iterator[Relation]:
    """One for every level of which the text says what it came from or how it changed."""
    found: dict[int, _Growth] = {}
    for statement in reading.said:
        if statement.level:
            before = _start_of(reading, statement)
            if before is not None:
                found.setdefault(statement.index, _Growth(statement)).before = before
        elif is_change(reading, statement):
            after, before = _level_of(reading, statement)
            if after is None:
                continue
            growth = found.setdefault(after.index, _Growth(after))
            # A level has one rate of growth; that at comparable prices beside it (实际增长5.5%) is of no number here.
            if _role(statement) not in map(_role, growth.changes):
                growth.changes.append(statement)
                growth.before = growth.before or before
    for earlier, later in _then_and_now(reading):
        found.setdefault(later.index, _Growth(later, earlier))
    for growth in found.values():
        members = [("after", growth.after)]
        if growth.before is not None:
            members.append(("before", growth.before))
        members += [(_role(change), change) for change in growth.changes]
        cue = growth.changes[0] if growth.changes else growth.after
        yield relation("growth", members, cue.change)


def is_change(reading: Reading, statement: Statement) -> bool:
    """True for how much something changed over time: 增长5%, 多发4.1亿千瓦时 than last year; not for 比本地牛高四成."""
    if statement.place is not None and is_share(statement):
        return is_change_column(statement.place)
    listed = reading.respective.listed(statement)
    if statement.level or statement.quantity.kind in ("ordinal", "date"):
        return False
    if statement.change:
        return not _with_another(statement)
    return bool(listed) and listed[0] is not statement and is_change(reading, listed[0])


def _with_another(statement: Statement) -> bool:
    """比岩面高程高4.43米, 后者比前者多19个: set against another thing, not against another time."""
    items = statement.clause.items[: statement.at]
    base = max((at for at, i in enumerate(items) if i.text in cues().words("against")), default=None)
    if base is None:
        return False
    named = items[base + 1 :]
    words = cues().words("previous") | cues().words("same-period") | cues().words("base") | cues().words("edition")
    phrase = "".join(i.text for i in named)
    at_time = named[:1] and (named[0].tag in ("TIME", "f") or named[0].text in words or phrase.startswith(tuple(words)))
    # 比2005年公布的岩面高程: the year is that of a clause that describes the other thing.
    described = any(i.tag == "v" and any(j.text in DE for j in named[at:]) for at, i in enumerate(named))
    return bool(named) and not (at_time and not described)


def _role(change: Statement) -> str:
    return "rate" if is_share(change) or change.quantity.kind == "multiple" else "change"


def _level_of(reading: Reading, change: Statement) -> tuple[Statement | None, Statement | None]:
    """(the level that changed, what it was before); either may be missing."""
    if change.place is not None:
        return _in_row(reading, change), None
    beside = reading.respective.beside(change)
    if beside is not None:
        return beside, _other_time(reading, beside)
    anchor = reading.anchor(change)
    if change.bracketed and anchor is not None:
        return anchor, None
    before: Statement | None = None
    for candidate in reading.in_sentence(change)[:_NEAR]:
        if candidate.clause.segment != change.clause.segment:
            break
        if (
            is_change(reading, candidate)
            or candidate.bracketed
            or reading.other_side(candidate)
            or not _may_change(candidate, change)
        ):
            continue
        if _is_base(candidate):
            before = before or (candidate if before is None else before)
            continue
        if not _about_it(change, candidate):
            break
        return candidate, before
    ahead = _ahead(reading, change)
    if ahead is None and before is not None and _is_compared(change):
        return (
            before,
            None,
        )  # 去年售电90亿千瓦时，比上年增长3%: the year before is counted from where the sentence stands
    return ahead, before


def _is_compared(change: Statement) -> bool:
    """比上年, 同比: the change says what it is against, so that the number before it is its level."""
    return any(c.role == "base" for c in change.left)


def _in_row(reading: Reading, change: Statement) -> Statement | None:
    """The level left of a rate in its row."""
    assert change.place is not None
    left = {cell.start for cell in change.place.left}
    levels = [s for s in reading.in_sentence(change) if s.quantity.start in left and not is_share(s)]
    return next(iter(levels), None)


def _may_change(level: Statement, change: Statement) -> bool:
    """A rate has its percentage points, an amount its like, and any amount a percentage."""
    if level.quantity.kind in ("ordinal", "date", "duration") and level.quantity.kind != change.quantity.kind:
        return level.level
    if change.quantity.unit == "{pp}":
        return is_share(level)
    if is_share(change) or change.quantity.kind == "multiple":
        return not is_share(level) and level.quantity.kind != "multiple"
    return comparable(level, change)


def _is_base(statement: Statement) -> bool:
    """A number of the time compared with: 比去年同期的43.2万吨, 上年为302万辆."""
    return not statement.level and (_compares(statement) or is_previous(statement) or _of_time_before(statement))


def _compares(statement: Statement) -> bool:
    """A word of comparison before it, with what it is compared with between; not the 比 of 收入比为2.00."""
    items = statement.clause.items[: statement.at]
    marks = [c for c in statement.left if c.role == "base"]
    return any(
        any(i.start >= c.end and i.tag in ("TIME", "n", "nz", "E", "f", "vn", "Q") for i in items) for c in marks
    )


def _of_time_before(statement: Statement) -> bool:
    words = cues().words("previous")
    return any(i.text in words for i in statement.clause.items[: statement.at])


def _about_it(change: Statement, level: Statement) -> bool:
    """True unless the clause of the change names a topic of its own that is not what the level is one of: 中位生存期19个月,
    死亡风险降低32%; but 出口增速, 票价降幅 and the level's own property go on."""
    own = change.own
    if not own or change.clause is level.clause:
        return True
    words = cues().words("change")
    items = change.clause.items[own.first : own.last]
    if own.text in cues().words("period"):
        return True  # 年增11.2%
    if any(i.text in words or any(i.text.endswith(w) for w in words if len(w) > 1) for i in items):
        return True
    claim = level.claim
    names = {level.own.text, level.binding.noun.text, level.binding.of.text}
    if claim is not None and claim.property is not None:
        node = properties().node(claim.property.iri)
        names |= set(node.words) if node is not None else {claim.property.label}
    return any(len(n) > 1 and (own.text.endswith(n) or n.endswith(own.text)) for n in names)


def _ahead(reading: Reading, change: Statement) -> Statement | None:
    """同比增长22.4%，达到8621亿元; 每公斤涨1元，由23元升至24元: the level that the next clause reaches."""
    for following in reading.said[change.index + 1 : change.index + 3]:
        if following.sentence != change.sentence or following.clause is change.clause or following.own:
            return None
        reaches = following.level or following.clause.items[0].text in cues().words("level")
        if reaches and _may_change(following, change):
            return following
    return None


def _start_of(reading: Reading, level: Statement) -> Statement | None:
    """What a 降到 came from: the number with 从, else the one before it of the same measure, be it a sentence back."""
    for candidate in reading.in_sentence(level)[:3]:
        if not comparable(candidate, level) and not _same_measure(candidate, level):
            continue
        settled = not candidate.change or candidate.level
        if candidate.has("from") or (settled and not candidate.has("base")):
            return candidate
        return None
    return _other_time(reading, level)


def _same_measure(a: Statement, b: Statement) -> bool:
    return a.quantity.kind == b.quantity.kind and a.quantity.unit == b.quantity.unit


def _other_time(reading: Reading, level: Statement) -> Statement | None:
    """The number of the same thing at another time, in the two sentences before: 票房549亿元。2024年票房回落至425亿元."""
    for candidate in reversed(reading.said[: level.index]):
        if candidate.sentence < level.sentence - 2:
            return None
        if candidate.sentence == level.sentence or candidate.change or not comparable(candidate, level):
            continue
        if in_list(reading.said, candidate):
            continue
        if candidate.has("initial") or _one_property(candidate, level):
            return candidate
    return None


def _one_property(a: Statement, b: Statement) -> bool:
    one, other = a.claim, b.claim
    if one is None or other is None or one.property is None or other.property is None:
        return False
    same = one.property.iri == other.property.iri and _one_thing(one, other)
    return same and (one.time != other.time or bool(b.level))


def _one_thing(a: Claim, b: Claim) -> bool:
    """False where both name things and none of one is in one of the other: 稻谷涨到2.6元。化肥每包涨到450元."""
    one = [entity.text for entity in (a.subject, a.of) if entity is not None]
    other = [entity.text for entity in (b.subject, b.of) if entity is not None]
    return not one or not other or any(x in y or y in x for x in one for y in other)


def _then_and_now(reading: Reading) -> Iterator[tuple[Statement, Statement]]:
    """两年前只有3个，如今有41个: one thing at two times, and no other word."""
    for later in reading.said[1:]:
        earlier = reading.said[later.index - 1]
        if earlier.sentence != later.sentence or earlier.clause is later.clause or later.change or earlier.change:
            continue
        now = any(i.text in cues().words("by-now") for i in later.clause.items[: later.at])
        then = any(i.tag == "TIME" or i.text in DE for i in earlier.clause.items[: earlier.at]) and not _is_now(earlier)
        if now and then and not later.own and _same_measure(earlier, later):
            yield earlier, later


def _is_now(statement: Statement) -> bool:
    return any(i.text in cues().words("by-now") for i in statement.clause.items[: statement.at])
