"""Dates as spans of time: 2021年3月 is some moment between its first and its last.

Moments are seconds, counted so that years and months are of one length each (a Julian year of 31,557,600 s, as UCUM's
`a`, and a twelfth of it) and days of 86,400 s from 1 January 2000; the two agree within a day over a century.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

YEAR = 31_557_600.0
DAY = 86_400.0
LEAP_YEAR = 366 * DAY
_NOMINAL = 2000  # of a date that names no year; a leap year, so that 2月29日 is a day of it
_ISO = re.compile(
    r"(?:(?P<year>\d{4}|-)(?:-(?P<month>\d\d|)(?:-(?P<day>\d\d))?)?)?(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d))?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a date names, from its greatest part to its least; None where it names none."""

    year: int | None
    month: int | None
    day: int | None
    hour: int | None
    minute: int | None

    @staticmethod
    def parsed(iso: str | None) -> Moment | None:
        """From ISO 8601, the year, the month or the day left out (--11-29, ---29, T02:40); None for quarters and the like."""
        match = _ISO.fullmatch(iso or "")
        if match is None or not iso:
            return None
        return Moment(*(int(part) if part and part.isdigit() else None for part in match.groups()))

    def iso(self) -> str:
        """As `parsed` reads it."""
        day = "" if self.year is None else f"{self.year:04d}"
        if self.month is not None:
            day = f"{day or '-'}-{self.month:02d}"
        if self.day is not None:
            day = f"{day or '--'}-{self.day:02d}"
        clock = (
            "" if self.hour is None else f"T{self.hour:02d}" + ("" if self.minute is None else f":{self.minute:02d}")
        )
        return day + clock

    def completed(self, before: Moment | None) -> Moment:
        """With what it leaves out from the date said before it: 2023年11月28日23时50分, 11月29日零时20分."""
        if before is None or self.year is not None:
            return self
        if self.month is not None:
            return replace(self, year=before.year)
        if self.day is not None:
            return replace(self, year=before.year, month=before.month)
        return replace(self, year=before.year, month=before.month, day=before.day)

    @property
    def cycle(self) -> float:
        """After how many seconds it comes again: a year without a year, a day without a day; 0 for a dated one."""
        if self.year is not None:
            return 0.0
        return LEAP_YEAR if self.month is not None else DAY

    def last_day(self) -> int:
        """How many days its month has; 31 where it names no month."""
        known = self.month is not None and 1 <= self.month <= 12
        return calendar.monthrange(self.year or _NOMINAL, self.month or 1)[1] if known else 31

    def bounds(self) -> tuple[float, float] | None:
        """(first, last) of what it names; None where there is no such day or hour."""
        year = self.year or _NOMINAL
        if self.day is None and self.hour is None:
            if self.month is None:
                return year * YEAR, (year + 1) * YEAR
            start = year * YEAR + (self.month - 1) * YEAR / 12
            return (start, start + YEAR / 12) if self.month in range(1, 13) else None
        try:
            days = date(year, self.month or 1, self.day or 1).toordinal() - date(_NOMINAL, 1, 1).toordinal()
        except ValueError:
            return None
        start = _NOMINAL * YEAR + days * DAY
        if self.hour is None:
            return start, start + DAY
        start += self.hour * 3600 + (self.minute or 0) * 60
        return start, start + (3600 if self.minute is None else 60)

    def weekday(self) -> int | None:
        """1 for Monday to 7 for Sunday; None where it names no day of a year."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day).isoweekday()
        except ValueError:
            return None
