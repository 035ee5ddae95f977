"""Numbers tied to each other share their precision: 600亿元 beside 660亿元 is not rounded to hundreds.

Read alone, 600亿 may be anything from 550亿 to 650亿; whoever writes 660亿 next to it shows that tens count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Claim, Interval, Quantity, Tie


def shared(claims: Iterable[Claim], ties: Iterable[Tie]) -> tuple[Claim, ...]:
    """The claims, the wide reading of each no wider than the precision that the numbers tied to it show."""
    found = {claim.id: claim for claim in claims}
    finest: dict[str, float] = {}
    for tie in ties:
        members = [found[name] for _, name in tie.members if name in found and _rounded(found[name].quantity)]
        for claim in members:
            steps = [_slack(m.quantity) for m in members if _same_scale(m.quantity, claim.quantity)]
            finest[claim.id] = min([*steps, finest.get(claim.id, float("inf"))])
    return tuple(_sharpened(claim, finest) for claim in found.values())


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
