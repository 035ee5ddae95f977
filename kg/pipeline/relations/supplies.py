"""What is fed, held or paid for must not need more than there is: n units of so much each against what supplies them.

这些燃气轮机将为60万个机架提供动力 says whose need is met by what; how much one needs and how much there is may stand
sentences away, as long as the same things are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.pipeline.phrases import NOTHING, Phrase
from kg.pipeline.relations.measures import is_plain, readings
from kg.pipeline.relations.products import each_of
from kg.pipeline.statements import Statement
from kg.quantities import unit_of


def supplies(said: Sequence[Statement]) -> Iterator[Tie]:
    for count in said:
        supplier = _supplier(count) if count.quantity.unit.startswith("{") else NOTHING
        if not supplier:
            continue
        demands = [each for each in said if each is not count and _is_demand(each) and _one_of(count, each)]
        choices = [
            [("count", count), ("each", each), ("supply", source)]
            for each in demands
            for source in _sources(said, supplier, each)
        ]
        yield from readings("product", count, choices, "提供")


def _is_demand(each: Statement) -> bool:
    """So much power, water or money for one of them; 每台服务器集成8个GPU is what it holds, not what it needs."""
    return bool(each_of(each)) and not each.quantity.unit.startswith("{")


def _supplier(count: Statement) -> Phrase:
    """Who feeds what is counted: the topic of 为…供电, in the number's own clause or in one before it in the sentence
    (燃气轮机要为另一个集群供电,其规模相当于60万个机架)."""
    if count.has("supply") or count.follows("supply"):
        return count.own or count.inherited
    before = any(c.role == "supply" and c.end <= count.clause.start for c in count.frame)
    return count.inherited if before else NOTHING


def _one_of(count: Statement, each: Statement) -> bool:
    """True when what the one number counts is what the other is for one of: the same name, or the same noun."""
    counted = {i.entity.iri for i in count.clause.items[count.at + 1 : count.binding.of.last] if i.entity is not None}
    single = {i.entity.iri for i in each.clause.items[: each.at] if i.entity is not None}
    of = count.binding.of.text
    return bool(counted & single) or (
        len(of) > 1 and any(of in noun or noun in of for noun in each_of(each) if len(noun) > 1)
    )


def _sources(said: Sequence[Statement], supplier: Phrase, each: Statement) -> list[Statement]:
    """The amounts that the supplier has, those said of all of it first."""
    dimension = unit_of(each.quantity.unit).dimension
    found = [
        s
        for s in said
        if s is not each
        and is_plain(s)
        and not each_of(s)
        and unit_of(s.quantity.unit).dimension == dimension
        and _has(s, supplier)
    ]
    return sorted(found, key=lambda s: (s.quantity.value is None, not s.has("total"), abs(s.index - each.index)))


def _has(statement: Statement, supplier: Phrase) -> bool:
    claim = statement.claim
    if claim is None or claim.subject is None or statement.quantity.approx == "class":
        return False
    if supplier.entity is not None and claim.subject.iri == supplier.entity.iri:
        return True
    subject, head = claim.subject.text, supplier.text
    return _shared_ending(subject, head) > 1


def _shared_ending(one: str, other: str) -> int:
    """How many characters two names end alike in: 斗山燃气轮机 and 这些燃气轮机, four."""
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return length
