"""Dates as spans of time: what one leaves out, how far apart two are, which are on the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.quantities.moments import DAY, YEAR, Moment

ISO = ["2019", "2019-05", "2019-05-03", "2023-11-28T23:50", "--11-29T00:20", "--10", "---05", "T02:40", "T20"]


def moment(iso: str) -> Moment:
    found = Moment.parsed(iso)
    assert found is not None
    return found


@pytest.mark.parametrize("iso", ISO)
def test_it_writes_what_it_read(iso: str) -> None:
    assert moment(iso).iso() == iso


@pytest.mark.parametrize("iso", ["2024-Q3", "18XX", "", None])
def test_what_is_no_date_is_none(iso: str | None) -> None:
    assert Moment.parsed(iso) is None


@pytest.mark.parametrize(
    ("left_out", "before", "whole"),
    [
        ("--11-29T00:20", "2023-11-28T23:50", "2023-11-29T00:20"),
        ("---05", "2023-11-28", "2023-11-05"),
        ("T02:40", "2023-11-28T23:50", "2023-11-28T02:40"),
        ("2024", "2023-11-28", "2024"),
        ("T02:40", "--11-28", "--11-28T02:40"),
    ],
)
def test_the_date_before_fixes_what_is_left_out(left_out: str, before: str, whole: str) -> None:
    assert moment(left_out).completed(moment(before)).iso() == whole


@given(st.dates(date(1900, 1, 1), date(2099, 12, 1)), st.integers(1, 9000))
def test_days_lie_as_far_apart_as_they_do(first: date, days: int) -> None:
    one, other = (moment(d.isoformat()).bounds() for d in (first, first + timedelta(days)))
    assert one is not None
    assert other is not None
    assert (other[0] - one[0]) / DAY == days


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_lies_in_its_month_and_year_within_a_day_or_two(day: date) -> None:
    for wider in (f"{day.year}", f"{day.year}-{day.month:02d}"):
        outer, inner = moment(wider).bounds(), moment(day.isoformat()).bounds()
        assert outer is not None
        assert inner is not None
        assert outer[0] - 2.5 * DAY <= inner[0] <= inner[1] <= outer[1] + 2.5 * DAY


@pytest.mark.parametrize("iso", ["2026-06-31", "2025-02-29", "2025-13", "--11-31"])
def test_a_day_that_is_not_has_no_place(iso: str) -> None:
    assert moment(iso).bounds() is None
    assert moment(iso).weekday() is None


def test_years_and_weekdays() -> None:
    assert moment("2019").bounds() == (2019 * YEAR, 2020 * YEAR)
    assert moment("2026-03-08").weekday() == 7
    assert moment("--03-08").weekday() is None


def test_a_minute_is_counted_from_its_hour() -> None:
    hour, minute = (Moment.parsed(iso) for iso in ("2024-03-05T02", "2024-03-05T02:40"))
    assert hour is not None
    assert minute is not None
    (first, last), (begun, ended) = hour.bounds() or (0, 0), minute.bounds() or (0, 0)
    assert (begun - first, ended - begun, last - first) == (2_400, 60, 3_600)
