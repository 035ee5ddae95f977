"""When two numbers measure the same sort of thing, and how a tie between them is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1

from kg.model import Tie
from kg.ontology.counting import interchangeable
from kg.ontology.cues import cues
from kg.ontology.properties import PropertyNode, properties
from kg.pipeline.precision import significant
from kg.pipeline.statements import Statement, in_sentences
from kg.quantities import unit_of

_ROUNDED = 3  # digits that 约 leaves exact


def alike(a: Statement, b: Statement) -> bool:
    """True when the two can be added or compared: one dimension, one currency, one classifier, one denominator."""
    if (
        a.quantity.per != b.quantity.per
        or a.quantity.kind in ("date", "ordinal")
        or b.quantity.kind in ("date", "ordinal")
    ):
        return False
    first, second = a.quantity.unit, b.quantity.unit
    if first == second:
        return True
    if first.startswith("{") and second.startswith("{"):
        return interchangeable(first, second)
    return unit_of(first).dimension == unit_of(second).dimension != "count"


def comparable(a: Statement, b: Statement) -> bool:
    """Like `alike`, but what one leaves out it has from the other: 由每公斤12.8元涨到16.0元."""
    if a.quantity.per is None or b.quantity.per is None:
        return alike(a, b) or _without_per(a, b)
    return alike(a, b)


def _without_per(a: Statement, b: Statement) -> bool:
    return a.quantity.unit == b.quantity.unit and a.quantity.kind == b.quantity.kind


def is_additive(a: Statement) -> bool:
    """False for averages, prices, temperatures: their parts do not make a whole."""
    if a.has("average") or a.has("each") or a.quantity.per is not None:
        return False
    node = _entry(a)
    return node is None or node.additive


def _entry(a: Statement) -> PropertyNode | None:
    return properties().node(a.measured.iri) if a.measured is not None else None


def tells_growth(rate: Statement, level: Statement) -> bool:
    """False where two levels do not give the rate: at constant prices (按可比价格), and for what always grows so (GDP)."""
    if any(cue.role == "comparable" for cue in rate.frame):
        return False
    if is_share(level):
        return False  # 毛利增长23%,毛利率由45%提高到53%: shares are told to rise by points
    node = _entry(level)
    return node is None or not node.restated


def is_previous(a: Statement) -> bool:
    """True for a number of the time compared with: 上年末为812.2万户."""
    words = cues().words("previous")
    before = a.clause.items[: a.at]
    if any(i.text in words for i in before) and (a.has("base") or a.has("previous")):
        return True
    return any(i.tag == "TIME" and i.text not in words and i.text.startswith(tuple(words)) for i in before)  # 去年6月


def is_other_time(a: Statement, b: Statement) -> bool:
    """True where `a` is of a time before that `b` is not of."""
    same = a.when is not None and b.when is not None and a.when.text == b.when.text
    return is_previous(a) and not same


def in_list(said: Sequence[Statement], member: Statement) -> bool:
    """True for a member of a list that 其中 opened in its sentence."""
    before = (s for s in in_sentences(said, member.sentence, member.sentence) if s.index <= member.index)
    return any(s.has("part") and alike(s, member) for s in before)


def is_share(a: Statement) -> bool:
    """A percentage or a fraction: 占20%, 三分之一."""
    return a.quantity.unit in ("%", "[ppth]") or (
        a.quantity.unit == "1" and a.quantity.value is not None and 0 < a.quantity.value < 1
    )


def is_plain(a: Statement) -> bool:
    """True for an amount of its own: no change, no share, no ordinal, no class (56公斤级)."""
    quantity = a.quantity
    named = quantity.approx == "class" or quantity.kind in ("date", "ordinal", "multiple")
    return not named and not is_share(a) and (not a.change or a.level)


def is_exact(a: Statement) -> bool:
    """A number without a hedge: what slipped in it can be told. 约53.4亿元 is rounded to its three digits, no less."""
    quantity = a.quantity
    rounded = quantity.approx == "about" and significant(quantity.text) >= _ROUNDED
    return (quantity.approx == "exact" or rounded) and quantity.value is not None


def digits(members: Iterable[Statement]) -> int:
    """How many digits the numbers mean together: 12个, 20个 and 一个, three of them, fit each other by chance."""
    return sum(significant(a.quantity.text) for a in members)


def explained(tied: Iterable[Tie], *roles: str) -> set[str]:
    """The claims that a tie relates in one of those roles. A rate with nothing but the level after it has no relation yet."""
    return {
        name
        for t in tied
        if len(t.members) > 2 or "rate" not in dict(t.members)
        for role, name in t.members
        if role in roles
    }


def nearest(said: Sequence[Statement], statement: Statement, reach: int, sentences: int = 0) -> list[Statement]:
    """So many numbers to either side, of its sentence and so many others: its sentence first, then by distance, those before
    before those after."""
    around = said[max(0, statement.index - reach) : statement.index + reach + 1]
    near = [s for s in around if s is not statement and abs(s.sentence - statement.sentence) <= sentences]
    return sorted(
        near,
        key=lambda s: (s.sentence != statement.sentence, abs(s.index - statement.index), s.index > statement.index),
    )


def apart(one: Statement, other: Statement, gap: Statement) -> list[tuple[str, Statement]]:
    """The roles of a difference whichever of the two is more."""
    less, more = sorted((one, other), key=lambda s: s.quantity.value or 0.0)
    return [("minuend", more), ("subtrahend", less), ("difference", gap)]


def left_open(whole: Statement, members: Sequence[Statement]) -> bool:
    """等, 主要, 大部分 between the whole and the last of the list: there is more than it names. 投亲靠友等分散安置6.5万人:
    before a member's own number 等 only sums up its name."""
    last = members[-1]
    start, end = whole.quantity.end, last.quantity.end
    named = {c.start for m in members for c in m.left if c.text in cues().words("and-so-on")}
    between = (c for c in last.frame if c.role == "open" and start <= c.start < end and c.start not in named)
    return any(between) or any(c.role == "open" for c in last.right[:1])


def readings(
    kind: str,
    anchor: Statement,
    choices: Iterable[Sequence[tuple[str, Statement | str]]],
    cue: str,
    *,
    weak: bool = False,
) -> Iterator[Tie]:
    """The ways to read one number's relation, likeliest first; one of them is meant. `weak`: see Tie."""
    for rank, members in enumerate(choices):
        spans = [s.quantity for _, s in members if not isinstance(s, str)]
        group = f"{kind}:{anchor.name}:{rank:02}"
        yield tie(kind, members, cue, min(q.start for q in spans), max(q.end for q in spans), group, weak=weak)


def tie(
    kind: str,
    members: Sequence[tuple[str, Statement | str]],
    cue: str,
    start: int,
    end: int,
    group: str = "",
    *,
    weak: bool = False,
) -> Tie:
    """A tie between the claims of statements, and text where no claim says it; its id comes from kind and members."""
    named = tuple((role, s if isinstance(s, str) else s.name) for role, s in members)
    digest = sha1(repr((kind, named)).encode(), usedforsecurity=False).hexdigest()[:12]
    return Tie(f"t{digest}", kind, named, cue, start, end, group, weak)
