"""Sentences written for this project, one family a file (sentences/*.txt), each with the quantities in it.

A line is the sentence, a tab and the quantities, parted by "; ": TEXT=VALUE UNIT, then whatever else must hold:
a kind, an approximation (exact where none is given), LOW..HIGH for the stated bounds, per:CODE, date:ISO.
A value of "-" is None. A sentence without quantities has nothing after the tab.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from kg.model import Approx, Kind, Quantity
from kg.quantities import scan

FOLDER = Path(__file__).with_name("sentences")
CASES = [
    pytest.param(*line.partition("\t")[::2], id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.txt"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]
KINDS, APPROXES = get_args(Kind), get_args(Approx)


def differences(q: Quantity, wanted: str) -> list[str]:
    """What of the expectation does not hold."""
    text, _, rest = wanted.rpartition("=")
    value, unit, *more = rest.split()
    found = [
        f"{name} {got!r}, not {want!r}"
        for name, got, want in (("text", q.text, text), ("unit", q.unit, unit))
        if got != want
    ]
    if not near(q.value, None if value == "-" else float(value)):
        found.append(f"value {q.value}, not {value}")
    if not any(m in APPROXES for m in more):
        more.append("exact")
    for word in more:
        if word in APPROXES:
            holds = q.approx == word
        elif word in KINDS:
            holds = q.kind == word
        elif word.startswith("per:"):
            holds = q.per == word[4:]
        elif word.startswith("date:"):
            holds = q.date_value == word[5:]
        else:
            low, _, high = word.partition("..")
            holds = near(q.low, float(low) if low else None) and near(q.high, float(high) if high else None)
        if not holds:
            found.append(f"not {word}: {q}")
    return found


def near(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return one == pytest.approx(two, rel=1e-9)


@pytest.mark.parametrize(("sentence", "wanted"), CASES)
def test_sentence(sentence: str, wanted: str) -> None:
    found = scan(sentence)
    expected = [w for w in wanted.split("; ") if w]
    assert [q.text for q in found] == [w.rpartition("=")[0] for w in expected]
    problems = [d for q, w in zip(found, expected, strict=True) for d in differences(q, w)]
    assert not problems
