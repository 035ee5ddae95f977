"""The words of ontology/calendar.ttl: what fixes a half-finished date, what tells a time of day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.ontology.turtle import Node, read
from kg.quantities.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Shift:
    """去年 is one year back: years, months or days from the article's date; all None where the text says only 当年."""

    years: int | None = None
    months: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words before a date (relative, era, century, part of the day, length) and after it (length of years, of days).

    weekdays: their number, 1 for Monday, by every name; weekday_names: the first name of each.
    era: the year before its first one; None for 公元前, whose years count backwards.
    """

    relative: Lexicon[Shift]
    era: Lexicon[int | None]
    century: Lexicon[int]
    day_part: Lexicon[int]
    years_after: Lexicon[bool]
    year_part: Lexicon[bool]
    certain_part: Lexicon[bool]
    days_before: Lexicon[bool]
    days_after: Lexicon[bool]
    weekdays: dict[str, int]
    weekday_names: dict[int, str]


@cache
def calendar() -> Calendar:
    """Read once a process."""
    nodes = read("calendar")

    def words(kind: str, key: str = "") -> dict[str, Node]:
        keys = (key,) if key else ("skos:prefLabel", "skos:altLabel")
        chosen = [n for n in nodes.values() if f"kg:{kind}" in n.get("rdf:type", [])]
        return {str(word): n for n in chosen for k in keys for word in n.get(k, ())}

    def number(node: Node, key: str) -> int | None:
        return next((int(v) for v in node.get(key, ())), None)

    return Calendar(
        Lexicon(
            {
                word: Shift(number(n, "kg:years"), number(n, "kg:months"), number(n, "kg:days"))
                for word, n in words("RelativeDate").items()
            }
        ),
        Lexicon({word: number(n, "kg:yearBefore") for word, n in words("Era").items()}),
        Lexicon({word: number(n, "kg:century") or 0 for word, n in words("RelativeCentury").items()}),
        Lexicon({word: number(n, "kg:hours") or 0 for word, n in words("DayPart").items()}),
        Lexicon(dict.fromkeys(words("YearsAfter"), True)),
        Lexicon(dict.fromkeys(words("YearPart"), True)),
        Lexicon(dict.fromkeys(words("CertainYearPart"), True)),
        Lexicon(dict.fromkeys(words("DaysAround", "kg:before"), True)),
        Lexicon(dict.fromkeys(words("DaysAround", "kg:after"), True)),
        {word: number(n, "kg:number") or 0 for word, n in words("Weekday").items()},
        {number(n, "kg:number") or 0: word for word, n in words("Weekday", "skos:prefLabel").items()},
    )
