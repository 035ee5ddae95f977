"""Numbers found again in a formula."""

from __future__ import annotations

import pytest

from kg.reporting.marks import in_formula
from kg.reporting.view import view
from reporting.wind_farm import verification

MARKS = view(verification()).marks


@pytest.mark.parametrize(
    ("formula", "operands", "expected"),
    [
        ("48台 × 6.5兆瓦 = 312兆瓦", ["48台", "6.5兆瓦", "312兆瓦"], ["48台", "6.5兆瓦", "312兆瓦"]),
        ("20台 + 28台 = 48台", ["48台", "20台", "28台"], ["20台", "28台", "48台"]),
        ("20台 = 20台", ["20台", "20台"], ["20台", "20台"]),
        ("15% + 5% = 20%", ["5%", "15%"], ["15%", "5%"]),
        ("1.5% × 2", ["5%"], []),
        ("2台", ["1台", ""], []),
    ],
)
def test_operands_are_found_whole_and_once(formula: str, operands: list[str], expected: list[str]) -> None:
    pieces = in_formula(formula, [(text, MARKS[0]) for text in operands])
    assert "".join(piece.text for piece in pieces) == formula
    assert [piece.text for piece in pieces if piece.mark] == expected
