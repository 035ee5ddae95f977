"""The date an article states of itself, in whatever way portals write it, as ISO 8601."""

from __future__ import annotations

import datetime
import re

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})|(\d\d)(\d\d))(?!\d)")


def iso_date(text: str) -> str | None:
    """The first day that stands in `text` ("2024年5月12日 10:21", "20240512", "2024-05-12T10:21Z"), or None."""
    for found in _DATE.finditer(text):
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            return datetime.date(year, month, day).isoformat()
        except ValueError:  # 2024-13-40: no day of the calendar
            continue
    return None
