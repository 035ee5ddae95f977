"""Wholes and their parts: 其中, 分别, 其余, 合计, and chains of what was done with the things first counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Relation
from kg.ontology.cues import cues
from kg.pipeline.drawn.growth import is_change
from kg.pipeline.drawn.reading import Reading, adds_up, relation
from kg.pipeline.relations.measures import alike, is_plain
from kg.pipeline.statements import Statement

_MOST = 12  # parts: a longer list is a table


def sums(reading: Reading) -> Iterator[Relation]:
    """Ties that close their list or add up, and lists that add up to the total named with them."""
    for group in reading.tied("sum"):
        choices = [reading.members(tie) for tie in group]
        held = [c for c in choices if adds_up(c[0][1], [s for role, s in c if role == "part"])]
        said = [c for c, tie in zip(choices, group, strict=True) if not tie.weak]
        for members in (held or said)[:1]:
            yield relation("sum", members, group[0].cue)
    for total in reading.said:
        if total.name not in reading.among("sum", "total") and _is_amount(reading, total):
            parts = _parts_after(reading, total) or _parts_before(reading, total)
            if parts:
                yield relation("sum", [("total", total), *(("part", p) for p in parts)])


def _is_amount(reading: Reading, statement: Statement) -> bool:
    return is_plain(statement) and not is_change(reading, statement) and not statement.has("average")


def _parts_after(reading: Reading, total: Statement) -> list[Statement]:
    """What follows the total and makes it up, behind 其中, 分为, 分别, 分产业看 or a bare list."""
    run: list[Statement] = []
    for statement in reading.said[total.index + 1 :]:
        if statement.sentence > total.sentence + 1 or len(run) == _MOST:
            break
        if not _member(reading, statement, total):
            continue
        run.append(statement)
        if len(run) > 1 and adds_up(total, run) and _is_list(total, run):
            return run
    return []


def _parts_before(reading: Reading, total: Statement) -> list[Statement]:
    """What stands before a total that says so and makes it up: 一期50万千瓦，二期80万千瓦，整个基地130万千瓦."""
    if not (total.has("total") or total.has("together") or _all_of(total)):
        return []
    run: list[Statement] = []
    for statement in reversed(reading.said[: total.index]):
        if (statement.place is None and statement.sentence < total.sentence - 2) or len(run) == _MOST:
            break
        if not _member(reading, statement, total):
            continue
        run.insert(0, statement)
        if len(run) > 1 and adds_up(total, run):
            return run
    return []


def _all_of(total: Statement) -> bool:
    return total.own.text.startswith(tuple(cues().words("total")))


def _member(reading: Reading, statement: Statement, total: Statement) -> bool:
    same = alike(statement, total) and not reading.other_side(statement) and not _left_over(statement, total)
    return same and _is_amount(reading, statement) and not statement.bracketed and not statement.has("base")


def _is_list(total: Statement, run: Sequence[Statement]) -> bool:
    """True where a cue opens the list, or its members stand side by side after their total."""
    first = run[0]
    sorted_by = any(i.text in cues().words("sorted-by") or _is_sorting(i.text) for i in first.clause.items[: first.at])
    cued = any(first.has(role) for role in ("part", "respectively")) or any(s.has("rest") for s in run) or sorted_by
    listed = all(s.clause.opener == "、" for s in run[1:])
    return cued or listed or len(run) > 2 or first.sentence == total.sentence


def _is_sorting(word: str) -> bool:
    """分行业看, 按用途看, whatever they are sorted by."""
    opened = word.startswith(tuple(cues().words("sorting-opener")))
    return opened and word.endswith(tuple(cues().words("sorting-closer")))


def parts(reading: Reading) -> Iterator[Relation]:
    """其中: one relation a part; parts that are already those of a sum or a ratio are said."""
    done = _within(reading)
    for group in reading.tied("part"):
        for tie in group:
            members = reading.members(tie)
            names = {role: s.name for role, s in members}
            if (names["part"], names["whole"]) not in done and _fits(members) and not _left_over(**dict(members)):
                yield relation("part", members, tie.cue)
                done.add((names["part"], names["whole"]))
    for part in reading.said:
        whole = _whole_of(reading, part) or _so_far(reading, part)
        if whole is not None and not any(name == part.name for name, _ in done):
            done.add((part.name, whole.name))
            yield relation("part", [("part", part), ("whole", whole)])


def _fits(members: Sequence[tuple[str, Statement]]) -> bool:
    """False for a part greater than its whole: the list has turned to something else."""
    values = {role: s.quantity.value for role, s in members}
    return None in values.values() or (values["part"] or 0) <= (values["whole"] or 0)


def _left_over(part: Statement, whole: Statement) -> bool:
    """其中出口25亿元，进口18亿元，顺差7亿元: what one leaves of another is no part, but of a whole that is left over too."""
    return is_balance(part) and not is_balance(whole)


def is_balance(statement: Statement) -> bool:
    """顺差7亿元 after 出口 and 进口: what one leaves of another."""
    words = tuple(cues().words("balance"))
    measured = statement.measured
    if measured is not None and measured.label.endswith(words):
        return True
    return any(i.text.startswith(words) or i.text.endswith(words) for i in statement.clause.items[: statement.at])


def _within(reading: Reading) -> set[tuple[str, str]]:
    """(part, whole) of the sums and ratios found so far."""
    found = set()
    for r in reading.found:
        roles = [(role, name) for role, name in r.members]
        if r.kind == "sum":
            total = next(name for role, name in roles if role == "total")
            found |= {(name, total) for role, name in roles if role == "part"}
        elif r.kind == "ratio":
            named = dict(roles)
            found.add((named.get("numerator", ""), named.get("denominator", "")))
        elif r.kind == "difference":
            named = dict(roles)  # 骗取285万元，退还52万元，尚有233万元: what was taken off is no part beside the rest
            found.add((named["subtrahend"], named["minuend"]))
    return found


def _whole_of(reading: Reading, part: Statement) -> Statement | None:
    """The whole of what 其中 opens where no tie says it, and of what was done with the things just counted."""
    if not _is_amount(reading, part) or part.bracketed:
        return None
    listed = _opened(reading, part)
    deed = _of_those(part)
    if not listed and not deed:
        return None
    for candidate in reversed(reading.said[: part.index]):
        if candidate.sentence < part.sentence - (1 if listed else 0):
            return None
        if (
            not _member(reading, candidate, part)
            or candidate.name == part.name
            or (listed and _opened(reading, candidate))
        ):
            continue
        greater = (candidate.quantity.value or 0) >= (part.quantity.value or 0)
        said = greater and not _left_over(part, candidate)
        return candidate if said and (listed or _next_to(candidate, part)) else None
    return None


def _so_far(reading: Reading, part: Statement) -> Statement | None:
    """上月盈余486亿元，累计前九月达4356亿元: the next number, of all the time of which the month is one."""
    whole = next((s for s in reading.said[part.index + 1 : part.index + 3] if not s.bracketed), None)
    if whole is None or whole.sentence != part.sentence or whole.own or not _is_amount(reading, part):
        return None
    words = cues().words("cumulative")
    here, there = (any(i.text in words for i in s.clause.items[: s.at]) for s in (part, whole))
    if here or not there or not _member(reading, whole, part) or part.bracketed:
        return None
    return whole if (whole.quantity.value or 0) > (part.quantity.value or 0) else None


def _opened(reading: Reading, part: Statement) -> bool:
    """True for a member of the list that 其中 opened in its sentence."""
    return any(statement.has("part") for statement in (part, *reading.in_sentence(part)))


def _of_those(part: Statement) -> bool:
    """首期开放800张, 关停5家: a clause without a topic of its own that says what was done with so many of them."""
    opener = part.clause.items[0].text
    return any(opener.startswith(word) for word in cues().words("part-of-plan")) and not part.has("base")


def _next_to(candidate: Statement, part: Statement) -> bool:
    return candidate.sentence == part.sentence and candidate.quantity.unit == part.quantity.unit
