"""The report's verdict in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kg.reporting.view import Report

Words = TypeVar("Words", bound=str)


def headline(report: Report, speak: Callable[..., Words]) -> Words:
    """文中38个数字，核对了29个，发现1处不合、1处可疑; without an alarm, that none was found.

    speak: `both`, or `say` in one language: from a key and the values of its places to words.
    """
    found, checked = report.coverage.found, report.coverage.checked
    if not found:
        return speak("headline.none")
    if not checked and not report.counts:
        return speak("headline.unchecked", found=found)
    if not report.counts:
        return speak("headline.clear", found=found, checked=checked)
    counts = [speak(f"headline.{verdict}", n=n) for verdict, n in report.counts]
    opening = speak("headline.alarms", found=found, checked=checked)
    return type(opening)(opening + speak("headline.and").join(counts))
