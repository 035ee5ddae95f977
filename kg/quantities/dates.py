"""Dates and times of day at a place of a canonical text → ISO 8601 as far as the text goes.

"2019", "2019-05", "2019-05-03", "--05-03" (no year), "---27" (no month), "T08:30", "196X" (a decade),
"19XX" (a century), "1998/1999" (from, to). A number that is a length of time (32年, 5日内) is not read here.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from kg.quantities.calendar import Shift, calendar
from kg.quantities.numerals import numeral

# What follows the first numeral of a date.
_NUMERIC_MARKS = frozenset("/-.:)")
DATE_MARKS = frozenset("年月日时点世财学号") | _NUMERIC_MARKS

_ONES = "一二三四五六七八九"
_N = f"〇零○{_ONES}"
_YEAR = rf"[12]\d{{3}}|[一二][{_N}]{{3}}|\d{{2}}|[{_N}]{{2}}|[一二]千(?:零[{_ONES}]|[一二]?十[{_ONES}]?)?"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元正腊]"
_DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|初?[一二三四五六七八九]|初十"
_YEAR_WORD = "年度|财政年度|财年|学年|年份|年"
_HOUR = r"2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九]"
_MINUTE = r"[1-5]\d|0?\d|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九]"
_CLOCK = re.compile(
    rf"(?P<hour>{_HOUR}) ?(?:点钟|点整|时整|点|时(?![代期候间速尚]))"
    rf"(?: ?(?P<half>半)| ?(?P<quarter>[一三])刻|(?P<minute>{_MINUTE})分?(?![之%个]))?"
    rf"(?:(?<=分)(?P<second>{_MINUTE})秒)?"
)
# 8时至14时: a number with 时 before or after another is a time of day, not so many hours.
_CLOCK_BEFORE = re.compile(r"[时点分整] ?[至到~-] ?$")
_CLOCK_AFTER = re.compile(rf" ?[至到~-] ?(?:次日|翌日|当日)?(?:{_HOUR}) ?[时点]")
_DIGITAL = re.compile(r"(?P<hour>2[0-4]|1\d|0?\d):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])")
_CALENDAR = re.compile(
    rf"(?:(?P<year>{_YEAR}) ?(?P<word>{_YEAR_WORD}))?"
    rf"(?: ?(?P<month>{_MONTH}) ?月份?(?![球饼亮台供]))?"
    rf"(?:(?: ?(?P<day>{_DAY}) ?(?P<mark>[日号])))?"
)
_NUMERIC = re.compile(
    r"(?P<year>[12]\d{3})(?P<sep>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_YEAR_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})[-/](?P<month>1[0-2]|0[1-9])(?![-\d/])")
_BRACKETED = re.compile(r"(?<=\()(?P<year>(?:19|20)\d{2})(?=\))")
_MONTH_PAIR = re.compile(rf"(?P<first>[{_ONES}])(?P<second>[{_ONES}十])月份?(?![球饼亮])")
_DECADE = re.compile(r"(?P<decade>(?:1[5-9]|20)?\d0|(?P<to>[一二三四五六七八九])?[一二三四五六七八九]十) ?年代")
_OF_ERA = re.compile(rf"(?P<year>\d{{1,4}}|[{_N}]{{2,4}}|[百十{_ONES}元]{{1,5}}) ?年(?!间)")
_CENTURY = re.compile(r"(?P<century>\d{1,2}|二?十[一二三四五六七八九]?|[一二三四五六七八九]) ?世纪")


@dataclass(frozen=True, slots=True)
class Found:
    """A date: its place (去年 belongs to it), its leading number with the unit of that, its ISO value."""

    start: int
    end: int
    value: float
    unit: str
    iso: str


def date_at(text: str, at: int, mark: str, today: datetime.date | None) -> Found | None:
    """The date or time that begins at `at` (with 去年, 本月 before it); None where the number is none.

    mark: what follows the first numeral.
    """
    if mark in _NUMERIC_MARKS:
        return _numeric(text, at)
    return (
        _decade(text, at)
        or _century(text, at)
        or _era(text, at)
        or _two_months(text, at)
        or _day(text, at, today)
        or _clock(text, at, today)
    )


def _number(text: str | None) -> int:
    if not text:
        return 0
    if text in ("元", "正"):
        return 1
    found = numeral("十二" if text == "腊" else text.removeprefix("初"))
    return int(found.value) if found and found.value is not None else 0


def _numeric(text: str, at: int) -> Found | None:
    found = _NUMERIC.match(text, at)
    if found:
        iso = f"{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}"
        end = found.end()
        clock = _DIGITAL.match(text, end + 1) if text[end : end + 1] in (" ", "T") else None
        if clock:
            iso, end = iso + _time(clock, 0), clock.end()
        return Found(at, end, float(found["year"]), "a", iso)
    found = _YEAR_MONTH.match(text, at)
    if found:
        return Found(at, found.end(), float(found["year"]), "a", f"{found['year']}-{found['month']}")
    found = _BRACKETED.match(text, at)
    if found:
        return Found(at, found.end(), float(found["year"]), "a", found["year"])
    found = _DIGITAL.match(text, at)
    if found:
        part = calendar().day_part.before(text, at)
        return Found(at, found.end(), float(found["hour"]), "h", _time(found, part[0] if part else 0))
    return None


def _decade(text: str, at: int) -> Found | None:
    """上世纪60年代; 五六十年代 is two of them."""
    found = _DECADE.match(text, at)
    if not found:
        return None
    first = found["decade"][0] + "十" if found["to"] else found["decade"]
    years = _number(first)
    century = calendar().century.before(text, at)
    if years < 1000:
        years += 100 * (century[0] if century else 20 if years < 30 else 19)
    iso = f"{years // 10}X" + (f"/{years // 10 + 1}X" if found["to"] else "")
    return Found(century[1] if century else at, found.end(), float(years), "a", iso)


def _century(text: str, at: int) -> Found | None:
    found = _CENTURY.match(text, at)
    number = _number(found["century"]) if found else 0
    if not found or not 0 < number < 25:
        return None
    decade = _decade(text, found.end())
    if decade:
        return decade
    return Found(at, found.end(), float(number), "{世纪}", f"{number - 1}XX")


def _era(text: str, at: int) -> Found | None:
    """民国112年, 光绪二十年, 公元前221年 (ISO counts it as -0220), 公元618年."""
    before = calendar().era.before(text, at)
    found = _OF_ERA.match(text, at) if before else None
    year = _number(found["year"]) if found else 0
    if not before or not found or not year:
        return None
    first, start = before
    iso = f"-{year - 1:04d}" if first is None else f"{first + year:04d}"
    rest = _CALENDAR.match(text, found.end())
    if rest and rest["month"] and not rest["year"]:
        day = _number(rest["day"])
        return Found(
            start, rest.end(), float(year), "a", f"{iso}-{_number(rest['month']):02d}" + (f"-{day:02d}" if day else "")
        )
    return Found(start, found.end(), float(year), "a", iso)


def _two_months(text: str, at: int) -> Found | None:
    """七八月份: one or the other."""
    found = _MONTH_PAIR.match(text, at)
    first, second = (_number(found["first"]), _number(found["second"])) if found else (0, 0)
    if not found or second != first + 1:
        return None
    return Found(at, found.end(), float(first), "mo", f"--{first:02d}/--{second:02d}")


def _day(text: str, at: int, today: datetime.date | None) -> Found | None:
    found = _CALENDAR.match(text, at)
    if not found or found.end() == at:
        return None
    start, shift = _shift(text, at)
    year, month, day = _full_year(found["year"]), _number(found["month"]), _number(found["day"])
    if not _is_date(text, found, year, month, shift is not None):
        return None
    iso = _iso(year, month, day, shift, today)
    end = found.end()
    clock_at = end + (text[end : end + 1] == " ")
    part = calendar().day_part.at(text, clock_at)
    clock = _CLOCK.match(text, part[1] if part else clock_at) if day else None
    if clock and (part or "时" in clock[0] or "分" in clock[0] or "点钟" in clock[0]):
        iso, end = iso + _time(clock, part[0] if part else 0), clock.end()
    lead, unit = (year, "a") if found["year"] else (month, "mo") if month else (day, "d")
    return Found(start, end, float(lead), unit, iso)


def _is_date(text: str, found: re.Match[str], year: int, month: int, relative: bool) -> bool:
    """Not the length of time that the same words can be (2000年的历史, 32年, 5日内)."""
    words, end = calendar(), found.end()
    if month:
        return True
    if found["year"]:
        return 1000 <= year <= 2200 and not words.years_after.at(text, end) and _names_year(text, found)
    if relative or found["mark"] == "号":
        return relative
    return not (words.days_before.before(text, found.start()) or words.days_after.at(text, end))


def _names_year(text: str, found: re.Match[str]) -> bool:
    """Four digits do; two only where they cannot count years (08年, 九八年) or a word says so (97年底)."""
    digits = found["year"]
    if len(digits) != 2 or digits[0] in "0〇零○":
        return True
    if calendar().certain_part.at(text, found.end()):
        return True
    late = _number(digits) >= 40
    return late and (("十" not in digits and not digits.isascii()) or bool(calendar().year_part.at(text, found.end())))


def _full_year(text: str | None) -> int:
    if not text:
        return 0
    year = _number(text)
    return year + (1900 if year >= 40 else 2000) if len(text) == 2 and year < 100 else year


def _shift(text: str, at: int) -> tuple[int, Shift | None]:
    end = at - (text[at - 1 : at] == " ")
    found = calendar().relative.before(text, end)
    return (found[1], found[0]) if found else (at, None)


def _iso(year: int, month: int, day: int, shift: Shift | None, today: datetime.date | None) -> str:
    if shift and today and not year:
        if shift.years is not None:
            year = today.year + shift.years
        elif shift.months is not None and not month:
            turned = today.year * 12 + today.month - 1 + shift.months
            year, month = turned // 12, turned % 12 + 1
        elif shift.days is not None and not month and not day:
            then = today + datetime.timedelta(days=shift.days)
            year, month, day = then.year, then.month, then.day
    if year:
        return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day and month else "")
    return f"--{month:02d}" + (f"-{day:02d}" if day else "") if month else f"---{day:02d}"


def _clock(text: str, at: int, today: datetime.date | None) -> Found | None:
    found = _CLOCK.match(text, at)
    if not found:
        return None
    words = calendar()
    before = at - (text[at - 1 : at] == " ")
    part = words.day_part.before(text, before)
    minute = found["half"] or found["quarter"] or (found["minute"] and text[found.end() - 1] == "分")
    told = part or minute or found[0].endswith(("点钟", "整")) or text.startswith("多钟", found.end())
    if not (told or _CLOCK_BEFORE.search(text, max(0, at - 4), at) or _CLOCK_AFTER.match(text, found.end())):
        return None
    if found["minute"] and text[found.end() - 1] != "分" and not part:
        return None
    shifted = words.relative.before(text, part[1] if part else before)
    iso = _time(found, part[0] if part else 0)
    shift = shifted[0] if shifted else None
    if today and shift is not None and shift.days is not None:
        iso = _iso(0, 0, 0, shift, today) + iso
    return Found(shifted[1] if shifted else at, found.end(), float(_number(found["hour"])), "h", iso)


def _time(found: re.Match[str], later: int) -> str:
    groups = found.groupdict()
    hour = _number(found["hour"])
    hour += later if hour < 12 else 0
    minute = 30 if groups.get("half") else 15 * _number(groups.get("quarter")) or _number(found["minute"])
    second = f":{_number(groups['second']):02d}" if groups.get("second") else ""
    if not (found["minute"] or groups.get("half") or groups.get("quarter")):
        return f"T{hour:02d}"
    return f"T{hour:02d}:{minute:02d}{second}"
