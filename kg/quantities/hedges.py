"""Hedges (ontology/hedges.ttl) and what they do to the two readings of a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import cast

from kg.model import Approx, Interval
from kg.ontology.turtle import Node, read
from kg.quantities.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Hedge:
    """What a hedge does. Factors multiply the number; None keeps what its digits say; `open` names an endless side."""

    approx: Approx
    states: str = ""
    low: float | None = None
    high: float | None = None
    wide_low: float | None = None
    wide_high: float | None = None
    open: str = ""
    for_measures: bool = False
    for_magnitudes: bool = False
    opens: str = ""

    def readings(self, value: float, narrow: Interval, wide: Interval) -> tuple[Interval, Interval]:
        """The narrow and wide reading of a hedged number, given those of its digits alone."""
        if self.wide_low is not None and self.wide_high is not None:
            ends = (value * self.wide_low, value * self.wide_high, wide.low, wide.high)
            return narrow, Interval(min(ends), max(ends))
        low = narrow.low if self.low is None else value * self.low
        high = narrow.high if self.high is None else value * self.high
        both = Interval(
            -inf if self.open == "low" else min(low, high, value), inf if self.open == "high" else max(low, high, value)
        )
        return both, both


@dataclass(frozen=True, slots=True)
class PerWord:
    """A word before a number that says what it is counted per (人均, 时速)."""

    per: str


Context = Hedge | PerWord | None
FILLER = Hedge("exact")


@dataclass(frozen=True, slots=True)
class HedgeTable:
    """Words on either side. A word mapped to None only looks like a hedge; FILLER stands between one and its number.

    change: the verbs after which a number is what something changed by.
    """

    before: Lexicon[Context]
    after: Lexicon[Hedge | None]
    change: Lexicon[bool]


def load(extra: Iterable[Path] = ()) -> HedgeTable:
    """The table from ontology/hedges.ttl, the rate words of ontology/units/ and the Turtle files of `extra`."""
    before: dict[str, Context] = {}
    after: dict[str, Hedge | None] = {}
    change: dict[str, bool] = {}
    for node in read("hedges", "units", extra=extra).values():
        kinds = node.get("rdf:type", [])
        if "kg:Hedge" in kinds:
            hedge = _hedge(node)
            before.update(dict.fromkeys(_words(node, "kg:before"), hedge))
            after.update(dict.fromkeys(_words(node, "kg:after"), hedge))
        elif "kg:NotHedge" in kinds:
            before.update(dict.fromkeys(_words(node, "kg:before")))
            after.update(dict.fromkeys(_words(node, "kg:after")))
        elif "kg:HedgeFiller" in kinds:
            before |= {word: FILLER for word in _words(node, "kg:before") if word not in before}
        elif "kg:ChangeVerb" in kinds:
            change.update(dict.fromkeys(_words(node, "kg:before"), True))
        elif "kg:PerWord" in kinds:
            before.update(dict.fromkeys(_words(node, "kg:before"), PerWord(str(node["kg:per"][0]))))
    return HedgeTable(Lexicon(before), Lexicon(after), Lexicon(change))


def _hedge(node: Node) -> Hedge:
    def number(key: str) -> float | None:
        return next((float(v) for v in node.get(key, ()) if isinstance(v, float)), None)

    return Hedge(
        cast(Approx, node["kg:approx"][0]),
        str(next(iter(node.get("kg:states", ())), "")),
        number("kg:lowFactor"),
        number("kg:highFactor"),
        number("kg:wideLowFactor"),
        number("kg:wideHighFactor"),
        str(next(iter(node.get("kg:open", ())), "")),
        "kg:forMeasures" in node,
        "kg:forMagnitudes" in node,
        str(next(iter(node.get("kg:opens", ())), "")),
    )


def _words(node: Node, key: str) -> list[str]:
    return [str(v) for v in node.get(key, ())]
