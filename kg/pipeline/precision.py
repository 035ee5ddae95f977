"""What numbers tied to each other share: their precision, and the denominator that only one of them writes.

Read alone, 600亿 may be anything from 550亿 to 650亿; whoever writes 660亿 next to it shows that tens count. And in
由每吨4200元涨到4620元 the second is by the tonne as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import Claim, Interval, Quantity, Tie

_DIGITS = re.compile(r"\d[\d,，]*(?:[.．·]\d+)?")
# Ties whose members of one unit are set against each other; a product's total has no denominator of its own.
_COMPARING = ("order", "difference", "growth", "decline")


def significant(text: str) -> int:
    """How many digits the number in a text means: 3518.7亿元 five, 3200个 two, 五台 none that are Arabic."""
    return sum(len(re.sub(r"\D", "", number).strip("0")) for number in _DIGITS.findall(text))


def shared(claims: Iterable[Claim], ties: Sequence[Tie]) -> tuple[Claim, ...]:
    """The claims, the wide reading of each no wider than the precision that the numbers tied to it show, and by the same
    denominator as the numbers it is compared with."""
    found = _by_the_same({claim.id: claim for claim in claims}, ties)
    finest: dict[str, float] = {}
    for tie in ties:
        members = [found[name] for _, name in tie.members if name in found and _rounded(found[name].quantity)]
        for claim in members:
            steps = [_slack(m.quantity) for m in members if _same_scale(m.quantity, claim.quantity)]
            finest[claim.id] = min([*steps, finest.get(claim.id, float("inf"))])
    return tuple(_sharpened(claim, finest) for claim in found.values())


def _by_the_same(claims: dict[str, Claim], ties: Sequence[Tie]) -> dict[str, Claim]:
    for tie in ties:
        members = [claims[name] for _, name in tie.members if name in claims] if tie.kind in _COMPARING else []
        for unit in {claim.quantity.unit for claim in members}:
            alike = [claim for claim in members if claim.quantity.unit == unit]
            per = next((claim.quantity.per for claim in alike if claim.quantity.per), None)
            for claim in alike:
                if per is not None and claim.quantity.per is None:
                    claims[claim.id] = replace(claim, quantity=replace(claim.quantity, per=per))
    return claims


def _rounded(quantity: Quantity) -> bool:
    return quantity.value is not None and quantity.approx == "exact"


def _slack(quantity: Quantity) -> float:
    assert quantity.value is not None
    return quantity.wide.high - quantity.value


def _same_scale(one: Quantity, other: Quantity) -> bool:
    """One unit, one power of 万 and 亿: written side by side, to be read side by side."""
    return one.unit == other.unit and [c for c in one.text if c in "万亿"] == [c for c in other.text if c in "万亿"]


def _sharpened(claim: Claim, finest: Mapping[str, float]) -> Claim:
    quantity, slack = claim.quantity, finest.get(claim.id)
    if slack is None or quantity.value is None:
        return claim
    low = max(quantity.wide.low, min(quantity.value - slack, quantity.narrow.low))
    high = min(quantity.wide.high, max(quantity.value + slack, quantity.narrow.high))
    return replace(claim, quantity=replace(quantity, wide=Interval(low, high)))
