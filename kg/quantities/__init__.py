"""Quantities in Chinese text: numerals, units, hedges, ranges and dates, found in one pass.

>>> from kg.quantities import scan
>>> [(q.text, q.value, q.unit, q.approx) for q in scan("总功率高达1900兆瓦")]
[('1900兆瓦', 1900.0, 'MW', 'at_most')]
"""

from __future__ import annotations

import datetime

from kg.model import Quantity
from kg.quantities.characters import canonical
from kg.quantities.scanner import scanner_of
from kg.quantities.units import Unit, si, unit_of

__all__ = ["Unit", "canonical", "scan", "si", "unit_of"]


def scan(text: str, region: str = "CN", date: str | None = None) -> list[Quantity]:
    """The quantities of `text` in order, none overlapping another; offsets are Python string offsets.

    region: "CN", "TW" or "HK" decides what 元, 斤 and 兆 mean. date: the article's, ISO 8601, for 去年10月.
    Raises ValueError where `date` is no ISO date.
    """
    return scanner_of(region).scan(text, datetime.date.fromisoformat(date[:10]) if date else None)
