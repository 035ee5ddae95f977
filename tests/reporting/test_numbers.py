"""Numbers and intervals in print."""

from __future__ import annotations

from math import inf

import pytest

from kg.model import Interval
from kg.reporting.numbers import amounts, bounds, plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1900.0, "1,900"),
        (9.6, "9.6"),
        (1.4e9, "1,400,000,000"),
        (0.0, "0"),
        (-5.0, "−5"),
        (0.1 + 0.2, "0.3"),
        (1e30, "1e30"),
        (inf, "∞"),
    ],
)
def test_plain(value: float, expected: str) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (1.85, 1.95, "GW", "1.85 – 1.95 吉瓦"),
        (5, 5, "{台}", "5台"),
        (1.35e9, 1.45e9, "kW.h", "13.5 – 14.5亿千瓦时"),
        (1.1e6, inf, "t", "≥ 110万吨"),
        (-inf, 5, "1", "≤ 5"),
        (-inf, inf, "MW", ""),
        (1899.5, 1900.5, "MW", "1,899.5 – 1,900.5 兆瓦"),  # four digits would make one number of them
        (69.5, 70.5, "%", "69.5 – 70.5%"),
    ],
)
def test_bounds_in_their_own_unit(low: float, high: float, unit: str, expected: str) -> None:
    assert bounds(Interval(low, high), unit) == expected


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (9.48e7, 9.72e7, "MW", "94.8 – 97.2 兆瓦"),
        (0.699, 0.703, "%", "69.9 – 70.3%"),
        (9e8, 1.1e9, "MW", "900 兆瓦 – 1.1 吉瓦"),
        (1.1e9, inf, "t", "≥ 110万吨"),
        (-inf, inf, "t", ""),
        (1.8999e9, 1.9001e9, "MW", "1,899.9 – 1,900.1 兆瓦"),
        (15, 15, "{艘}", "15艘"),
    ],
)
def test_amounts_in_si(low: float, high: float, unit: str, expected: str) -> None:
    assert amounts(Interval(low, high), unit) == expected
