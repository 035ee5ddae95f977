"""The table of docs/intervals.md against the numbers as they are read."""

from __future__ import annotations

import re
import subprocess
import sys
from math import inf

import pytest

from kg.model import Interval
from kg.quantities import scan
from kg.resources import ROOT

_CELL = r" *(.*?) *\|"
_ROW = re.compile(rf"^\|{_CELL}{_CELL}{_CELL}.*\|$", re.MULTILINE)
_NUMBER = re.compile(r"[\d.]+")


def rows() -> list[tuple[str, str, str]]:
    text = (ROOT / "docs" / "intervals.md").read_text(encoding="utf-8")
    table = text.partition("| text | narrow |")[2].partition("\n\n")[0]
    return [match.groups() for match in _ROW.finditer(table) if "---" not in match[0]]  # type: ignore[misc]


def interval(cell: str) -> Interval:
    """`5` is a point, `25 – 50` both ends, `600000 –` is open."""
    low, dash, high = cell.partition("–")
    ends = [float(end) if _NUMBER.search(end) else inf for end in (low, high if dash else low)]
    return Interval(*ends)


@pytest.mark.parametrize(("text", "narrow", "wide"), rows())
def test_a_row_is_how_the_number_is_read(text: str, narrow: str, wide: str) -> None:
    (quantity,) = scan(text)
    for read, stated in ((quantity.narrow, interval(narrow)), (quantity.wide, interval(wide))):
        assert (read.low, read.high) == pytest.approx((stated.low, stated.high))


def test_the_table_is_read() -> None:
    assert len(rows()) >= 15


def test_the_comparison_is_what_the_benchmark_prints() -> None:
    script = ROOT / "benchmarks" / "rounding.py"
    shown = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", check=True).stdout
    assert f"```text\n{shown}```" in (ROOT / "docs" / "intervals.md").read_text(encoding="utf-8")
