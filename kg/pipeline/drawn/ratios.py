"""Ratios and shares: n of W is p %, also where one of the three is left out: 占去年净利润的30%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Relation
from kg.ontology.cues import cues
from kg.pipeline.clauses import DE
from kg.pipeline.drawn.growth import is_change
from kg.pipeline.drawn.reading import Reading, multiplies, relation
from kg.pipeline.relations.measures import is_plain, is_share
from kg.pipeline.statements import Statement
from kg.quantities import unit_of

_NEAR = 5
_MOST = 30  # shares of one whole: a longer list is a table


def ratios(reading: Reading) -> Iterator[Relation]:
    for quotient in reading.said:
        if (
            not _is_quotient(quotient)
            or is_change(reading, quotient)
            or quotient.name in reading.among("product", "each")
        ):
            continue
        members = _tied(reading, quotient) or _respective(reading, quotient) or _found(reading, quotient)
        if members is not None:
            yield relation("ratio", [*members, ("quotient", quotient)])
    yield from _of_each(reading)


def _of_each(reading: Reading) -> Iterator[Relation]:
    """每收入100元，就有25元是利润: so much of every so much."""
    for much in reading.said[1:]:
        every = reading.said[much.index - 1]
        near = (
            every.sentence == much.sentence
            and every.clause is not much.clause
            and much.clause.quantities()[0] == much.at
        )
        opened = every.clause.quantities()[0] == every.at and every.has("each") and (every.quantity.value or 0) > 1
        then = much.clause.items[0].text in cues().words("so-much-then") and is_plain(much) and is_plain(every)
        if near and opened and then and _one_measure(every, much):
            yield relation("ratio", [("numerator", much), ("denominator", every)], "每")


def _is_quotient(statement: Statement) -> bool:
    """A share, a multiple, a:b, or a bare number under a name that says 比 (收入比为2.00)."""
    two_terms = _terms(statement) is not None
    bare = statement.quantity.unit == "1" and _is_named(statement)
    return is_share(statement) or statement.quantity.kind == "multiple" or two_terms or bare


def _is_named(statement: Statement) -> bool:
    """师生比, 参保率: a word for a ratio names it, whatever a tagger takes it for."""
    binding = statement.binding
    names = (binding.noun.text, statement.own.text, binding.verb)
    return any(name.endswith(tuple(cues().words("named-ratio"))) for name in names)


def _tied(reading: Reading, quotient: Statement) -> list[tuple[str, Statement]] | None:
    for group in reading.tied("ratio"):
        choices = [dict(reading.members(tie)) for tie in group]
        choices = [c for c in choices if c.get("quotient") is quotient and len(c) == 3]
        held = [c for c in choices if multiplies(c["denominator"], quotient, c["numerator"])]
        said = choices[:1] if not any(tie.weak for tie in group) else []
        for choice in (*held, *said):
            return [("numerator", choice["numerator"]), ("denominator", choice["denominator"])]
    return None


def _respective(reading: Reading, quotient: Statement) -> list[tuple[str, Statement]] | None:
    """所占比重分别为81.2%、10.0%和8.9%: each is that of the number in its place, of the whole before them."""
    part = reading.respective.beside(quotient)
    if part is None or not is_plain(part):
        return None
    whole = _whole_of(reading, part, quotient)
    members = [("numerator", part)]
    return [*members, ("denominator", whole)] if whole is not None else members


def _found(reading: Reading, quotient: Statement) -> list[tuple[str, Statement]] | None:
    two = _beside_terms(reading, quotient) or _mutual(reading, quotient) or _between_two(reading, quotient)
    if two is not None or not _has_base(quotient):
        return two or _of_list(reading, quotient)
    numerator = _numerator(reading, quotient)
    if numerator is None:
        return None
    denominator = _whole_of(reading, numerator, quotient)
    members = [("numerator", numerator)]
    return [*members, ("denominator", denominator)] if denominator is not None else members


def _has_base(quotient: Statement) -> bool:
    """占…, 相当于…的, 是…的: the clause says that the number before is so much of something."""
    before = [item.text for item in quotient.clause.items[: quotient.at]]
    pairs = [one + other for one, other in pairwise(before)]  # 恢复|到2019年同期的104.6%
    return quotient.has("share") or not cues().words("as-many-times").isdisjoint((*before, *pairs))


def _numerator(reading: Reading, quotient: Statement) -> Statement | None:
    """The nearest amount before it in the sentence whose clause names the same topic, or which it names none for."""
    if quotient.own and quotient.clause.anchor is None and quotient.own.text not in cues().words("mutual"):
        here = [s for s in reading.in_sentence(quotient) if s.clause is quotient.clause and is_plain(s)]
        return here[0] if here and not _is_base(here[0], quotient) and not _in_attribute(here[0]) else None
    for candidate in reading.in_sentence(quotient)[:_NEAR]:
        if candidate.clause is quotient.clause and _is_base(candidate, quotient):
            continue
        if _in_attribute(candidate):
            continue
        if is_plain(candidate) and not candidate.has("base") and not (candidate.bracketed and not quotient.bracketed):
            return candidate
    return None


def _is_base(candidate: Statement, quotient: Statement) -> bool:
    """占总数54万人的16%: between the verb and the share."""
    between = quotient.clause.items[candidate.at + 1 : quotient.at]
    return bool(between) and between[-1].text in DE


def _in_attribute(candidate: Statement) -> bool:
    """月收入过万元的: the number tells which of them."""
    return any(i.text in DE for i in candidate.clause.items[candidate.at + 1 : candidate.at + 2])


def _whole_of(reading: Reading, part: Statement, quotient: Statement) -> Statement | None:
    """The nearest greater amount of its sort, in its sentence or the one before, of which it is that share."""
    for candidate in reading.since(quotient, quotient.sentence - 1):
        if (
            candidate is not part
            and is_plain(candidate)
            and _one_measure(candidate, part)
            and multiplies(candidate, quotient, part)
        ):
            return candidate
    return None


def _one_measure(a: Statement, b: Statement) -> bool:
    one, other = unit_of(a.quantity.unit), unit_of(b.quantity.unit)
    return a.quantity.unit == b.quantity.unit or one.dimension == other.dimension


def _beside_terms(reading: Reading, quotient: Statement) -> list[tuple[str, Statement]] | None:
    """按2∶1随机分为408例和204例: the two that follow."""
    two = [s for s in reading.said[quotient.index + 1 : quotient.index + 3] if s.sentence == quotient.sentence]
    if _terms(quotient) is None or len(two) < 2 or not _one_measure(*two) or not _holds(two[0], two[1], quotient):
        return None
    return [("numerator", two[0]), ("denominator", two[1])]


def _mutual(reading: Reading, quotient: Statement) -> list[tuple[str, Statement]] | None:
    """前者为后者的2.08倍: the two said last, in their order or turned."""
    words = [i.text for i in quotient.clause.items[: quotient.at] if i.text in cues().words("mutual")]
    two = [s for s in reading.in_sentence(quotient) if is_plain(s)][:2][::-1]
    if len(words) < 2 or len(two) < 2 or not _one_measure(*two):
        return None
    first, second = two if _holds(two[0], two[1], quotient) else two[::-1]
    return [("numerator", first), ("denominator", second)]


def _of_list(reading: Reading, quotient: Statement) -> list[tuple[str, Statement]] | None:
    """创作者2000万，其中月收入过万元的不到1%: a share of the whole before 其中; 每收入100美元，就有25美元."""
    before = reading.in_sentence(quotient)
    if not is_share(quotient) or quotient.clause.items[0].text not in cues().words("part"):
        return None
    whole = next((s for s in before if s.clause is not quotient.clause and is_plain(s)), None)
    return None if whole is None else [("denominator", whole)]


def _between_two(reading: Reading, quotient: Statement) -> list[tuple[str, Statement]] | None:
    """接种率, 医护比, 收入比: of the amounts just said, the two that it is the ratio of."""
    if not _is_named(quotient):
        return None
    near = [s for s in reversed(reading.said[: quotient.index]) if s.sentence >= quotient.sentence - 1 and is_plain(s)]
    for one in near[:_NEAR]:
        for other in near[:_NEAR]:
            if one is not other and _one_measure(one, other) and _holds(one, other, quotient):
                return _sides(one, other, quotient)
    return None


def _sides(one: Statement, other: Statement, quotient: Statement) -> list[tuple[str, Statement]]:
    """Numerator and denominator of one∶other. 师生比1∶18 says how many there are to one: 18 is the quotient."""
    to_one = (_terms(quotient) or (0, 0))[0] == 1
    numerator, denominator = (other, one) if to_one else (one, other)
    return [("numerator", numerator), ("denominator", denominator)]


def _holds(numerator: Statement, denominator: Statement, quotient: Statement) -> bool:
    terms = _terms(quotient)
    one, other = numerator.quantity.value, denominator.quantity.value
    if terms is None:
        return multiplies(denominator, quotient, numerator)
    return bool(one and other) and abs((one or 0) * terms[1] - (other or 0) * terms[0]) <= 0.05 * (one or 0) * terms[1]


def _terms(quotient: Statement) -> tuple[float, float] | None:
    """(1, 18) of 1∶18."""
    for sign in "∶:：比":
        left, found, right = quotient.quantity.text.partition(sign)
        if found:
            try:
                return float(left), float(right)
            except ValueError:
                return None
    return None


def shares(reading: Reading) -> Iterator[Relation]:
    """通勤占62%，买菜占21%，其余17%: shares of one whole, all named."""
    by_sentence: dict[int, list[Statement]] = {}
    for statement in reading.said:
        if is_share(statement) and not is_change(reading, statement) and not statement.has("base"):
            by_sentence.setdefault(statement.sentence, []).append(statement)
    for members in by_sentence.values():
        for run in _runs(members):
            if (
                len(run) > 1
                and _whole(run)
                and (_cued(run) or any(m in reading.respective.listed(run[0]) for m in run))
            ):
                yield relation("shares", [("share", m) for m in run], "占")
                break


def _runs(members: Sequence[Statement]) -> Iterator[Sequence[Statement]]:
    for first in range(len(members)):
        for last in range(min(len(members), first + _MOST), first + 1, -1):
            yield members[first:last]


def _cued(run: Sequence[Statement]) -> bool:
    return any(m.has("share") or m.has("rest") or m.has("respectively") for m in run)


def _whole(run: Sequence[Statement]) -> bool:
    values = [m.quantity.value for m in run]
    if None in values:
        return False
    scale = 100.0 if run[0].quantity.unit == "%" else 1.0
    return abs(sum(v for v in values if v is not None) - scale) <= 0.006 * scale
