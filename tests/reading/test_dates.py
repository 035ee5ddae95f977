"""Dates as portals write them."""

from __future__ import annotations

import pytest

from kg.reading.dates import iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-05-12", "2024-05-12"),
        ("2024年5月12日 10:21", "2024-05-12"),
        ("2024/5/2", "2024-05-02"),
        ("2024.05.12", "2024-05-12"),
        ("2024-05-12T10:21:00+08:00", "2024-05-12"),
        ("20240512", "2024-05-12"),
        ("发布于 2024 年", None),
        ("2024-13-40", None),
        ("2024-13-40 2024-05-12", "2024-05-12"),
        ("12024051233", None),
        ("", None),
    ],
)
def test_a_date(text: str, date: str | None) -> None:
    assert iso_date(text) == date
