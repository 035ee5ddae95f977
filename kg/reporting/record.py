"""The report as a JSON object, after the schema in report.schema.json: everything the page shows, for programs."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache, partial
from math import isfinite
from pathlib import Path
from typing import Any

from kg import __version__
from kg.model import Interval, Verification
from kg.reporting import jsonl
from kg.reporting.headline import headline
from kg.reporting.page import digest
from kg.reporting.strings import say
from kg.reporting.view import Card, Report, view

SCHEMA = Path(__file__).with_name("report.schema.json")
_ABOUT = ("id", "title", "date", "publisher", "author", "url", "path", "region")


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `record`."""
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


def record(v: Verification, lang: str = "zh", made: datetime | None = None) -> dict[str, Any]:
    """The report on a verification. Offsets are Python string offsets into the text given; an open end is null."""
    report = view(v)
    article = report.article
    return {
        "format": "kg-report/1",
        "generator": {"name": "kg", "version": __version__},
        "made": made.isoformat(timespec="seconds") if made else None,
        "language": lang,
        "headline": headline(report, partial(say, lang)),
        "article": {
            **{name: getattr(article, name) for name in _ABOUT},
            "characters": len(article.source),
            "sha256": digest(article.source),
        },
        "coverage": _coverage(report),
        "checks": [_check(v, card) for card in report.cards],
        "claims": [
            {
                **jsonl.claim(article, mark.claim),
                "narrow": _interval(mark.claim.quantity.narrow),
                "wide": _interval(mark.claim.quantity.wide),
                "place": mark.claim.place,
                "state": mark.state,
                "blamed": mark.blamed,
                "checks": list(mark.checks),
            }
            for mark in report.marks
        ],
    }


def _coverage(report: Report) -> dict[str, Any]:
    seen = report.coverage
    unchecked = [{"claim": claim, "reason": reason} for claim, reason in seen.unchecked]
    return {"found": seen.found, "tied": seen.tied, "checked": seen.checked, "unchecked": unchecked}


def _check(v: Verification, card: Card) -> dict[str, Any]:
    check = card.check
    return {
        "number": card.number,
        **jsonl.check(v.extraction, check),
        "state": card.state,
        "alarm": card.alarm,
        "relation": check.relation,
        "reading": check.reading,
        "unit": check.unit,
        "computed": _interval(check.computed),
        "computed_wide": _interval(check.computed_wide),
        "stated": _interval(check.stated),
        "stated_wide": _interval(check.stated_wide),
        "stated_claim": check.tested or None,
        "basis": list(check.basis),
    }


def _interval(interval: Interval) -> dict[str, float | None]:
    return {"low": _end(interval.low), "high": _end(interval.high)}


def _end(value: float) -> float | None:
    return value if isfinite(value) else None
