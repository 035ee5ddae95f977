"""What a long text costs grows as its length, whatever it is made of: no number is read again for each that follows."""

from __future__ import annotations

import pytest
from growth import calls

from kg.quantities import scan


@pytest.mark.parametrize(
    "piece",
    ["5至", "5年至", "从5到", "5、", "5元和", "一吨半", "3分25秒", "5:", "5/", "5±", "超过5小于", "每5米·", "5(", "十个半", "零下5至", "5的5次方"],
)  # fmt: skip
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    scan(piece * 100)  # tables are built once
    once, twice = (calls(scan, piece * (length // len(piece))) for length in (600, 1_200))
    assert twice < 2.2 * once
